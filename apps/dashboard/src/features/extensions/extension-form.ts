import type { Extension, ExtensionCreate, ExtensionPatch } from '@trunkline/contracts';
import { changedFields } from '../../shared/changed-fields';
import { contractErrors } from '../../shared/contract-validation';
import type { FormShape } from '../../shared/merge/form-shape';

/** An extension as the form holds it. */
export interface ExtensionValues {
  number: string;
  name: string;
  codecs: string[];
  maxContacts: number | string;
  enabled: boolean;
}

export const newExtension: ExtensionValues = {
  number: '',
  name: '',
  codecs: ['opus', 'g722', 'ulaw', 'alaw'],
  maxContacts: 2,
  enabled: true,
};

export function extensionValues({ number, name, codecs, maxContacts, enabled }: Extension): ExtensionValues {
  return { number, name, codecs, maxContacts, enabled };
}

/** Body of `POST /extensions`. */
export function extensionBody(values: ExtensionValues): ExtensionCreate {
  const { number, name, maxContacts } = values;
  return { ...values, number: number.trim(), name: name.trim(), maxContacts: Number(maxContacts) } as ExtensionCreate;
}

/** Body of `PATCH /extensions/{id}`. */
function extensionPatch(extension: Extension, values: ExtensionValues): ExtensionPatch {
  return changedFields(extensionBody(extensionValues(extension)), extensionBody(values));
}

/** Errors by field. */
export function extensionErrors(values: ExtensionValues): Promise<Record<string, string>> {
  const maxContacts = values.maxContacts === '' ? null : Number(values.maxContacts);
  return contractErrors('extensionCreateSchema', { ...extensionBody(values), maxContacts });
}

/** How the form holds an extension. */
export const extensionShape: FormShape<Extension, ExtensionValues> = {
  values: extensionValues,
  fields: (values) => ({ ...extensionBody(values) }),
  patch: extensionPatch,
};
