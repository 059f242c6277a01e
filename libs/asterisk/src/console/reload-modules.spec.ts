import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AsteriskError, AsteriskUnavailable } from '../errors.js';
import { reloadModules } from './reload-modules.js';

describe('reloadModules', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'ctl-')), 'asterisk.ctl');
  let server: Server;
  let asked = '';
  let answer = '';
  beforeEach(async () => {
    asked = '';
    server = createServer((socket) => {
      socket.write('host/1/22.10.1\n');
      socket.on('data', (data) => {
        asked += data.toString();
        socket.end(answer);
      });
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
  });
  afterEach(() => {
    server.close();
  });

  it('asks for all modules by one command', async () => {
    answer = "Module 'res_pjsip.so' reloaded successfully.\nModule 'pbx_config.so' reloaded successfully.\n";
    await reloadModules(path, ['res_pjsip.so', 'pbx_config.so']);
    expect(asked).toBe('cli quit after module reload res_pjsip.so pbx_config.so\0');
  });

  it('given Asterisk ends before it has done all of them, then it says so', async () => {
    answer = "Module 'res_pjsip.so' reloaded successfully.\n";
    await expect(reloadModules(path, ['res_pjsip.so', 'pbx_config.so'])).rejects.toThrow(AsteriskUnavailable);
  });

  it.each([[[]], [['x.so; core stop now']], [['res_pjsip.so', 'a b.so']]])(
    'given the modules %j, then nothing is sent',
    async (names) => {
      await expect(reloadModules(path, names)).rejects.toThrow(AsteriskError);
      expect(asked).toBe('');
    },
  );

  it('given nobody listens, then it says so', async () => {
    await expect(reloadModules(`${path}.not`, ['res_pjsip.so'])).rejects.toThrow(/ENOENT/);
  });
});
