import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/** Country code and number: at most 15 digits (ITU-T E.164), and none so short that it is a number of our own. */
const COMPLETE = /^\+[1-9]\d{6,14}$/;

/**
 * A number as it was dialled or signalled, in E.164 form; null where that cannot be known. A number without its plus
 * means something only in a country (ISO 3166-1 alpha-2), and there only in the form in which that country dials it:
 * `030123456` is complete in Germany, `30123456` is one of a town nobody named.
 */
export function e164Of(raw: string | null, country: string | null = null): string | null {
  // What people write between digits (RFC 3966 visual separators).
  const number = raw?.replace(/[\s().-]/g, '') ?? '';
  if (number.startsWith('+')) return COMPLETE.test(number) ? number : null;
  if (country === null || !isSupportedCountry(country) || !/^\d{1,20}$/.test(number)) return null;
  return nationalOf(number, country);
}

function nationalOf(digits: string, country: CountryCode): string | null {
  const parsed = parsePhoneNumberFromString(digits, country);
  if (!parsed?.isPossible() || !COMPLETE.test(parsed.number)) return null;
  const hasPrefix = parsed.nationalNumber !== digits;
  const needsNone = parsed.formatNational().replace(/\D/g, '') === digits;
  return hasPrefix || needsNone ? parsed.number : null;
}
