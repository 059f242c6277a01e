import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type Permission, permissionSchema } from '@trunkline/contracts';
import { ApiKeyEntity, newId, UserEntity } from '@trunkline/persistence';
import { createLogger, readApiEnv } from '@trunkline/platform';
import request from 'supertest';
import { hashPassword } from '../access/passwords.js';
import { hashToken, randomToken } from '../access/tokens.js';
import { appModule } from '../app.module.js';
import { createApp } from '../create-app.js';
import { Database } from '../database/database.js';
import type { DataSource } from '../database/types.js';

/** Loopback address that the API under test and what it talks to are bound to. */
export const host = '127.0.50.1';

/** Password of every user that `addUser` makes. */
export const password = 'a long enough password';

/** The worker as it stands in the sources. */
const audioWorker = {
  file: new URL('../audio-files/audio-worker.ts', import.meta.url),
  options: { execArgv: ['--import', '@oxc-node/core/register'] },
};

/** The whole API on a database of its own, listening on a port of its own. */
export class ApiUnderTest {
  /** Every line it logged. */
  readonly log: string[] = [];
  private running: NestExpressApplication | undefined;

  constructor(
    readonly ds: DataSource,
    private readonly settings: Record<string, string>,
    private readonly controllers: Type[] = [],
  ) {}

  get app(): NestExpressApplication {
    if (!this.running) throw new Error('the API is not started');
    return this.running;
  }

  get server(): Server {
    return this.app.getHttpServer();
  }

  get url(): string {
    return `http://${host}:${(this.server.address() as AddressInfo).port}`;
  }

  async start({ ready = true } = {}): Promise<void> {
    const env = readApiEnv({
      TRUNKLINE_KEY: Buffer.alloc(32, 1).toString('base64'),
      TRUNKLINE_NODE_TOKEN: 'token-of-the-node',
      AGENT_HOST: host,
      AGENT_PORT: '1',
      LOG_LEVEL: 'debug',
      ...this.settings,
    });
    const log = createLogger({ service: 'api', level: env.LOG_LEVEL, write: (line) => this.log.push(line) });
    this.running = await createApp({ ...appModule(env, log, audioWorker), controllers: this.controllers }, env, log);
    await this.running.listen(0, host);
    if (ready) await new Promise<void>((resolve) => this.app.get(Database).whenReady(resolve));
  }

  async stop(): Promise<void> {
    await this.running?.close();
    this.running = undefined;
  }

  /** A new API key with these permissions, all by default. */
  async key(permissions: readonly Permission[] = permissionSchema.options): Promise<string> {
    const key = `tlk_${randomToken()}`;
    const row = {
      id: newId(),
      name: 'spec',
      prefix: key.slice(0, 12),
      keyHash: hashToken(key),
      permissions: [...permissions],
    };
    await this.ds.manager.insert(ApiKeyEntity, row);
    return key;
  }

  /** A new user and its id; the password is `password`. */
  async addUser(username: string, role: UserEntity['role']): Promise<string> {
    const id = newId();
    await this.ds.manager.insert(UserEntity, {
      id,
      username,
      role,
      passwordHash: await hashPassword(password),
    });
    return id;
  }

  /** Logs in and returns the cookie. */
  async cookie(username: string): Promise<string> {
    const answer = await request(this.url).post('/api/v1/session').send({ username, password }).expect(200);
    return String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  }

  /** Requests under /api/v1 with the key. */
  as(key: string) {
    const send = (method: 'get' | 'post' | 'patch' | 'delete') => (path: string, body?: object) =>
      request(this.url)[method](`/api/v1${path}`).set('authorization', `Bearer ${key}`).send(body);
    return { get: send('get'), post: send('post'), patch: send('patch'), delete: send('delete') };
  }
}
