/** How numbers are dialled in a country: its calling code and the digits before international and national numbers. */
interface DialingRules {
  callingCode: string;
  international: string;
  national: string;
}

/** Country code and number: at most 15 digits (ITU-T E.164), and none so short that it is a number of our own. */
const COMPLETE = /^\+[1-9]\d{6,14}$/;

/**
 * A number as it was dialled or signalled, in E.164 form; null where that cannot be known. Without rules only a number
 * with its plus is complete: `0049…` and `1555…` mean different things in different countries.
 */
export function e164Of(raw: string | null, rules: DialingRules | null = null): string | null {
  if (raw === null) return null;
  // What people write between digits (RFC 3966 visual separators).
  const number = raw.replace(/[\s().-]/g, '');
  const complete = (digits: string): string | null => (COMPLETE.test(`+${digits}`) ? `+${digits}` : null);
  if (number.startsWith('+')) return COMPLETE.test(number) ? number : null;
  if (rules === null || !/^\d+$/.test(number)) return null;
  if (number.startsWith(rules.international)) return complete(number.slice(rules.international.length));
  if (rules.national !== '' && number.startsWith(rules.national))
    return complete(rules.callingCode + number.slice(rules.national.length));
  return null;
}
