import { spawn } from 'node:child_process';
import type { RunAs } from './run-as.js';

/** Environment of the server's programs: nothing of ours, so that no PG* variable or locale changes them. */
export const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Runs a program of the server to its end as its user; rejects with what it wrote when it fails. */
export function runAs({ uid, gid }: RunAs, command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      uid,
      gid,
      cwd: '/',
      env: serverEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} failed (exit ${code}): ${output.trim().slice(-800)}`));
    });
  });
}
