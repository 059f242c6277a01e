import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { inject } from 'vitest';

/** Whether this process has a network of its own, made by {@link inOwnNetwork}. */
export const hasOwnNetwork = process.env.TRUNKLINE_OWN_NETWORK === '1';

/** Why a test cannot have a network of its own with packet filters in it; null when it can. */
export function whyNoOwnNetwork(): string | null {
  try {
    execFileSync('unshare', ['-n', '--', 'nft', 'list', 'ruleset'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'needs root (or CAP_SYS_ADMIN and CAP_NET_ADMIN), unshare and nft';
  }
}

/** With an address, the network's own name server is asked there, once and for a second. */
const begin = `set -e
ip link set lo up
if [ -n "$1" ]; then
  file=$(mktemp)
  printf 'nameserver %s\\noptions timeout:1 attempts:1\\n' "$1" > "$file"
  mount --bind "$file" /etc/resolv.conf
  rm "$file"
fi
shift
exec "$@"`;

/**
 * Runs a spec file of the lab once more, in a network namespace of its own: what is dropped there concerns nobody else.
 * `nameServer` is the address of one that the spec opens there. Resolves with what the run printed; rejects with it when a test failed.
 */
export async function inOwnNetwork(spec: string, { nameServer = '' }: { nameServer?: string } = {}): Promise<string> {
  const vitest = join(import.meta.dirname, '../../../../node_modules/vitest/vitest.mjs');
  const command = [process.execPath, vitest, 'run', '--project=lab', '--project=lab-together', spec];
  const child = spawn('unshare', ['--net', '--mount', '--', 'sh', '-c', begin, 'sh', nameServer, ...command], {
    env: { ...process.env, TRUNKLINE_OWN_NETWORK: '1', TRUNKLINE_LAB_STATE: inject('labState') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`in a network of its own:\n${printed}`);
  return printed;
}

/** Packets of one TCP connection, or of all of an address, that are dropped on arrival, without a word to either side. */
export class PacketLoss {
  private readonly table: string;

  constructor(private readonly peers: readonly { address: string; port?: number }[]) {
    this.table = `loss${process.pid}`;
  }

  begin(): void {
    const matches = this.peers.flatMap(({ address, port }) => [
      `ip daddr ${address} ${port === undefined ? '' : `tcp dport ${port}`} drop`,
      `ip saddr ${address} ${port === undefined ? '' : `tcp sport ${port}`} drop`,
    ]);
    const rules = matches.join('\n');
    // On arrival: what is dropped at sending is an error to the sender, and no half-open connection.
    nft(`table inet ${this.table} {\nchain arriving {\ntype filter hook input priority 0\n${rules}\n}\n}\n`);
  }

  end(): void {
    nft(`delete table inet ${this.table}`);
  }
}

function nft(ruleset: string): void {
  execFileSync('nft', ['-f', '-'], { input: `${ruleset}\n`, stdio: ['pipe', 'ignore', 'inherit'] });
}
