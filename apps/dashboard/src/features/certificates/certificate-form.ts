import type { Certificate, CertificateCreate, CertificateKind, CertificatePatch } from '@trunkline/contracts';
import i18next from 'i18next';
import { contractErrors } from '../../shared/contract-validation';
import type { FormShape } from '../../shared/merge/form-shape';

/** A certificate as the form holds it. `kept`: the one that is stored stays. */
export interface CertificateValues {
  name: string;
  kind: CertificateKind;
  source: 'kept' | 'upload' | 'selfSigned';
  pem: string;
  privateKey: string;
  names: string[];
  days: number | string;
}

const nothing = { pem: '', privateKey: '', names: [], days: 825 };

export const newCertificate: CertificateValues = { name: '', kind: 'node', source: 'upload', ...nothing };

export function certificateValues({ name, kind, names }: Certificate): CertificateValues {
  return { name, kind, source: 'kept', ...nothing, names };
}

/** What is brought in, whichever way. */
function material({ kind, source, pem, privateKey, names, days }: CertificateValues): CertificatePatch {
  if (source === 'kept') return {};
  if (source === 'selfSigned' && kind === 'node') {
    return { selfSigned: { names: names.map((name) => name.trim()), days: days === '' ? Number.NaN : Number(days) } };
  }
  return { pem, ...(privateKey.trim() !== '' && kind === 'node' ? { privateKey } : {}) };
}

/** Body of `POST /certificates`. */
export function certificateBody(values: CertificateValues): CertificateCreate {
  return { name: values.name.trim(), kind: values.kind, ...material(values) };
}

/** Errors by field. */
export async function certificateErrors(values: CertificateValues): Promise<Record<string, string>> {
  const errors = certificateFields(await contractErrors('certificateCreateSchema', certificateBody(values)));
  const uploads = values.source === 'upload' || (values.source === 'selfSigned' && values.kind === 'authority');
  if (uploads && values.pem.trim() === '') errors.pem = i18next.t('certificates.pemNeeded');
  if (uploads && values.kind === 'node' && values.privateKey.trim() === '') {
    errors.privateKey = i18next.t('certificates.keyNeeded');
  }
  return errors;
}

/** The API speaks of what is to be made, the form has its fields. */
export function certificateFields(errors: Record<string, string>): Record<string, string> {
  const field = (path: string) => /^selfSigned\.(names|days)/.exec(path)?.[1] ?? path;
  return Object.fromEntries(Object.entries(errors).map(([path, text]) => [field(path), text]));
}

/** How the form holds a certificate. What is brought in is never shown again, so it is like a secret. */
export const certificateShape: FormShape<Certificate, CertificateValues> = {
  values: certificateValues,
  fields: ({ name }) => ({ name: name.trim() }),
  patch: ({ name }, values) => ({
    ...(values.name.trim() === name ? {} : { name: values.name.trim() }),
    ...material(values),
  }),
  secrets: ['source', 'pem', 'privateKey', 'names', 'days'],
  errors: certificateFields,
};
