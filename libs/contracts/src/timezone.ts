// Engines also take offsets such as `+02:00`, which know nothing of summer time.
export const timezonePattern = /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/;

/** Whether a text is the name of a time zone of the IANA database that this engine knows, such as `Europe/Berlin`. */
export function isTimezone(timeZone: string): boolean {
  if (!timezonePattern.test(timeZone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
