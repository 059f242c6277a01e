import type { NumberCreate, NumberPatch, PhoneNumber } from '@trunkline/contracts';
import { changedFields } from '../../shared/changed-fields';
import { contractErrors } from '../../shared/contract-validation';
import { type DestinationValues, destinationBody, destinationValues } from '../../shared/destination/destination-form';
import type { FormShape } from '../../shared/merge/form-shape';

/** A number as the form holds it. */
export interface NumberValues {
  number: string;
  label: string;
  destination: DestinationValues;
  enabled: boolean;
}

export const newNumber: NumberValues = {
  number: '',
  label: '',
  destination: destinationValues(null),
  enabled: true,
};

export function numberValues({ number, label, destination, enabled }: PhoneNumber): NumberValues {
  return { number, label: label ?? '', destination: destinationValues(destination), enabled };
}

/** Body of `POST /numbers`. People write spaces and brackets into numbers; they mean nothing. */
export function numberBody({ number, label, destination, enabled }: NumberValues): NumberCreate {
  return {
    number: number.replace(/[\s()./-]/g, ''),
    label: label.trim() === '' ? null : label.trim(),
    destination: destinationBody(destination),
    enabled,
  };
}

/** Body of `PATCH /numbers/{id}`. */
function numberPatch(number: PhoneNumber, values: NumberValues): NumberPatch {
  return changedFields(numberBody(numberValues(number)), numberBody(values));
}

/** Errors by field. */
export function numberErrors(values: NumberValues): Promise<Record<string, string>> {
  return contractErrors('numberCreateSchema', numberBody(values));
}

/** How the form holds a number. */
export const numberShape: FormShape<PhoneNumber, NumberValues> = {
  values: numberValues,
  fields: (values) => ({ ...numberBody(values) }),
  patch: numberPatch,
};
