import { ports } from '@trunkline/local-runtime';
import { WebSocket } from 'ws';
import type { LabStack } from './lab-stack.js';

/**
 * Drives calls as most programs on ARI do: a WebSocket to Asterisk, opened again when it broke, and an answer to each
 * call that enters the application. The system itself does neither.
 */
export class InboundListener {
  private socket: WebSocket | undefined;
  private readonly headers: { authorization: string };

  constructor(
    private readonly lab: LabStack,
    private readonly app: string,
    private readonly options: { subscribeAll?: boolean; localAddress?: string } = {},
  ) {
    const { username, password } = lab.ari;
    this.headers = { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
  }

  async open(): Promise<void> {
    const address = `ws://${this.lab.slot.pbx}:${ports.ari}/ari/events`;
    const { subscribeAll = false, localAddress } = this.options;
    const socket = new WebSocket(`${address}?app=${this.app}&subscribeAll=${subscribeAll}`, {
      headers: this.headers,
      localAddress,
    });
    this.socket = socket;
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      const event = JSON.parse(String(data)) as { type: string; channel?: { id: string } };
      if (event.type === 'StasisStart' && event.channel) this.answer(event.channel.id);
    });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  }

  /** What this end knows of the connection. */
  get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** What a kill -9 does to the connection. */
  cut(): void {
    this.socket?.terminate();
  }

  private answer(channelId: string): void {
    const url = `${this.lab.ari.url}/ari/channels/${channelId}/answer`;
    // A caller may have given up meanwhile.
    void fetch(url, { method: 'POST', headers: this.headers }).catch(() => undefined);
  }
}
