import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { stackOfRunningLab } from '../lab-folder.js';
import { follow } from './follow.js';

/** `call-in NUMBER`: the carrier calls a number of ours, plays 1400 Hz and records what it hears. */
export async function callIn(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '10' },
      from: { type: 'string' },
      name: { type: 'string' },
      via: { type: 'string', default: 'register' },
    },
  });
  const [number] = positionals;
  const { via } = values;
  if (!number || positionals.length > 1) throw new Error('which number? For example: call-in +15550200001');
  if (via !== 'register' && via !== 'ip') throw new Error('--via must be register or ip');
  const { carrier } = await stackOfRunningLab();
  if (via === 'register' && !(await carrier.hasRegistration())) {
    throw new Error('no trunk of ours is registered at the carrier, so it cannot call (see npm run lab -- carrier)');
  }
  const call = await carrier.callIn({ number, callerNumber: values.from, callerName: values.name, via });
  console.log(`the carrier calls ${number}`);
  const code = await follow(call, Number(values.seconds));
  // The recording is written out while the channel ends.
  await delay(50);
  const last = (await carrier.recordingNames()).filter((name) => name.startsWith('in-')).at(-1);
  if (code === 0 && last) console.log(`what the carrier heard: ${join(carrier.recordings, last)}`);
  return code;
}
