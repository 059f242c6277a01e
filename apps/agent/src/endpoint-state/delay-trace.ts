import type { SeenSipMessage } from '@trunkline/asterisk';

/** How long a carrier took, in ms, until it rang, took or refused a call. `at` is when it did, in ms since 1970. */
export interface Delay {
  at: number;
  ms: number;
}

/** Calls that are kept in mind. */
const most = 2000;
const challenges = new Set([401, 407]);

/** Measures the post-dial delay of calls to addresses it was told of. Pure: time comes with the messages. */
export class DelayTrace {
  private known = new Set<string>();
  /** By Call-ID; null once it was answered: what follows in the call is not looked at. */
  private readonly calls = new Map<string, { address: string; at: number } | null>();
  private readonly delays = new Map<string, Delay>();
  /** Calls that were not answered yet. */
  private open = 0;

  /** Whether the message of an INVITE that begins with this line may count: most do not, and need not be read. */
  wants(startLine: string): boolean {
    const [, uri] = /^INVITE ([^\s;?]+)/.exec(startLine) ?? [];
    return uri === undefined ? this.open > 0 : this.addressIn(uri) !== undefined;
  }

  /** Takes in a message. */
  see({ method, status, cseqMethod, callId, requestUri, at }: SeenSipMessage): void {
    if (cseqMethod !== 'INVITE') return;
    const call = this.calls.get(callId);
    if (method === 'INVITE') {
      const address = this.addressIn(requestUri ?? '');
      if (call === undefined && address !== undefined) this.begin(callId, { address, at });
    } else if (call && status !== null && status > 100 && !challenges.has(status)) {
      this.calls.set(callId, null);
      this.open -= 1;
      this.delays.set(call.address, { at, ms: Math.max(0, at - call.at) });
    }
  }

  /** The last delay at `address` (`host:port`, or `host` where the port is looked up), if it was not before `since`. */
  lastSince(address: string, since: number): number | null {
    const delay = this.delays.get(address.toLowerCase());
    return delay && delay.at >= since ? delay.ms : null;
  }

  /** From now on calls to these addresses count, and no others. */
  know(addresses: readonly string[]): void {
    this.known = new Set(addresses.map((address) => address.toLowerCase()));
    for (const address of this.delays.keys()) if (!this.known.has(address)) this.delays.delete(address);
  }

  private addressIn(uri: string): string | undefined {
    return addressesOf(uri).find((one) => this.known.has(one));
  }

  private begin(callId: string, call: { address: string; at: number }): void {
    this.calls.set(callId, call);
    this.open += 1;
    const [oldest] = this.calls;
    if (this.calls.size <= most || !oldest) return;
    this.calls.delete(oldest[0]);
    if (oldest[1]) this.open -= 1;
  }
}

/** What a URI may be known as: as it is written, and with the port of SIP where it has none. */
function addressesOf(uri: string): string[] {
  const host = uri.replace(/^sips?:(?:[^@]*@)?/, '').toLowerCase();
  return /:\d+$/.test(host.replace(/\[[^\]]*\]/, '')) ? [host] : [host, `${host}:5060`];
}
