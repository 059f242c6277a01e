import { call } from './commands/call.js';
import { callIn } from './commands/call-in.js';
import { carrier } from './commands/carrier.js';
import { status } from './commands/status.js';
import { up } from './commands/up.js';

const usage = `Usage: npm run lab -- COMMAND
  up [--demo] [--port 8080] [--listen ADDRESS] [--realtime]
                                                     start everything (npm start does this)
  call-in NUMBER [--seconds 10] [--from NUMBER] [--name TEXT] [--via register|ip]
                                                     the carrier calls a number of ours
  call EXTENSION NUMBER [--seconds 10]               a phone of the demo calls somebody
  carrier                                            the account at the simulated carrier, and its numbers
  status                                             what runs`;

const commands: Record<string, (args: string[]) => Promise<number>> = { up, 'call-in': callIn, call, carrier, status };

async function main(): Promise<number> {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command(args);
  console.error(usage);
  return 2;
}

try {
  // Not by itself: a download that was given up may still be under way.
  process.exit(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
