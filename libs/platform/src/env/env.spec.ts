import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAgentEnv } from './agent-env.js';
import { readApiEnv } from './api-env.js';

const key = Buffer.alloc(32, 7).toString('base64');
const api = {
  DATABASE_URL: 'postgres://u:pw@127.0.0.1:5433/trunkline',
  TRUNKLINE_KEY: key,
  TRUNKLINE_NODE_TOKEN: 'node-token-1',
};
const agent = {
  ...api,
  ASTERISK_ETC_DIR: '/etc/asterisk',
  CEL_DIR: '/var/cel',
  STATE_DIR: '/var/state',
  ARI_PASSWORD: 'ari-password',
};

function messageOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the environment was accepted');
}

describe('readApiEnv', () => {
  it('fills defaults and decodes the key', () => {
    expect(readApiEnv(api)).toEqual({
      ...api,
      TRUNKLINE_KEY: Buffer.alloc(32, 7),
      TRUNKLINE_NODE_ID: 'node-1',
      LOG_LEVEL: 'info',
      HTTP_HOST: '127.0.0.1',
      EVENT_LOG_DAYS: 7,
      HTTP_PORT: 8080,
      AGENT_HOST: '127.0.0.1',
      AGENT_PORT: 8091,
      DASHBOARD_DIR: 'dist/dashboard',
      JOBS: 'on',
      WEBHOOK_ALLOWED_NETWORKS: [],
      WEBHOOK_TIMEOUT_SECONDS: 10,
    });
  });

  it('reads a secret from its file and drops the last line break', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'env-')), 'key');
    writeFileSync(file, `${key}\n`);
    const { TRUNKLINE_KEY: _, ...rest } = api;
    expect(readApiEnv({ ...rest, TRUNKLINE_KEY_FILE: file }).TRUNKLINE_KEY).toEqual(Buffer.alloc(32, 7));
  });

  it('takes networks in CIDR notation and nothing else', () => {
    const read = (networks: string) => readApiEnv({ ...api, WEBHOOK_ALLOWED_NETWORKS: networks });
    expect(read('10.0.0.0/8, fd00::/8').WEBHOOK_ALLOWED_NETWORKS).toEqual(['10.0.0.0/8', 'fd00::/8']);
    for (const wrong of ['10.0.0.0', '10.0.0.0/33', 'example.org', '10.0.0.0/8;::/0'])
      expect(messageOf(() => read(wrong))).toContain('WEBHOOK_ALLOWED_NETWORKS: must be networks such as 10.0.0.0/8');
  });

  it('names every variable that is wrong with its rule, and no value', () => {
    const message = messageOf(() =>
      readApiEnv({
        DATABASE_URL: 'mysql://root:hunter22@x/y',
        TRUNKLINE_KEY: 'c2hvcnQ=',
        HTTP_PORT: '99999',
        LOG_LEVEL: '',
      }),
    );
    expect(message).toContain('DATABASE_URL (or DATABASE_URL_FILE): must be a URL of the form postgres://');
    expect(message).toContain('TRUNKLINE_KEY (or TRUNKLINE_KEY_FILE): must be 32 bytes in base64');
    expect(message).toContain('TRUNKLINE_NODE_TOKEN (or TRUNKLINE_NODE_TOKEN_FILE): is required');
    expect(message).toContain('HTTP_PORT: ');
    expect(message).not.toContain('LOG_LEVEL');
    expect(message).not.toMatch(/hunter22|c2hvcnQ/);
  });

  it('refuses a variable that is given both ways, and a file that cannot be read, each once', () => {
    const message = messageOf(() =>
      readApiEnv({
        ...api,
        TRUNKLINE_KEY_FILE: '/x',
        TRUNKLINE_NODE_TOKEN: '',
        TRUNKLINE_NODE_TOKEN_FILE: '/does/not/exist',
      }),
    );
    expect(message.split('\n').slice(1)).toEqual([
      '  TRUNKLINE_KEY: set either TRUNKLINE_KEY or TRUNKLINE_KEY_FILE, not both',
      '  TRUNKLINE_NODE_TOKEN_FILE: the file "/does/not/exist" cannot be read (ENOENT)',
    ]);
  });
});

describe('readAgentEnv', () => {
  it('puts DATABASE_HOST in the place of the host of DATABASE_URL, and nothing else of it', () => {
    expect(readAgentEnv({ ...agent, DATABASE_HOST: '172.30.80.5' }).DATABASE_URL).toBe(
      'postgres://u:pw@172.30.80.5:5433/trunkline',
    );
    expect(messageOf(() => readAgentEnv({ ...agent, DATABASE_HOST: 'a b' }))).toContain('DATABASE_HOST');
  });

  it('needs what its Asterisk is reached by, and has the documented defaults', () => {
    expect(readAgentEnv(agent)).toMatchObject({
      ARI_URL: 'http://127.0.0.2:8088',
      RELAY_URL: 'ws://127.0.0.1:8093',
    });
    expect(messageOf(() => readAgentEnv(api))).toMatch(/ASTERISK_ETC_DIR: is required[\s\S]*ARI_PASSWORD \(or/);
  });

  it('refuses a relative directory', () => {
    expect(messageOf(() => readAgentEnv({ ...agent, CEL_DIR: 'spool' }))).toContain(
      'CEL_DIR: must be an absolute path',
    );
  });
});
