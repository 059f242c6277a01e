import type { StoredState } from '@trunkline/persistence';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ExtensionJudgement, extensionState } from './extension-state.js';
import { StateBook } from './state-book.js';

const [first, second] = ['2026-11-26T01:00:00.000Z', '2026-11-26T01:01:00.000Z'];
const id = '0190a000-0000-7000-8000-000000000000';
const contact = {
  ...{ uri: 'sip:e_a@192.0.2.9:5060', address: '192.0.2.9:5060', userAgent: 'Desk 1', expiresAt: first },
  ...{ reachable: true, roundTripMs: 12 },
};
const judged = (endpoint: 'online' | 'offline', contacts = [contact]): ExtensionJudgement => ({
  ...extensionState({ enabled: true, sipUsername: 'e_a', asterisk: { endpoint }, contacts: [], refusal: undefined }),
  contacts,
});

describe('StateBook', () => {
  let book: StateBook;
  /** What becomes of a judgement: null when nothing, else whether it is news and a turn; it is stored. */
  const take = (judgement: ExtensionJudgement, now = second) => {
    const found = book.extension(id, judgement, now);
    if (found === null) return null;
    const outcome = { news: book.isNews(found), turn: book.isTurn(found), state: found.state };
    book.store([found], []);
    return outcome;
  };
  beforeEach(() => {
    book = new StateBook();
    expect(take(judged('online'), first)).toMatchObject({ news: true, turn: true });
  });

  it('says nothing when nothing changed', () => {
    expect(take(judged('online'))).toBeNull();
  });

  it('stores what moves with each registration and OPTIONS, and announces it to nobody', () => {
    expect(take(judged('online', [{ ...contact, roundTripMs: 20 }]))).toBeNull();
    for (const moved of [{ roundTripMs: 80 }, { expiresAt: second }])
      expect(take(judged('online', [{ ...contact, ...moved }]))).toMatchObject({ news: false, turn: false });
  });

  it('announces a phone that comes, and keeps since when each is there; the history has turns of the state alone', () => {
    const other = { ...contact, uri: 'sip:e_a@192.0.2.8:5060' };
    const both = take(judged('online', [contact, other]));
    expect(both).toMatchObject({ news: true, turn: false });
    expect(both?.state).toMatchObject({ since: first, contacts: [{ since: first }, { since: second }] });
    expect(take(judged('online', [{ ...contact, reachable: false }, other]))).toMatchObject({
      news: true,
      turn: false,
    });
    const gone = take(judged('offline', []));
    expect(gone).toMatchObject({ news: true, turn: true, state: { since: second, code: 'not_registered' } });
  });

  it('has a turn when a trunk is refused for another reason', () => {
    const trunk = {
      status: 'rejected',
      code: 'forbidden',
      reason: 'No',
      advice: null,
      sipCode: 403,
      nextRetryAt: null,
    } as const;
    const stored = (state: typeof trunk | (Omit<typeof trunk, 'code'> & { code: 'credentials_refused' })) =>
      book.trunk(id, state, first) as StoredState;
    const one = stored(trunk);
    expect(book.isTurn(one)).toBe(true);
    book.store([one], []);
    expect(book.trunk(id, { ...trunk, nextRetryAt: second }, first)).not.toBeNull();
    expect(book.isTurn(stored({ ...trunk, nextRetryAt: second } as never))).toBe(false);
    expect(book.isTurn(stored({ ...trunk, code: 'credentials_refused' }))).toBe(true);
  });
});
