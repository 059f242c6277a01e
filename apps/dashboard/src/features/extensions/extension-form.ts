import type { Extension, ExtensionCreate, ExtensionPatch } from '@trunkline/contracts';
import i18next from 'i18next';
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
  voicemailEnabled: boolean;
  /** Never shown: empty keeps the stored one. */
  voicemailPin: string;
  voicemailRingSeconds: number | string;
  enabled: boolean;
}

export const newExtension: ExtensionValues = {
  number: '',
  name: '',
  codecs: ['opus', 'g722', 'ulaw', 'alaw'],
  maxContacts: 2,
  callerId: '',
  groups: [],
  voicemailEnabled: false,
  voicemailPin: '',
  voicemailRingSeconds: 20,
  enabled: true,
};

export function extensionValues(extension: Extension): ExtensionValues {
  const { number, name, codecs, maxContacts, groups, voicemailEnabled, voicemailRingSeconds, enabled } = extension;
  return {
    ...{ number, name, codecs, maxContacts, groups, voicemailEnabled, voicemailRingSeconds, enabled },
    callerId: extension.callerId ?? '',
    voicemailPin: '',
  };
}

/** Body of `POST /extensions`. */
export function extensionBody(values: ExtensionValues): ExtensionCreate {
  const callerId = values.callerId.trim();
  return {
    ...values,
    number: values.number.trim(),
    name: values.name.trim(),
    callerId: callerId === '' ? null : callerId,
    maxContacts: numberOrNull(values.maxContacts),
    voicemailPin: values.voicemailPin === '' ? null : values.voicemailPin,
    voicemailRingSeconds: numberOrNull(values.voicemailRingSeconds),
  } as ExtensionCreate;
}

const numberOrNull = (value: number | string): number | null => (value === '' ? null : Number(value));

/** Body of `PATCH /extensions/{id}`. */
function extensionPatch(extension: Extension, values: ExtensionValues): ExtensionPatch {
  const { voicemailPin: _before, ...before } = extensionBody(extensionValues(extension));
  const { voicemailPin, ...after } = extensionBody(values);
  return { ...changedFields(before, after), ...(voicemailPin === null ? {} : { voicemailPin }) };
}

/** Errors by field; `hasPin` says that one is stored already. */
export async function extensionErrors(values: ExtensionValues, hasPin: boolean): Promise<Record<string, string>> {
  const errors = await contractErrors('extensionCreateSchema', extensionBody(values));
  if (values.voicemailEnabled && values.voicemailPin === '' && !hasPin)
    errors.voicemailPin = i18next.t('extensionPanel.voicemail.pinNeeded');
  return errors;
}

/** How the form holds an extension. */
export const extensionShape: FormShape<Extension, ExtensionValues> = {
  values: extensionValues,
  fields: (values) => {
    const { voicemailPin: _, ...fields } = extensionBody(values);
    return fields;
  },
  patch: extensionPatch,
  secrets: ['voicemailPin'],
};
