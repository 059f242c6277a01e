import type { NumberCreate, NumberPatch, PhoneNumber } from '@trunkline/contracts';
import { changedFields } from '../../shared/changed-fields';
import { contractErrors } from '../../shared/contract-validation';
import type { FormShape } from '../../shared/merge/form-shape';

/** A number as the form holds it. */
export interface NumberValues {
  number: string;
  label: string;
  extensionId: string | null;
  enabled: boolean;
}

export const newNumber: NumberValues = { number: '', label: '', extensionId: null, enabled: true };

export function numberValues({ number, label, destination, enabled }: PhoneNumber): NumberValues {
  return { number, label: label ?? '', extensionId: destination?.extensionId ?? null, enabled };
}

/** Body of `POST /numbers`. People write spaces and brackets into numbers; they mean nothing. */
export function numberBody({ number, label, extensionId, enabled }: NumberValues): NumberCreate {
  return {
    number: number.replace(/[\s()./-]/g, ''),
    label: label.trim() === '' ? null : label.trim(),
    destination: extensionId === null ? null : { type: 'extension', extensionId },
    enabled,
  };
}

/** Body of `PATCH /numbers/{id}`. */
function numberPatch(number: PhoneNumber, values: NumberValues): NumberPatch {
  return changedFields(numberBody(numberValues(number)), numberBody(values));
}

/** Errors by field. */
export async function numberErrors(values: NumberValues): Promise<Record<string, string>> {
  return numberFields(await contractErrors('numberCreateSchema', numberBody(values)));
}

/** The API speaks of the destination, the form of the extension in it. */
export function numberFields(errors: Record<string, string>): Record<string, string> {
  const entries = Object.entries(errors);
  return Object.fromEntries(
    entries.map(([path, text]) => [path.startsWith('destination') ? 'extensionId' : path, text]),
  );
}

/** How the form holds a number. */
export const numberShape: FormShape<PhoneNumber, NumberValues> = {
  values: numberValues,
  fields: (values) => ({ ...numberBody(values) }),
  patch: numberPatch,
  errors: numberFields,
};
