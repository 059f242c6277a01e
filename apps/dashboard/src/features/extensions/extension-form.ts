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
  /** Empty where the API says null. */
  callerId: string;
  groups: string[];
  enabled: boolean;
}

export const newExtension: ExtensionValues = {
  number: '',
  name: '',
  codecs: ['opus', 'g722', 'ulaw', 'alaw'],
  maxContacts: 2,
  callerId: '',
  groups: [],
  enabled: true,
};

export function extensionValues(extension: Extension): ExtensionValues {
  const { number, name, codecs, maxContacts, callerId, groups, enabled } = extension;
  return { number, name, codecs, maxContacts, callerId: callerId ?? '', groups, enabled };
}

/** Body of `POST /extensions`. */
export function extensionBody(values: ExtensionValues): ExtensionCreate {
  const callerId = values.callerId.trim();
  return {
    ...values,
    number: values.number.trim(),
    name: values.name.trim(),
    maxContacts: Number(values.maxContacts),
    callerId: callerId === '' ? null : callerId,
  } as ExtensionCreate;
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
