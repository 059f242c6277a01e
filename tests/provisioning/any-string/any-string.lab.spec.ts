/**
 * Any text in any field that takes text: it is refused with 4xx naming the field, or it is read back byte for byte,
 * from the API and, where it reaches Asterisk, from Asterisk. A hundred and more to a revision; no object appears in
 * Asterisk that is not ours, and no revision fails.
 */
import type { ConfigRevision, Extension, OutboundRoute, Page, PhoneNumber, Problem, Trunk } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import {
  aNumber,
  anExtension,
  anOutboundRoute,
  asteriskObject,
  aTrunk,
  type LabStack,
  labStack,
  objectNames,
  proving,
  seed,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Shape, texts } from './strings.js';

const waves = proving ? 12 : 2;
const of = proving
  ? { trunks: 40, extensions: 40, numbers: 24, routes: 24 }
  : { trunks: 16, extensions: 10, numbers: 6, routes: 6 };

/** A field of a resource: how a text gets into it, and where it is found again. */
interface Field {
  name: string;
  pointer: string;
  shape: Shape;
  body(text: string): object;
  /** What the API reads; undefined for what is write-only. */
  read?(resource: Record<string, unknown>): unknown;
}
interface Row {
  path: string;
  fields: Field[];
  /** What was accepted last, by the name of the field. */
  accepted: Map<string, string>;
}

const plain = (name: string, shape: Shape): Field => ({
  ...{ name, shape, pointer: `/${name}` },
  body: (text) => ({ [name]: text }),
  read: (resource) => resource[name],
});
const firstPattern = (resource: Record<string, unknown>) => (resource as unknown as OutboundRoute).patterns[0];
const fieldsOf = {
  trunks: [
    plain('name', 'label'),
    ...[plain('username', 'sipUser'), plain('fromUser', 'sipUser'), plain('host', 'host'), plain('fromDomain', 'host')],
    plain('callerId', 'callerNumber'),
    { ...plain('password', 'secret'), read: undefined },
  ],
  extensions: [plain('name', 'label'), plain('number', 'extensionNumber'), plain('callerId', 'callerNumber')],
  numbers: [plain('number', 'e164'), plain('label', 'label')],
  routes: [
    plain('name', 'label'),
    {
      ...{ name: 'patterns', pointer: '/patterns', shape: 'pattern' as const },
      body: (match: string) => ({ patterns: [{ match, strip: 0, prepend: '' }] }),
      read: (resource: Record<string, unknown>) => firstPattern(resource)?.match,
    },
  ],
  prefixes: [
    {
      ...{ name: 'patterns', pointer: '/patterns', shape: 'prepend' as const },
      body: (prepend: string) => ({ patterns: [{ match: '8X.', strip: 0, prepend }] }),
      read: (resource: Record<string, unknown>) => firstPattern(resource)?.prepend,
    },
  ],
};

let lab: LabStack;
const rows: Row[] = [];
const trunks: Trunk[] = [];
const extensions: Extension[] = [];
const routes: OutboundRoute[] = [];
const numbers: PhoneNumber[] = [];
const totals = { values: 0, accepted: 0, refused: 0, mostInOneRevision: 0 };

beforeAll(async () => {
  lab = await labStack({ slot: 163 });
  const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);
  const row = (path: string, fields: Field[]) => rows.push({ path, fields, accepted: new Map() });
  for (const n of upTo(of.trunks)) {
    const trunk = await made<Trunk>('/trunks', aTrunk({ name: `Trunk ${n}`, host: `192.0.2.${n}` }));
    trunks.push(trunk);
    row(`/trunks/${trunk.id}`, fieldsOf.trunks);
  }
  for (const n of upTo(of.extensions)) {
    const extension = await lab.api.post<Extension>(
      '/extensions',
      anExtension({ number: String(1000 + n), name: `E${n}` }),
    );
    extensions.push(extension);
    row(`/extensions/${extension.id}`, fieldsOf.extensions);
  }
  for (const n of upTo(of.numbers)) {
    const number = await made<PhoneNumber>('/numbers', aNumber({ number: `+155502${10_000 + n}` }));
    numbers.push(number);
    row(`/numbers/${number.id}`, fieldsOf.numbers);
  }
  for (const n of upTo(of.routes)) {
    const trunkIds = [trunks[n % trunks.length]?.id ?? ''];
    const body = anOutboundRoute({
      name: `Route ${n}`,
      trunkIds,
      position: n,
      patterns: [{ match: `7${n}X.`, strip: 0, prepend: '' }],
    });
    const route = await made<OutboundRoute>('/outbound-routes', body);
    routes.push(route);
    row(`/outbound-routes/${route.id}`, n % 2 === 0 ? fieldsOf.routes : fieldsOf.prefixes);
  }
});

