import type { NumberCreate, NumberPatch, PhoneNumber } from '@trunkline/contracts';
import { changedFields } from '../../shared/changed-fields';
import { contractErrors } from '../../shared/contract-validation';
import { type DestinationValues, destinationValues, ledBody } from '../../shared/destination/destination-form';
import type { FormShape } from '../../shared/merge/form-shape';

/** A number as the form holds it. */
export interface NumberValues {
  number: string;
  label: string;
  destination: DestinationValues;
  fallback: DestinationValues;
  enabled: boolean;
}

export const newNumber: NumberValues = {
  number: '',
  label: '',
  destination: destinationValues(null),
  fallback: destinationValues(null),
  enabled: true,
};

export function numberValues({ number, label, destination, fallback, enabled }: PhoneNumber): NumberValues {
  return {
    ...{ number, label: label ?? '', enabled },
    ...{ destination: destinationValues(destination), fallback: destinationValues(fallback) },
  };
}

/** Body of `POST /numbers`. People write spaces and brackets into numbers; they mean nothing. */
export function numberBody({ number, label, enabled, ...led }: NumberValues): NumberCreate {
  return {
    number: number.replace(/[\s()./-]/g, ''),
    label: label.trim() === '' ? null : label.trim(),
    ...ledBody(led),
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
