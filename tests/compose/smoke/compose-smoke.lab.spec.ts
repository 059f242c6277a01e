/**
 * The topology of docker-compose.yml comes up healthy, and calls cross the trunk to the carrier container both ways:
 * each side hears the other's tone, each call leaves one record. Then each service is restarted, and calls work again
 * without anybody's help. Skipped, with the reason, where no container engine answers.
 */
import type { CallRecord, Extension, ExtensionWithSecret, Page, PhoneNumber, Trunk } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import { aNumber, anExtension, anOutboundRoute, aTrunk, RestClient, readWav, toneLevel } from '@trunkline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ComposeProject, missingCompose } from './compose-project.js';

const reason = missingCompose();

const did = '+15550200001';
const toneNumber = '+15550100001';
const [carriersTone, callInTone, phonesTone] = [1000, 1400, 800];

describe('the services of docker-compose.yml', () => {
  const project = new ComposeProject();
  let api: RestClient;
  let trunk: Trunk;
  let extension: ExtensionWithSecret;

  beforeAll(async () => {
    if (reason) return;
    await project.up();
    api = new RestClient(project.baseUrl, '');
  }, 900_000);

  beforeEach(({ skip }) => {
    if (reason) skip(reason);
  });

  afterAll(() => (reason ? undefined : project.down()), 180_000);

  it('given healthy services, when an administrator and a key are made, then the key opens the API', async () => {
    const password = (await project.exec('api', cli('create-admin', '--username', 'admin'))).trim();
    const login = await api.send('POST', '/session', { username: 'admin', password });
    expect(login.status).toBeLessThan(300);
    expect((await api.send('GET', '/trunks')).status).toBe(401);
    api = new RestClient(project.baseUrl, (await project.exec('api', cli('create-api-key', '--name', 'smoke'))).trim());
    expect((await api.send('GET', '/trunks')).status).toBe(200);
  });

  it('given a trunk, an extension, a number and a route, when they are applied, then trunk and phone register', async () => {
    const password = project.secret('carrier-password');
    trunk = await create<Trunk>('/trunks', aTrunk({ host: `${project.net}.20`, username: 'trunkline', password }));
    extension = await create<ExtensionWithSecret>('/extensions', anExtension());
    const destination = { type: 'extension', extensionId: extension.id } as const;
    await create<PhoneNumber>('/numbers', aNumber({ number: did, destination }));
    const patterns = [{ match: '+1555010000X', strip: 0, prepend: '' }];
    await create('/outbound-routes', anOutboundRoute({ patterns, trunkIds: [trunk.id] }));
    await project.exec('phones', ['phone', 'add', '1001', extension.sipUsername], `${extension.secret}\n`);
    await ready();
  });

  it('when the carrier calls the number, then the phone answers and each side hears the other', async () => {
    await inbound();
    expect(toneLevel(await newestRecording('carrier', 'in-'), phonesTone)).toBeGreaterThan(0.5);
    expect(toneLevel(await newestRecording('phones', 'e_'), callInTone)).toBeGreaterThan(0.5);
  });

  it('when the phone calls out, then the carrier answers and each side hears the other', async () => {
    await outbound();
    expect(toneLevel(await newestRecording('phones', '1001-'), carriersTone)).toBeGreaterThan(0.5);
    expect(toneLevel(await newestRecording('carrier', '01-'), phonesTone)).toBeGreaterThan(0.5);
  });

  it.each(['postgres', 'asterisk', 'relay', 'agent', 'api', 'carrier'])(
    'when %s is restarted, then calls both ways and their records work again',
    async (service) => {
      await project.compose(['restart', service]);
      await ready();
      await inbound();
      await outbound();
    },
    180_000,
  );

  it('when Asterisk dies, then it comes back and calls work again', async () => {
    await project.compose(['kill', '--signal', 'KILL', 'asterisk']);
    // `kill` counts as a stop, which no restart policy undoes: `up` is what a person would type.
    await project.start();
    await ready();
    await inbound();
    await outbound();
  }, 240_000);

  it('when all of it is stopped and brought up again, then configuration and records are there', async () => {
    // The Call-IDs of a record are noted some seconds after it.
    const kept = async () => (await records()).map(({ sipCallIds: _noted, ...record }) => record);
    const before = await kept();
    await project.compose(['down', '--timeout', '10']);
    await project.start();
    await ready();
    expect(await kept()).toEqual(before);
    await inbound();
    await outbound();
  }, 300_000);

  function cli(...args: string[]): string[] {
    return ['node', 'dist/apps/api/src/cli.js', ...args];
  }

  async function create<T>(path: string, body: unknown): Promise<T> {
    const answer = await api.send('POST', `${path}?wait=applied`, body);
    const text = await answer.text();
    expect([answer.status, answer.headers.get('Trunkline-Revision-Status')], text).toEqual([201, 'applied']);
    return JSON.parse(text) as T;
  }

  /** Waits until the trunk is registered and the phone is online, as the API says. */
  async function ready(): Promise<void> {
    await waitFor(
      'the trunk to be registered and the phone to be online',
      async () => {
        const { state } = await api.get<Trunk>(`/trunks/${trunk.id}`);
        const phone = (await api.get<Extension>(`/extensions/${extension.id}`)).state;
        if (state.status === 'registered' && phone.status === 'online') return true;
        throw new Error(`trunk ${state.status}, phone ${phone.status}`);
      },
      { timeoutMs: 90_000, everyMs: 500 },
    ).catch(withStory);
  }

  async function inbound(): Promise<void> {
    const known = await records();
    await project.exec('carrier', ['call-in', did, '3']).catch(withStory);
    const record = await newRecord(known);
    expect(record).toMatchObject({
      direction: 'inbound',
      disposition: 'answered',
      to: did,
      trunkId: trunk.id,
      extensionIds: [extension.id],
      hangupCause: 16,
    });
    expect(record.billedSeconds).toBeGreaterThanOrEqual(2);
  }

  async function outbound(): Promise<void> {
    const known = await records();
    await project.exec('phones', ['phone', 'call', '1001', toneNumber, '3']).catch(withStory);
    const record = await newRecord(known);
    expect(record).toMatchObject({
      direction: 'outbound',
      disposition: 'answered',
      to: toneNumber,
      trunkId: trunk.id,
      hangupCause: 16,
    });
    expect(record.billedSeconds).toBeGreaterThanOrEqual(2);
  }

  async function records(): Promise<CallRecord[]> {
    return (await api.get<Page<CallRecord>>('/call-records?limit=200')).items;
  }

  /** The one record that is not among those known before. */
  function newRecord(known: readonly CallRecord[]): Promise<CallRecord> {
    const ids = new Set(known.map(({ id }) => id));
    return waitFor(
      'one new call record',
      async () => {
        const fresh = (await records()).filter(({ id }) => !ids.has(id));
        if (fresh.length > 1) throw new Error(`${fresh.length} records of one call`);
        return fresh[0];
      },
      { timeoutMs: 30_000, everyMs: 250 },
    ).catch(withStory);
  }

  async function newestRecording(service: string, prefix: string): Promise<Int16Array> {
    const folder = '/var/lib/trunkline/spool/spool/monitor';
    const names = (await project.exec(service, ['ls', '-t', folder])).split('\n');
    const name = names.find((candidate) => candidate.startsWith(prefix));
    if (!name) throw new Error(`${service} recorded nothing that begins with ${prefix}: ${names.join(' ')}`);
    return readWav(await project.file(service, `${folder}/${name}`));
  }

  async function withStory(error: Error): Promise<never> {
    throw new Error(`${error.message}\n${await project.story()}`);
  }
});
