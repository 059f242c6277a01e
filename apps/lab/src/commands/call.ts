import { parseArgs } from 'node:util';
import { stackOfRunningLab } from '../lab-folder.js';
import { follow } from './follow.js';

/** `call EXTENSION NUMBER`: a phone of the demo dials, hums 800 Hz and records what it hears. */
export async function call(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { seconds: { type: 'string', default: '10' } },
  });
  const [extension, number] = positionals;
  if (!extension || !number) throw new Error('who calls whom? For example: call 1001 +15550100001');
  const stack = await stackOfRunningLab();
  const phones = stack.phones(() => []);
  const registered = await phones.registered().catch(() => {
    throw new Error('the phones of the demo do not run: start the lab with npm start -- --demo');
  });
  if (!registered.includes(extension)) throw new Error(`there is no registered demo phone ${extension}`);
  const placed = await phones.call(extension, number);
  console.log(`${extension} calls ${number}`);
  return follow(placed, Number(values.seconds));
}
