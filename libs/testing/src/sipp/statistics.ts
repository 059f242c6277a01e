/** Totals of a run, from SIPp's statistics file. */
export interface SippStatistics {
  successful: number;
  failed: number;
  retransmissions: number;
}

/** How often a request was sent, and how often sent again. */
export interface RequestCount {
  sent: number;
  retransmitted: number;
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

/** Reads the file of `-trace_counts`: columns such as `3_INVITE_Sent` and `3_INVITE_Retrans`. */
export function parseCounts(csv: string): Map<string, RequestCount> {
  const requests = new Map<string, RequestCount>();
  const row = lastRow(csv);
  for (const [column, value] of row) {
    const [, index, method] = /^(\d+)_([A-Z]+)_Sent$/.exec(column) ?? [];
    if (!method) continue;
    const count = requests.get(method) ?? { sent: 0, retransmitted: 0 };
    requests.set(method, {
      sent: count.sent + Number(value),
      retransmitted: count.retransmitted + Number(row.get(`${index}_${method}_Retrans`) ?? 0),
    });
  }
  return requests;
}

function lastRow(csv: string): Map<string, string> {
  const lines = csv.trimEnd().split('\n');
  const names = (lines[0] ?? '').split(';');
  const values = (lines.length > 1 ? (lines.at(-1) ?? '') : '').split(';');
  return new Map(names.map((name, index) => [name, values[index] ?? '']));
}
