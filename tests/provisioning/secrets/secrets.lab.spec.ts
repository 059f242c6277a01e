/**
 * Secrets go through the whole system: a password of a trunk, a secret of an extension, an API key, a person's password,
 * a session. None of them is in a log file, a GET answer, a process argument or a table.
 */
import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiKeyWithSecret, AudioFile, ExtensionWithSecret, Trunk } from '@trunkline/contracts';
import { createDataSource, type DataSource } from '@trunkline/persistence';
import {
  anExtension,
  aTrunk,
  copyOfEveryTable,
  create,
  type LabStack,
  labStack,
  leaksIn,
  makeWav,
  SippPhone,
  sineWave,
} from '@trunkline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import openapi from '../../../docs/openapi.json' with { type: 'json' };

const secrets = new Map<string, string>();
/** Ids of what has no list of its own, by where it is. */
const unlisted = new Map<string, string[]>();
const argumentsSeen = new Map<string, string>();
let lab: LabStack;
let database: DataSource;
let cookie = '';

beforeAll(async () => {
  lab = await labStack({ slot: 165 });
  database = await createDataSource(lab.parts.postgres.url ?? '').initialize();
  const looking = setInterval(seeArguments, 20);
  await useSecrets().finally(() => clearInterval(looking));
});

afterAll(async () => {
  await database?.destroy();
  await lab?.stop();
});

/** What the processes of the machine have in their arguments now. */
function seeArguments(): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const text = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      // SIPp is a phone of the test, no part of the system, and takes its password so.
      if (!/(^|[/\0])sipp\0/.test(text)) argumentsSeen.set(`process ${pid}`, text);
    } catch {
      // It ended.
    }
  }
}

async function browser(method: string, path: string, body?: unknown): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    origin: lab.api.baseUrl,
    'sec-fetch-site': 'same-origin',
    cookie,
  };
  return fetch(`${lab.api.baseUrl}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function useSecrets(): Promise<void> {
  secrets.set('password of the administrator', lab.adminPassword);
  const login = await browser('POST', '/api/v1/session', { username: 'admin', password: lab.adminPassword });
  cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  secrets.set('session', cookie.split('=')[1] ?? '');
  for (const [n, password] of ['Trunk;Secret-1', 'Trunk;Secret-2', 'Trunk;Secret-3'].entries())
    secrets.set(`password ${n} of the trunk`, password);
  const trunk = await create<Trunk>(lab, '/trunks', aTrunk({ host: lab.slot.carrier, password: 'Trunk;Secret-1' }));
  await lab.api.send('PATCH', `/trunks/${trunk.id}?wait=applied`, { password: 'Trunk;Secret-2' });
  // Refused: an error must not quote it.
  expect((await lab.api.send('PATCH', `/trunks/${trunk.id}`, { password: 'Trunk;Secret-3\r\n' })).status).toBe(422);
  const extension = await create<ExtensionWithSecret>(lab, '/extensions', anExtension());
  secrets.set('secret of the extension', extension.secret);
  const { sipUsername: username, secret } = extension;
  await new SippPhone({
    address: lab.slot.peer(0),
    pbx: { address: lab.slot.pbx, port: 5060 },
    username,
    secret,
  }).register();
  const file = makeWav(sineWave(440, 16_000, 0.2));
  const audio = await lab.api.upload<AudioFile>('/audio-files', file, 'audio/wav');
  unlisted.set('/api/v1/audio-files', [audio.id]);
  const key = (await (await browser('POST', '/api/v1/api-keys', { name: 'CRM' })).json()) as ApiKeyWithSecret;
  secrets.set('API key', key.key);
  secrets.set('API key of the test', lab.api.apiKey);
  secrets.set('password of a person', 'A person has this one');
  const ada = { username: 'ada', password: 'A person has this one', role: 'viewer' };
  expect((await browser('POST', '/api/v1/users', ada)).status).toBe(201);
  for (const password of [ada.password, 'A person mistypes it'])
    await browser('POST', '/api/v1/session', { ...ada, role: undefined, password });
  secrets.set('mistyped password', 'A person mistypes it');
  expect([...secrets.values()].filter((text) => text.length < 10)).toEqual([]);
}

/** Every log and spool of the stack. Configuration of Asterisk is no log: it holds what SIP needs. */
function logs(): Map<string, string> {
  const texts = new Map<string, string>();
  for (const name of readdirSync(lab.directory, { recursive: true, encoding: 'utf8' })) {
    const path = join(lab.directory, name);
    if (/(^|\/)(logs?|cel)\/|\.log$|\.jsonl$/.test(name) && statSync(path).isFile())
      texts.set(name, readFileSync(path, 'utf8'));
  }
  return texts;
}

interface QueryParameter {
  in: string;
  name: string;
  required?: boolean;
}

const isNeeded = (each: QueryParameter): boolean => each.in === 'query' && each.required === true;

/** The answer of every GET of the document, for each resource that its list shows. */
async function answers(): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const [path, methods] of Object.entries(openapi.paths)) {
    if (!('get' in methods)) continue;
    const needed = (methods.get as { parameters?: QueryParameter[] }).parameters?.filter(isNeeded) ?? [];
    const query = new URLSearchParams(needed.map(({ name }): [string, string] => [name, '1001'])).toString();
    for (const place of placesOf(path, texts)) {
      const url = `${place}${query && `?${query}`}`;
      const answer = await browser('GET', url);
      texts.set(url, `${JSON.stringify([...answer.headers])} ${await textOf(answer)}`);
      expect(answer.status, url).toBe(200);
    }
  }
  return texts;
}

/** A path with each id that the list before it has shown. */
function placesOf(path: string, texts: ReadonlyMap<string, string>): string[] {
  const [collection = '', parameter] = path.split('/{');
  if (parameter === undefined) return [path];
  const names = unlisted.get(collection) ?? idsIn(texts.get(collection));
  const rest = path.slice(path.indexOf('}') + 1);
  return names.flatMap((name) => placesOf(`${collection}/${name}${rest}`, texts));
}

/** The text of an answer; of a stream, which has no end, as far as its snapshot. */
async function textOf(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text();
  let text = '';
  for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece;
    if (/event: ?snapshot\n.*\n\n/s.test(text)) break;
  }
  return text;
}

function idsIn(list = ''): string[] {
  const body = list.slice(list.indexOf(' {') + 1);
  const { items } = JSON.parse(body) as { items: { id?: string; number?: number }[] };
  return items.map(({ id, number }) => id ?? String(number));
}

it('no log file has one', () => {
  const texts = logs();
  expect([...texts.keys()].filter((name) => /agent|api|messages|postgres/.test(name)).length).toBeGreaterThanOrEqual(4);
  expect(leaksIn(texts, secrets)).toEqual([]);
});

it('no GET answer has one', async () => {
  const texts = await answers();
  expect(texts.size).toBeGreaterThan(20);
  expect(leaksIn(texts, secrets)).toEqual([]);
});

it('no process had one in its arguments', () => {
  expect([...argumentsSeen.values()].some((text) => text.includes('dist/apps/agent'))).toBe(true);
  expect(leaksIn(argumentsSeen, secrets)).toEqual([]);
});

it('no table has one', async () => {
  expect(leaksIn(await copyOfEveryTable(database), secrets)).toEqual([]);
});

it('one in a log file would be found (control)', () => {
  appendFileSync(join(lab.directory, 'logs/agent.log'), `${Buffer.from('Trunk;Secret-2').toString('base64')}\n`);
  expect(leaksIn(logs(), secrets)).toEqual(['password 1 of the trunk in logs/agent.log']);
});
