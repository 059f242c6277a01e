import { Controller, Get } from '@nestjs/common';
import { testDatabase } from '@trunkline/testing';
import type { Application } from 'express';
import { io } from 'socket.io-client';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { LiveGateway } from '../live/live.gateway.js';
import { startedApi } from '../spec/started-api.js';
import { anyCredentialRoutes, personalRoutes, publicPaths, publicRoutes } from './public-routes.js';

const api = startedApi(testDatabase());

/** Every route of the running app: what express itself matches, wherever it was registered. */
function routesOf(app: Application): string[] {
  return app.router.stack.flatMap(({ route }) =>
    route ? route.stack.map(({ method }) => `${method.toUpperCase()} ${route.path}`) : [],
  );
}

/** A field that no query knows keeps a stream from opening. */
function send(route: string, key?: string) {
  const [method = '', path = ''] = route.split(' ');
  const call = request(api().url)[method.toLowerCase() as 'get'](
    path.replace(':number', '1').replace(':id', '0190a000-0000-7000-8000-000000000000'),
  );
  call.query({ 'no-such-field': 1 });
  return key ? call.set('authorization', `Bearer ${key}`) : call;
}

/** The code with which a socket is refused, or `connected`. */
function knock(namespace: string, auth: object): Promise<string> {
  return new Promise((resolve) => {
    const socket = io(`${api().url}${namespace}`, {
      auth,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    const done = (outcome: string) => {
      socket.close();
      resolve(outcome);
    };
    socket.once('connect', () => done('connected'));
    socket.once('connect_error', (error: Error & { data?: { code: string } }) =>
      done(error.data?.code ?? error.message),
    );
  });
}

describe('access', () => {
  let routes: string[] = [];
  let powerless = '';
  beforeAll(async () => {
    routes = routesOf(api().app.getHttpAdapter().getInstance());
    powerless = await api().key([]);
  });
  const documented = (route: string) => publicPaths.some(({ prefix }) => route.split(' ')[1]?.startsWith(prefix));
  const guarded = () => routes.filter((route) => !documented(route) && !publicRoutes.has(route));

  it('covers all routes, and its lists name only routes that exist', () => {
    expect(guarded().length).toBeGreaterThan(30);
    for (const list of [publicRoutes, anyCredentialRoutes, personalRoutes])
      for (const route of list.keys()) expect(routes).toContain(route);
  });

  it('is refused on every route without a credential', async () => {
    for (const route of guarded()) {
      const { status, body } = await send(route);
      expect([route, status, body.code]).toEqual([route, 401, 'unauthenticated']);
    }
  });

  it('is refused on every route with a credential that is not known', async () => {
    for (const route of guarded()) expect([route, (await send(route, 'tlk_unknown')).status]).toEqual([route, 401]);
  });

  it('is refused on every route with a credential without permission, but for those in the list', async () => {
    for (const route of guarded().filter((name) => !anyCredentialRoutes.has(name))) {
      const { status, body } = await send(route, powerless);
      expect([route, status, body.code]).toEqual([route, 403, 'forbidden']);
    }
    for (const route of anyCredentialRoutes.keys())
      expect([401, 403]).not.toContain((await send(route, powerless)).status);
  });

  it('is refused on every socket namespace likewise', async () => {
    const namespaces = [...api().app.get(LiveGateway).namespace.server._nsps.keys()];
    expect(namespaces).toContain('/live');
    const full = await api().key();
    for (const name of namespaces) {
      expect([name, await knock(name, {})]).toEqual([name, name === '/live' ? 'unauthenticated' : 'forbidden']);
      expect([name, await knock(name, { apiKey: 'tlk_unknown' })]).not.toEqual([name, 'connected']);
      expect([name, await knock(name, { apiKey: powerless })]).toEqual([name, 'forbidden']);
    }
    expect(await knock('/live', { apiKey: full })).toBe('connected');
    expect(await knock('/', { apiKey: full })).toBe('forbidden');
    expect(await knock('/other', { apiKey: full })).toBe('Invalid namespace');
  });

  it('ends with the key: a deleted key opens nothing', async () => {
    const key = await api().key();
    const { items } = (await api().as(key).get('/api-keys?limit=200').expect(200)).body;
    const { id } = items.find((item: { prefix: string }) => item.prefix === key.slice(0, 12));
    await api()
      .as(await api().key())
      .delete(`/api-keys/${id}`)
      .expect(204);
    await api().as(key).get('/api-keys').expect(401);
  });
});

describe('a route that names no permission', () => {
  @Controller('forgotten')
  class ForgottenController {
    @Get()
    read() {
      return 'leaked';
    }
  }
  const forgetful = startedApi(testDatabase(), {}, [ForgottenController]);

  it('answers nobody, whatever the permissions', async () => {
    const answer = await forgetful()
      .as(await forgetful().key())
      .get('/forgotten');
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
  });
});
