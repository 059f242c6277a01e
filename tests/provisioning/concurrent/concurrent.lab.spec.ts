/**
 * Eight clients change the same trunks under If-Match and repeat POSTs under Idempotency-Keys while the database is
 * stopped and started. Every write that was acknowledged is there once, none is there twice, and within 5 s of quiet
 * Asterisk has what the database says.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Extension, Trunk } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import { createDataSource } from '@trunkline/persistence';
import {
  anExtension,
  asteriskObject,
  aTrunk,
  create,
  type LabStack,
  labStack,
  objectNames,
  proving,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const clients = 8;
const stops = proving ? 8 : 3;
const calmMs = 1200;

/** What a client was told: this write is in that revision. */
interface Acknowledged {
  id: string;
  revision: number;
  value: string;
}
interface StoredChange {
  revision: number;
  id: string;
  value: string | null;
  action: string;
}

let lab: LabStack;
const shared: Trunk[] = [];
const own: Extension[] = [];
const patched: Acknowledged[] = [];
const created: Acknowledged[] = [];
const renewals = new Map<string, number>();
let unanswered = 0;
let conflicts = 0;
let working = true;
let value = 0;

beforeAll(async () => {
  lab = await labStack({ slot: 164 });
  for (const n of [1, 2, 3])
    shared.push(await create<Trunk>(lab, '/trunks', aTrunk({ name: `T${n}`, host: `192.0.2.${n}` })));
  for (let n = 0; n < clients; n += 1)
    own.push(await create<Extension>(lab, '/extensions', anExtension({ number: String(1100 + n) })));
});

afterAll(async () => {
  await lab?.stop();
});

/** Sends; undefined when nobody knows what became of it, or the database is away. */
async function sent(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await lab.api.send(method, path, body, headers).catch(() => undefined);
  if (answer !== undefined && answer.status < 500) return answer;
  if (answer !== undefined) expect(answer.status).toBe(503);
  unanswered += 1;
  await pause(50);
  return undefined;
}

/** Changes a trunk that others change too; a value of its own tells this attempt from all others. */
async function change(trunk: Trunk): Promise<void> {
  const read = await sent('GET', `/trunks/${trunk.id}`);
  if (read === undefined) return;
  value += 1;
  const fromUser = `v${value}`;
  const answer = await sent(
    'PATCH',
    `/trunks/${trunk.id}`,
    { fromUser },
    { 'if-match': read.headers.get('etag') ?? '' },
  );
  if (answer?.status === 412) conflicts += 1;
  else if (answer !== undefined) {
    expect(answer.status).toBe(200);
    patched.push({ id: trunk.id, revision: Number(answer.headers.get('trunkline-revision')), value: fromUser });
  }
}

/** Repeats a POST under its key until it is acknowledged, and once more after that. */
async function insist(path: string, body?: unknown): Promise<Response> {
  const key = { 'idempotency-key': crypto.randomUUID() };
  for (;;) {
    const answer = await sent('POST', path, body, key);
    if (answer === undefined || answer.status === 409) continue;
    expect(answer.ok, await answer.clone().text()).toBe(true);
    const again = await sent('POST', path, body, key);
    if (again?.ok) expect(again.headers.get('trunkline-revision')).toBe(answer.headers.get('trunkline-revision'));
    return answer;
  }
}

async function client(n: number): Promise<void> {
  const mine = own[n];
  if (!mine) throw new Error(`there is no client ${n}`);
  for (let turn = 0; working; turn += 1) {
    const trunk = shared[(n + turn) % shared.length];
    if (trunk) await change(trunk);
    if (turn % 4 !== 0) continue;
    const number = String(2000 + n * 1000 + turn);
    const answer = await insist('/extensions', anExtension({ number, name: `Client ${n}` }));
    const { id } = (await answer.json()) as Extension;
    created.push({ id, value: number, revision: Number(answer.headers.get('trunkline-revision')) });
    await insist(`/extensions/${mine.id}/secret`);
    renewals.set(mine.id, (renewals.get(mine.id) ?? 0) + 1);
  }
}

async function storedChanges(): Promise<StoredChange[]> {
  const database = await createDataSource(lab.parts.postgres.url ?? '').initialize();
  try {
    return await database.query<StoredChange[]>(
      `SELECT r.number AS revision, c->>'id' AS id, c->>'action' AS action,
              coalesce(c->'after'->>'fromUser', c->'after'->>'number') AS value
         FROM config_revisions r, jsonb_array_elements(r.changes) c ORDER BY r.number`,
    );
  } finally {
    await database.destroy();
  }
}

/** What was acknowledged and is not there, and what is there more than once. */
async function wrongs(): Promise<string[]> {
  const stored = await storedChanges();
  const wrong: string[] = [];
  for (const { id, revision, value } of [...patched, ...created]) {
    const found = stored.filter((one) => one.id === id && one.value === value && one.revision === revision);
    if (found.length === 0) wrong.push(`lost: ${value} of ${id} in revision ${revision}`);
  }
  for (const { id, value } of patched)
    if (stored.filter((one) => one.id === id && one.value === value).length > 1)
      wrong.push(`doubled: ${value} of ${id}`);
  for (const { value } of created)
    if (stored.filter((one) => one.action === 'create' && one.value === value).length > 1)
      wrong.push(`doubled: ${value}`);
  for (const [id, count] of renewals) {
    const times = stored.filter((one) => one.id === id && one.action === 'update').length;
    if (times !== count) wrong.push(`${times} renewals of ${id}, not ${count}`);
  }
  return wrong;
}

/** Whether Asterisk has every trunk with its last value, every extension, and nothing else. */
async function same(): Promise<boolean> {
  const last = new Map((await storedChanges()).map((one) => [one.id, one.value]));
  for (const { id, ref } of shared)
    if ((await asteriskObject(lab, 'endpoint', ref))?.from_user !== last.get(id)) return false;
  return (await objectNames(lab, 'endpoint')).length === last.size;
}

it(`given the database is stopped and started ${stops} times, then no acknowledged write is lost or doubled`, async () => {
  const all = Promise.all(Array.from({ length: clients }, (_, n) => client(n)));
  for (let n = 0; n < stops; n += 1) {
    await pause(calmMs);
    await lab.parts.postgres.stop();
    await pause(200);
    await lab.parts.postgres.start();
  }
  await pause(calmMs);
  // A busy machine takes longer to have written enough.
  const enough = () => Math.min(patched.length, created.length) > clients && conflicts > 0;
  await waitFor('enough writes', enough, { timeoutMs: 60_000, everyMs: 50 }).finally(() => {
    working = false;
  });
  await all;
  const quiet = performance.now();
  await waitFor('Asterisk to have what the database says', same, { timeoutMs: 20_000, everyMs: 50 });
  const ms = Math.round(performance.now() - quiet);
  console.log(
    JSON.stringify({ patched: patched.length, created: created.length, unanswered, conflicts, equalAfterMs: ms }),
  );
  expect(await wrongs()).toEqual([]);
  expect(ms).toBeLessThan(5000);
  expect(unanswered).toBeGreaterThan(0);
}, 180_000);

it('a POST repeated without a key is done twice, and that is noticed (control)', async () => {
  const path = `/extensions/${own[0]?.id}/secret`;
  for (const _ of [1, 2]) await lab.api.post(path, undefined);
  renewals.set(own[0]?.id ?? '', (renewals.get(own[0]?.id ?? '') ?? 0) + 1);
  expect(await wrongs()).toHaveLength(1);
});
