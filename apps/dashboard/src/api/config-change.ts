import type { ConfigRevision } from '@trunkline/contracts';
import { request } from './request';

/** What became of a change of configuration: `pending` when Asterisk had not answered within ten seconds. */
export interface Outcome {
  status: 'applied' | 'failed' | 'pending';
  revision: number | null;
  reason: string | null;
}

/** A stored change: the resource as it now is, and whether Asterisk runs with it. */
export interface Saved<T> {
  value: T;
  outcome: Outcome;
}

/** Changes a resource and waits until its revision settled. Throws an `ApiError` when nothing was stored. */
export async function changeConfig<T>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) {
  const answer = await request<T>(method, path, { query: { wait: 'applied' }, body });
  const outcome = readOutcome(answer.headers);
  if (outcome.status === 'failed' && outcome.revision !== null) {
    outcome.reason = await failureReason(outcome.revision);
  }
  const saved: Saved<T> = { value: answer.body, outcome };
  return saved;
}

function readOutcome(headers: Headers): Outcome {
  const status = headers.get('trunkline-revision-status');
  const revision = Number.parseInt(headers.get('trunkline-revision') ?? '', 10);
  return {
    status: status === 'applied' || status === 'failed' ? status : 'pending',
    revision: Number.isNaN(revision) ? null : revision,
    reason: null,
  };
}

async function failureReason(revision: number): Promise<string | null> {
  try {
    return (await request<ConfigRevision>('GET', `/config-revisions/${revision}`)).body.reason;
  } catch {
    return null;
  }
}
