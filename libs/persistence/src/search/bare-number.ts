/** A telephone number without what people put between its digits; null for a text that is none. */
export function bareNumber(text: string): string | null {
  return /^\+?[\d\s()/.-]*\d[\d\s()/.-]*$/.test(text) ? text.replace(/[\s()/.-]/g, '') : null;
}
