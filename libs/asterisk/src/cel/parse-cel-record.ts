import type { CelRow } from '@trunkline/domain';

/**
 * The fields that only Asterisk and our own configuration write, in the order of cel_custom.conf. Strangers write
 * after them, at most 79 bytes in each of three fields that fixed text separates (`cid_num` and `cid_name` in
 * res_pjsip_caller_id.c are arrays of AST_CHANNEL_NAME, 80, exten of AST_MAX_EXTENSION, 80), while the fixed text of
 * this prefix alone is longer than that: nobody can write a line that looks like one of Asterisk's.
 */
const STRING = '"((?:[^"\\\\\\r\\n]|\\\\.)*)"';
const PREFIX = new RegExp(
  `\\{"eventtype":"([A-Za-z_]{1,64})","eventtime":"?([0-9]{1,10}(?:\\.[0-9]{1,6})?)"?,"uniqueid":${STRING},"linkedid":${STRING}` +
    `,"channame":${STRING},"context":${STRING},"accountcode":${STRING},"peer":${STRING},"userdeftype":${STRING},"eventextra":"`,
);

/** The same, to find where records begin in a text of several. */
export const celPrefixes = (): RegExp => new RegExp(PREFIX, 'g');

/** What follows the prefix when nobody tampered with it: the rest of eventextra, then the strangers' fields. */
const REST = /^((?:[^"\\]|\\.)*)","exten":"((?:[^"\\]|\\.)*)"/;

const unquote = (text: string): string => text.replace(/\\(.)/g, '$1');

/** Microseconds of `1795489983.676113`, without the rounding of a float. */
function microsOf(seconds: string): number {
  const [whole = '0', fraction = ''] = seconds.split('.');
  return Number(whole) * 1_000_000 + Number(fraction.padEnd(6, '0'));
}

/** HANGUP's and the bridges' JSON, or `k=v;` that our dialplan put into CELGenUserEvent. */
function readExtra(text: string): Record<string, string> {
  const fields = parseObject(text);
  const own = fields?.extra;
  if (typeof own === 'string') {
    const pairs = own.split(';').map((pair) => pair.split('='));
    return Object.fromEntries(pairs.flatMap(([key, value]) => (key && value !== undefined ? [[key, value]] : [])));
  }
  return Object.fromEntries(Object.entries(fields ?? {}).map(([key, value]) => [key, String(value)]));
}

function parseObject(text: string): Record<string, unknown> | null {
  // Most have none, and an error is dear.
  if (text === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Whether the text is a whole record: what is cut by a line break in a number is not, until the rest is there. */
export function isWholeRecord(raw: string): boolean {
  return raw.trimEnd().endsWith('"}');
}

/**
 * One record of the CEL spool, or null when it does not begin like one of Asterisk's. Never throws: when a stranger
 * made the JSON invalid, the trusted fields are read all the same and his own are null. A record that his line
 * breaks spread over several lines is taken as one text.
 */
export function parseCelRecord(raw: string): CelRow | null {
  const head = PREFIX.exec(raw);
  if (head?.index !== 0) return null;
  const [matched, type = '', time = '', uniqueid = '', linkedid = '', channel = '', context = '', , peer = ''] = head;
  const rest = REST.exec(raw.slice(matched.length));
  // Control characters are legal nowhere in JSON; without them a split record is whole again.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const whole = parseObject(raw.replace(/[\u0000-\u001f]/g, ''));
  return {
    type,
    atMicros: microsOf(time),
    uniqueid: unquote(uniqueid),
    linkedid: unquote(linkedid),
    channel: unquote(channel),
    context: unquote(context),
    peer: unquote(peer),
    extra: readExtra(unquote(rest?.[1] ?? '')),
    exten: textOrNull(whole?.exten) ?? (rest?.[2] === undefined ? null : unquote(rest[2])),
    num: textOrNull(whole?.num),
    name: textOrNull(whole?.name),
  };
}
