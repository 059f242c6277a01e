import { endpointOf } from '../directory/endpoint-name.js';
import type { CelRow } from './cel-row.js';

/** A channel of a call as its CEL rows tell it; times in microseconds. */
export interface RecordLeg {
  id: string;
  endpoint: string;
  role: 'caller' | 'callee';
  context: string;
  exten: string | null;
  num: string | null;
  name: string | null;
  startedAt: number;
  answeredAt: number | null;
  bridgedAt: number | null;
  endedAt: number | null;
  cause: number | null;
  hangupSource: string | null;
  dialStatus: string | null;
  channel: string;
}

/** A whole number in `text`, null when there is none. Cause and SIP code 0 mean that nothing is known. */
export function numberOrNull(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,3}$/.test(text)) return null;
  return Number(text) || null;
}

function open(row: CelRow, root: string): RecordLeg {
  const started = row.type === 'CHAN_START';
  return {
    id: row.uniqueid,
    endpoint: endpointOf(row.channel),
    // A call that was merged into this one brought a caller of its own.
    role: row.uniqueid === root ? 'caller' : 'callee',
    context: row.context,
    // Only CHAN_START tells what was dialled and who called; later rows show where the dialplan has gone.
    exten: started ? row.exten : null,
    num: row.num,
    name: row.name,
    startedAt: row.atMicros,
    answeredAt: null,
    bridgedAt: null,
    endedAt: null,
    cause: null,
    hangupSource: null,
    dialStatus: null,
    channel: row.channel,
  };
}

function note(leg: RecordLeg, row: CelRow): void {
  switch (row.type) {
    case 'ANSWER':
      leg.answeredAt ??= row.atMicros;
      break;
    case 'BRIDGE_ENTER':
      leg.bridgedAt ??= row.atMicros;
      break;
    case 'HANGUP':
      leg.cause = numberOrNull(row.extra.hangupcause);
      leg.hangupSource = row.extra.hangupsource ?? null;
      leg.dialStatus = row.extra.dialstatus || null;
      leg.endedAt = row.atMicros;
      break;
  }
}

/** The legs of sorted rows, in the order in which they appeared. The first is the caller's when none is named `root`. */
export function legsOf(rows: readonly CelRow[], root: string): RecordLeg[] {
  const legs = new Map<string, RecordLeg>();
  for (const row of rows) {
    if (row.type === 'LINKEDID_END') continue;
    const leg = legs.get(row.uniqueid) ?? open(row, root);
    legs.set(row.uniqueid, leg);
    note(leg, row);
  }
  const list = [...legs.values()];
  const first = list[0];
  if (first && !list.some((leg) => leg.role === 'caller')) first.role = 'caller';
  return list;
}
