/** Totals of a run, from SIPp's statistics file. */
export interface SippStatistics {
  successful: number;
  failed: number;
  retransmissions: number;
}

/** How often a request was sent, sent again, and received. */
export interface RequestCount {
  sent: number;
  retransmitted: number;
  received: number;
}

/** Reads the file of `-trace_stat`: the last line has the cumulative values, `(C)`. */
export function parseStatistics(csv: string): SippStatistics {
  const last = lastRow(csv);
  return {
    successful: Number(last.get('SuccessfulCall(C)') ?? 0),
    failed: Number(last.get('FailedCall(C)') ?? 0),
    retransmissions: Number(last.get('Retransmissions(C)') ?? 0),
  };
}

const COUNTED = { Sent: 'sent', Retrans: 'retransmitted', Recv: 'received' } as const;

/**
 * Reads the file of `-trace_counts`: columns such as `3_INVITE_Sent`, `3_INVITE_Retrans` and `0_OPTIONS_Recv`.
 * For a request that is received, SIPp's `Retrans` are those of the other side.
 */
export function parseCounts(csv: string): Map<string, RequestCount> {
  const requests = new Map<string, RequestCount>();
  for (const [column, value] of lastRow(csv)) {
    const [, method, kind] = /^\d+_([A-Z]+)_(Sent|Retrans|Recv)$/.exec(column) ?? [];
    if (!method || !kind) continue;
    const count = requests.get(method) ?? { sent: 0, retransmitted: 0, received: 0 };
    count[COUNTED[kind as keyof typeof COUNTED]] += Number(value);
    requests.set(method, count);
  }
  return requests;
}

/** Reads the file of `-trace_rtt`, lines of time, milliseconds and name. */
export function parseResponseTimes(csv: string): number[] {
  const lines = csv.trimEnd().split('\n').slice(1);
  return lines.map((line) => Number(line.split(';')[1]));
}

function lastRow(csv: string): Map<string, string> {
  const lines = csv.trimEnd().split('\n');
  const names = (lines[0] ?? '').split(';');
  const values = (lines.length > 1 ? (lines.at(-1) ?? '') : '').split(';');
  return new Map(names.map((name, index) => [name, values[index] ?? '']));
}