afterAll(async () => {
  console.log(JSON.stringify({ seed, ...totals }));
  await lab?.stop();
});

async function made<T>(path: string, body: object): Promise<T> {
  const answer = await unlessBusy(() => lab.api.send('POST', path, body));
  expect(answer.status).toBe(201);
  return (await answer.json()) as T;
}

/** Runs the jobs, eight at a time. */
async function eightAtOnce(jobs: (() => Promise<void>)[]): Promise<void> {
  const left = [...jobs];
  const worker = async () => {
    for (let job = left.shift(); job; job = left.shift()) await job();
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

/** Sends again what a machine with much to do answers with 503: nothing was done, and it says so. */
async function unlessBusy(request: () => Promise<Response>): Promise<Response> {
  for (let again = 0; again < 20; again += 1) {
    const answer = await request();
    if (answer.status !== 503) return answer;
  }
  return request();
}

/** Sends one text; notes it when it was accepted. */
async function send(row: Row, field: Field, text: string): Promise<void> {
  const answer = await unlessBusy(() => lab.api.send('PATCH', row.path, field.body(text)));
  const body: unknown = await answer.json();
  totals.values += 1;
  if (answer.ok) {
    totals.accepted += 1;
    row.accepted.set(field.name, text);
    return;
  }
  totals.refused += 1;
  expect(answer.status, `${row.path} ${JSON.stringify(text)}`).toBeGreaterThanOrEqual(400);
  expect(answer.status, `${row.path} ${field.name} ${JSON.stringify(text)}`).toBeLessThan(500);
  const pointers = (body as Problem).errors?.map(({ pointer }) => pointer) ?? [];
  expect(
    pointers.some((pointer) => pointer.startsWith(field.pointer)),
    `${field.name}: ${JSON.stringify(body)}`,
  ).toBe(true);
}

const head = async () => (await lab.api.get<Page<ConfigRevision>>('/config-revisions?limit=1')).items[0];

/** One text into every field of every resource while the agent is stopped, so that it takes them as one. */
async function wave(number: number): Promise<void> {
  await lab.parts.agent.pause();
  const from = (await head())?.number ?? 0;
  const jobs: (() => Promise<void>)[] = [];
  for (const shape of new Set(rows.flatMap(({ fields }) => fields.map((field) => field.shape)))) {
    const places = rows.flatMap((row) =>
      row.fields.filter((field) => field.shape === shape).map((field) => ({ row, field })),
    );
    const some = texts(shape, places.length, seed + number);
    for (const [index, { row, field }] of places.entries()) jobs.push(() => send(row, field, some[index] ?? ''));
  }
  await eightAtOnce(jobs);
  await lab.parts.agent.resume();
  const settled = async () => ((await head())?.status === 'pending' ? undefined : head());
  const last = await waitFor('the revision to be settled', settled, { timeoutMs: 30_000, everyMs: 100 });
  expect(last?.status, last?.reason ?? '').toBe('applied');
  totals.mostInOneRevision = Math.max(totals.mostInOneRevision, (last?.number ?? 0) - from);
}

/** The caller's name as Asterisk gets it: what its parser would stumble over is replaced, and 79 bytes are all it takes. */
function shownName(name: string): string {
  const like: Record<string, string> = { '"': "'", '\\': '/', '<': '(', '>': ')' };
  let text = '';
  for (const character of name) {
    const next = text + (like[character] ?? character);
    if (Buffer.byteLength(next) > 79) break;
    text = next;
  }
  return text.trimEnd();
}

async function readBack(): Promise<void> {
  const resources = new Map<string, Record<string, unknown>>();
  for (const row of rows) {
    const resource = await lab.api.get<Record<string, unknown>>(row.path);
    resources.set(row.path, resource);
    for (const { name, read } of row.fields)
      if (read && row.accepted.has(name)) expect(read(resource)).toBe(row.accepted.get(name));
  }
  for (const [index, { id, ref }] of trunks.entries()) {
    const trunk = resources.get(`/trunks/${id}`) as unknown as Trunk;
    const password = rows[index]?.accepted.get('password') ?? 'not-a-real-password';
    const [endpoint, auth, aor] = [
      await asteriskObject(lab, 'endpoint', ref),
      await asteriskObject(lab, 'auth', ref),
      await asteriskObject(lab, 'aor', ref),
    ];
    expect(auth).toMatchObject({ username: trunk.username, password });
    const fromUser = trunk.fromUser ?? trunk.username;
    expect(endpoint).toMatchObject({ from_user: fromUser, from_domain: trunk.fromDomain ?? trunk.host });
    expect(aor?.contact).toBe(`sip:${trunk.host}:${trunk.port}`);
  }
  for (const { id, sipUsername } of extensions) {
    const { name, number } = resources.get(`/extensions/${id}`) as unknown as Extension;
    const endpoint = await asteriskObject(lab, 'endpoint', sipUsername);
    expect(endpoint?.callerid).toBe(`"${shownName(name)}" <${number}>`);
  }
  await expectDialplan(resources);
}

async function expectDialplan(resources: Map<string, Record<string, unknown>>): Promise<void> {
  const dialplan = await lab.asteriskCommand('dialplan show');
  const shownAnyway = `\${TL_SHOWN}`;
  for (const { id } of numbers) expect(dialplan).toContain(`'${resources.get(`/numbers/${id}`)?.number}' =>`);
  for (const { id, ref, trunkIds } of routes) {
    const pattern = (resources.get(`/outbound-routes/${id}`) as unknown as OutboundRoute).patterns[0];
    const context = dialplan.split(/^(?=\[ Context )/m).find((text) => text.includes(`-${ref}-1'`)) ?? '';
    // Asterisk leaves out dashes and blanks of a pattern outside its sets.
    expect(context).toContain(`'_${pattern?.match}' =>`);
    expect(context).toContain(`0-9+*#,${pattern?.prepend}\${EXTEN:0})`);
    const trunk = resources.get(`/trunks/${trunkIds[0]}`) as unknown as Trunk;
    expect(context).toContain(`(${trunk.ref},,${trunk.callerId ?? shownAnyway},unreachable-failed-forbidden))`);
  }
}

async function expectNoOtherObject(): Promise<void> {
  const [refs, users] = [trunks.map(({ ref }) => ref), extensions.map(({ sipUsername }) => sipUsername)];
  const all = [...refs, ...users].sort();
  for (const kind of ['endpoint', 'auth', 'aor'] as const) expect(await objectNames(lab, kind)).toEqual(all);
  expect(await objectNames(lab, 'registration')).toEqual([...refs].sort());
  for (const name of await objectNames(lab, 'identify')) expect(refs).toContain(name);
}

it(`given ${waves} waves of a text in every field, then each is refused or read back as it was sent`, async () => {
  for (let number = 0; number < waves; number += 1) {
    await wave(number);
    await readBack();
    await expectNoOtherObject();
  }
  expect(totals.accepted).toBeGreaterThan(totals.values / 5);
  expect(totals.refused).toBeGreaterThan(totals.values / 5);
  expect(totals.mostInOneRevision).toBeGreaterThanOrEqual(proving ? 100 : 40);
  if (proving) expect(totals.values).toBeGreaterThanOrEqual(5000);
}, 900_000);
