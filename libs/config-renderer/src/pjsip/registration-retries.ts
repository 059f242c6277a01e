/** Seconds until Asterisk tries a registration again: after silence or trouble of the carrier, and after a refusal. */
export const registrationRetries = { soon: 5, refused: 30 } as const;

/** What the carrier may get over by itself, as res_pjsip_outbound_registration sees it; a 401 with `auth_rejection_permanent=no`. */
const passing = new Set([401, 407, 408, 500, 502, 503, 504]);

/** Seconds from an answer of the carrier to the next REGISTER: what it asks for (`Retry-After`), whatever it answers. */
export function nextRegisterIn(sipCode: number, retryAfterSeconds: number | null): number {
  if (retryAfterSeconds) return retryAfterSeconds;
  return passing.has(sipCode) || sipCode >= 600 ? registrationRetries.soon : registrationRetries.refused;
}
