import { afterEach, describe, expect, it } from 'vitest';
import { type Health, startHealthServer } from './health-server.js';

const address = { host: '127.0.50.1', port: 18092 };
const url = `http://${address.host}:${address.port}`;
let server: { stop(): Promise<void> } | undefined;
afterEach(() => server?.stop());

describe('startHealthServer', () => {
  it('answers 200 or 503 as the process says, and 503 when it cannot say', async () => {
    let answer: () => Health = () => ({ ready: true, components: {} });
    server = await startHealthServer(address, () => answer());
    expect((await fetch(`${url}/health`)).status).toBe(200);
    answer = () => ({ ready: false, components: { asterisk: { status: 'down', detail: 'away', since: null } } });
    const down = await fetch(`${url}/health`);
    expect([down.status, await down.json()]).toEqual([503, answer()]);
    answer = () => {
      throw new Error('no');
    };
    expect((await fetch(`${url}/health`)).status).toBe(503);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/other`)).status).toBe(404);
  });
});
