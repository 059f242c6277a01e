import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDebianRoot } from '../debian-root/ensure-debian-root.js';
import { hostRoot, type ProgramRoot, runInRoot } from '../debian-root/run-in-root.js';
import { run } from '../process/run.js';
import { isSupportedAsterisk, minimumAsterisk, parseAsteriskVersion } from './version.js';

/** An Asterisk that can be started: where it is and its version. */
export interface AsteriskProgram {
  readonly root: ProgramRoot;
  readonly version: string;
}

const command = '/usr/sbin/asterisk';
const packages = ['asterisk', 'asterisk-modules', 'asterisk-core-sounds-en'];

async function versionIn(root: ProgramRoot): Promise<string | null> {
  const spec = runInRoot(root, command, ['-V']);
  return parseAsteriskVersion((await run(spec.command, spec.args)).stdout);
}

/**
 * The Asterisk of this machine when its version is right, else one in a private root made from Debian's packages
 * (about 350 MB below `stateDir`, made once). Nothing is installed on the machine.
 */
export async function findAsterisk(options: {
  stateDir: string;
  onProgress?: (message: string) => void;
}): Promise<AsteriskProgram> {
  const installed = await versionIn(hostRoot).catch(() => null);
  if (installed && isSupportedAsterisk(installed)) return { root: hostRoot, version: installed };
  if (installed) options.onProgress?.(`Asterisk ${installed} of this machine is not >= ${minimumAsterisk} and < 23`);
  let version = '';
  const root = await ensureDebianRoot({
    ...options,
    name: 'asterisk',
    suites: ['forky', 'sid'],
    packages,
    accept: async (made) => {
      version = await acceptedVersion(made);
    },
  });
  return { root, version: version || (await acceptedVersion(root)) };
}

async function acceptedVersion(root: ProgramRoot): Promise<string> {
  const version = await versionIn(root);
  if (version && isSupportedAsterisk(version)) return version;
  throw new Error(`it has Asterisk ${version ?? 'of unknown version'}; >= ${minimumAsterisk} and < 23 is needed`);
}

/** Where a program keeps its modules and its read-only data, as paths that hold inside its root. */
export async function programDirs(program: AsteriskProgram): Promise<{ modules: string; data: string }> {
  const outside = (path: string) => join(program.root.path ?? '/', path);
  const libs = (await readdir(outside('usr/lib'))).filter((name) => name.endsWith('-linux-gnu'));
  const candidates = [...libs.map((name) => `/usr/lib/${name}/asterisk/modules`), '/usr/lib/asterisk/modules'];
  for (const modules of candidates) {
    if (await exists(outside(modules))) {
      const data = (await exists(outside('usr/share/asterisk'))) ? '/usr/share/asterisk' : '/var/lib/asterisk';
      return { modules, data };
    }
  }
  throw new Error(`the modules of Asterisk are in none of ${candidates.join(', ')}`);
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
