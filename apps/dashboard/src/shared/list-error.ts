import type { FormErrors } from '@mantine/form';

/** The error of a list that has one field: its own, or that of one of its items. */
export function listError(errors: FormErrors, field: string): FormErrors[string] {
  const [, error] = Object.entries(errors).find(([path]) => path === field || path.startsWith(`${field}.`)) ?? [];
  return error;
}
