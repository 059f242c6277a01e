/**
 * One line of the CEL spool, parsed. `type` is the name of the event, for our own user events theirs (`TL_ATTEMPT`);
 * `extra` holds the fields of HANGUP's and BRIDGE_ENTER's JSON, or the `k=v;` of ours. What strangers write (exten,
 * num, name) is as it came and may be missing.
 */
export interface CelRow {
  type: string;
  /** Microseconds since the epoch. */
  atMicros: number;
  uniqueid: string;
  linkedid: string;
  channel: string;
  context: string;
  peer: string;
  extra: Readonly<Record<string, string>>;
  exten: string | null;
  num: string | null;
  name: string | null;
}
