import { e164Schema } from '@trunkline/contracts';

/** The number when it is one in E.164 form, else null: what a number without `+` means, only its carrier knows. */
export function e164OrNull(number: string | null | undefined): string | null {
  return number != null && e164Schema.safeParse(number).success ? number : null;
}
