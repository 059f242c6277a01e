import type { CallRecord } from '@trunkline/contracts';

/**
 * A spreadsheet takes a cell that begins like this for a formula (OWASP, CSV Injection). A telephone number may begin with
 * `+`: digits alone calculate nothing, so it stays usable.
 */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^\+?\d{1,32}$/;

/** The text as a spreadsheet shows it, and never runs it: with an apostrophe before what would be a formula. */
export function safeCell(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** Columns in their order. Names are those of the API. */
export const csvColumns = [
  'id',
  'startedAt',
  'answeredAt',
  'endedAt',
  'direction',
  'from',
  'fromE164',
  'fromName',
  'to',
  'toE164',
  'trunkName',
  'trunkId',
  'routeId',
  'durationSeconds',
  'billedSeconds',
  'disposition',
  'endReason',
  'hangupCause',
  'hangupCauseText',
  'sipCode',
  'sipCodeText',
  'node',
  'linkedid',
  'voicemailExtensionId',
] as const satisfies readonly (keyof CallRecord)[];

/** The cells of a record; null is an empty one. */
export function csvRow(record: CallRecord): string[] {
  return csvColumns.map((column) => {
    const value = record[column];
    return value === null ? '' : typeof value === 'number' ? String(value) : safeCell(value);
  });
}
