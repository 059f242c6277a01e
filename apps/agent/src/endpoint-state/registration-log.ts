/** What became of the last attempt to register: the SIP code, or null when nobody answered. */
export interface FailedAttempt {
  sipCode: number | null;
}

// res_pjsip_outbound_registration.c: the log is the only place where Asterisk names the SIP code. AMI says `Rejected`.
const answered =
  /(?:Temporal response '(\d{3})'|Fatal response '(\d{3})'|(403) Forbidden fatal response|'(\d{3})' fatal response) received from '[^']*' on registration attempt to '([^']*)'/;
const silent = /No response received from '[^']*' on registration attempt to '([^']*)'/;

/** The last failed attempt of each client URI in a piece of Asterisk's log. */
export function failedAttempts(log: string): Map<string, FailedAttempt> {
  const found = new Map<string, FailedAttempt>();
  for (const line of log.split('\n')) {
    const [, temporary, fatal, forbidden, other, refusedUri] = answered.exec(line) ?? [];
    const code = temporary ?? fatal ?? forbidden ?? other;
    const silentUri = silent.exec(line)?.[1];
    if (refusedUri !== undefined) found.set(refusedUri, { sipCode: Number(code) });
    else if (silentUri !== undefined) found.set(silentUri, { sipCode: null });
  }
  return found;
}
