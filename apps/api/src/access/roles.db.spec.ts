import { type Permission, permissionSchema, type Role, roleSchema } from '@trunkline/contracts';
import { newId, SessionEntity } from '@trunkline/persistence';
import { testDatabase } from '@trunkline/testing';
import type { Application } from 'express';
import { io } from 'socket.io-client';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { LiveGateway } from '../live/live.gateway.js';
import { startedApi } from '../spec/started-api.js';
import { publicPaths, publicRoutes } from './public-routes.js';
import { hashToken, randomToken } from './tokens.js';

const database = testDatabase();
const api = startedApi(database);
const roles = roleSchema.options;
const everybody: readonly Role[] = roles;
const operators: readonly Role[] = ['administrator', 'operator'];
const administrators: readonly Role[] = ['administrator'];

/** Who may use a route, said by its method and place and not by its decorators. The first rule that fits counts. */
const rules: readonly [RegExp, readonly Role[]][] = [
  [/^\w+ \/api\/v1\/(sessions?|saved-filters)(\/|$)/, everybody],
  [/^\w+ \/api\/v1\/(users|api-keys|audit-log)(\/|$)/, administrators],
  [/^\w+ \/api\/v1\/webhooks(\/|$)/, administrators],
  [/^(POST|PATCH|PUT|DELETE) \/api\/v1\/calls(\/|$)/, operators],
  [/^POST \/api\/v1\/trunks\/:\w+\/tests$/, operators],
  // Asks, and changes nothing.
  [/^POST \/api\/v1\/routing\/explain$/, everybody],
  [/^GET /, everybody],
  [/^(POST|PATCH|PUT|DELETE) /, administrators],
];

/** What each part of the API needs of an API key; one of them is enough. */
const neededByKey: readonly [RegExp, ...Permission[]][] = [
  [/^\w+ \/api\/v1\/(users|api-keys|audit-log)(\/|$)/, 'access:manage'],
  [/^\w+ \/api\/v1\/webhooks(\/|$)/, 'webhooks:manage'],
  [/^GET \/api\/v1\/deleted-resources$/, 'config:read', 'access:manage', 'webhooks:manage'],
  [/^GET \/api\/v1\/calls(\/|$)/, 'calls:read'],
  [/^GET \/api\/v1\/events$/, 'calls:read'],
  [/^\w+ \/api\/v1\/calls(\/|$)/, 'calls:control'],
  [/^GET \/api\/v1\/call-records(\/|$)/, 'records:read'],
  [/^POST \/api\/v1\/routing\/explain$/, 'config:read'],
  [/^POST \/api\/v1\/trunks\/:\w+\/tests$/, 'calls:control'],
  [/^(POST|PATCH|PUT|DELETE) /, 'config:write'],
];

const nobody = '0190a000-0000-7000-8000-000000000000';
const refusals = [401, 403];

function routes(): string[] {
  const app: Application = api().app.getHttpAdapter().getInstance();
  return app.router.stack
    .flatMap(({ route }) =>
      route ? route.stack.map(({ method }) => `${method.toUpperCase()} ${String(route.path)}`) : [],
    )
    .filter((route) => !publicRoutes.has(route))
    .filter((route) => !publicPaths.some(({ prefix }) => route.split(' ')[1]?.startsWith(prefix)));
}

/** Sends to a route what names nothing and changes nothing. */
function send(route: string, headers: Record<string, string>) {
  const [method = '', path = ''] = route.split(' ');
  const place = path.replace(/:(number|revision)\b/g, '999999').replace(/:\w+/g, nobody);
  return request(api().url)
    [method.toLowerCase() as 'post'](place)
    .query({ 'no-such-field': 1 })
    .set({ origin: api().url, ...headers })
    .send({ 'no such field': true });
}

/** A fresh session of the user, so that a route that ends it spoils no other cell. */
async function session(userId: string): Promise<Record<string, string>> {
  const token = randomToken();
  const expiresAt = new Date(Date.now() + 60_000);
  const row = { id: newId(), tokenHash: hashToken(token), userId, expiresAt, lastSeenAt: new Date() };
  await database.ds.manager.insert(SessionEntity, row);
  return { cookie: `trunkline_session=${token}` };
}

describe('each role on each route', () => {
  const users = new Map<Role, string>();
  beforeAll(async () => {
    for (const role of roles) users.set(role, await api().addUser(role, role));
  });

  it.each(roles)('%s: is let through or refused as its role says, in every cell', async (role) => {
    const cells = routes().map((route) => ({ route, allowed: rules.find(([place]) => place.test(route))?.[1] ?? [] }));
    expect(cells.length).toBeGreaterThan(35);
    const wrong: string[] = [];
    for (const { route, allowed } of cells) {
      const { status } = await send(route, await session(users.get(role) ?? ''));
      if (refusals.includes(status) === allowed.includes(role)) wrong.push(`${route}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(roles)('%s: without a page of ours behind it, changes nothing at all', async (role) => {
    for (const route of routes().filter((name) => !name.startsWith('GET '))) {
      const { status } = await send(route, {
        ...(await session(users.get(role) ?? '')),
        origin: 'https://evil.example',
      });
      expect([route, status]).toEqual([route, 403]);
    }
  });

  it.each(permissionSchema.options)('a key with %s alone reaches what that names, and no more', async (permission) => {
    const authorization = `Bearer ${await api().key([permission])}`;
    const wrong: string[] = [];
    for (const route of routes()) {
      const needed = neededByKey.find(([place]) => place.test(route))?.slice(1) ?? [];
      if (needed.length === 0 || /\/(sessions?|saved-filters)(\/|$)/.test(route)) continue;
      const { status } = await send(route, { authorization });
      if (refusals.includes(status) === needed.includes(permission)) wrong.push(`${route}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('each socket namespace lets in who may watch calls, from a page of ours, and nobody else', async () => {
    const namespaces = [...api().app.get(LiveGateway).namespace.server._nsps.keys()];
    const knock = (name: string, auth: object, headers: Record<string, string> = {}) =>
      new Promise<string>((resolve) => {
        const options = { auth, extraHeaders: headers, transports: ['websocket'], reconnection: false, forceNew: true };
        const socket = io(`${api().url}${name}`, options);
        const done = (outcome: string) => {
          socket.close();
          resolve(outcome);
        };
        socket.once('connect', () => done('connected'));
        socket.once('connect_error', (error: Error & { data?: { code: string } }) =>
          done(error.data?.code ?? 'failed'),
        );
      });
    for (const name of namespaces) {
      const open = name === '/' ? 'forbidden' : 'connected';
      for (const role of roles) {
        const cookie = await session(users.get(role) ?? '');
        expect([name, role, await knock(name, {}, { ...cookie, origin: api().url })]).toEqual([name, role, open]);
        const foreign = await knock(name, {}, { ...cookie, origin: 'https://evil.example' });
        expect([name, role, foreign]).toEqual([name, role, 'forbidden']);
      }
      for (const permission of permissionSchema.options) {
        const may = permission === 'calls:read' ? open : 'forbidden';
        const outcome = await knock(name, { apiKey: await api().key([permission]) });
        expect([name, permission, outcome]).toEqual([name, permission, may]);
      }
    }
  });

  it('a disabled user has no cell at all', async () => {
    const id = await api().addUser('gone', 'administrator');
    await database.ds.query('UPDATE users SET enabled = false WHERE id = $1', [id]);
    for (const route of routes()) expect([route, (await send(route, await session(id))).status]).toEqual([route, 401]);
  });
});
