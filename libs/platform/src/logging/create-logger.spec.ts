import { describe, expect, it } from 'vitest';
import { runInRequest } from '../context/request-context.js';
import { createLogger, secretValues } from './create-logger.js';

function recorder(secrets: string[] = []) {
  const lines: string[] = [];
  return { lines, log: createLogger({ service: 'test', secrets, write: (line) => lines.push(line) }) };
}

describe('createLogger', () => {
  it('removes what has a secret name, at any depth and in arrays', () => {
    const { log, lines } = recorder();
    log.info(
      {
        trunk: { name: 'a', password: 'p1' },
        list: [{ apiKey: 'p2' }],
        headers: { Authorization: 'p3', cookie: 'p4' },
      },
      'x',
    );
    expect(lines[0]).not.toMatch(/p[1-4]/);
    expect(JSON.parse(lines[0] ?? '').trunk).toEqual({ name: 'a', password: '[removed]' });
  });

  it('removes a known secret wherever it stands, in a message or a stack too', () => {
    const { log, lines } = recorder(['s3cret-value']);
    log.error(new Error('GET http://u:s3cret-value@host failed'), 'with s3cret-value');
    expect(lines[0]).not.toContain('s3cret-value');
    expect(JSON.parse(lines[0] ?? '').err.message).toBe('GET http://u:[removed]@host failed');
  });

  it('keeps the statement and parameters of a database error out', () => {
    const { log, lines } = recorder();
    const error = Object.assign(new Error('duplicate key'), { code: '23505', query: 'INSERT q1', parameters: ['q2'] });
    log.error({ err: error }, 'failed');
    expect(lines[0]).not.toMatch(/q[12]/);
    expect(JSON.parse(lines[0] ?? '').err).toMatchObject({ message: 'duplicate key', code: '23505' });
  });

  it('writes one line without raw control or bidi characters, whatever came from outside', () => {
    const { log, lines } = recorder();
    const hostile = 'a\r\n{"level":"info"}\u001b[2J\u009b31m\u202eevil\u2028';
    log.info({ from: hostile }, hostile);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
    expect(JSON.parse(lines[0] ?? '').from).toBe(hostile);
  });

  it('names the request in which a line was written', () => {
    const { log, lines } = recorder();
    runInRequest('req-1', () => log.info('in'));
    log.info('out');
    expect(lines.map((line) => JSON.parse(line).requestId)).toEqual(['req-1', undefined]);
  });
});

describe('secretValues', () => {
  it('finds the secrets of an environment, the password in a URL too', () => {
    const env = {
      DATABASE_URL: 'postgres://u:a%2Fb@h/d',
      ARI_PASSWORD: 'ari',
      HTTP_HOST: 'h',
      TRUNKLINE_KEY: Buffer.from('kkkk'),
    };
    expect(secretValues(env)).toEqual(['a%2Fb', 'a/b', 'ari', Buffer.from('kkkk').toString('base64')]);
  });
});
