import { randomUUID } from 'node:crypto';
import type { Call, NewLiveEvent } from '@trunkline/contracts';
import { appendEvents, type DataSource, LiveCalls } from '@trunkline/persistence';

type Change = Extract<NewLiveEvent['type'], `call.${string}`>;

const party = (number: string, name: string) => ({ number, e164: number, name, extensionId: null });

/** Calls of a lab in which nobody calls: written where the agent writes, so the page gets them as it gets any call. */
export class ManyCalls {
  private readonly going: Call[] = [];
  private made = 0;
  private turn = 0;

  constructor(private readonly database: DataSource) {}

  get count(): number {
    return this.going.length;
  }

  get ringing(): number {
    return this.going.filter(({ state }) => state === 'ringing').length;
  }

  async begin(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) await this.tell('call.started', this.aCall());
  }

  /** One thing that happens: in turn a call ends, one rings, is answered, and another is held and taken back. */
  async next(): Promise<void> {
    const somewhere = (this.turn * 7919) % this.going.length;
    const change = [
      () => this.end(),
      () => this.tell('call.started', this.aCall()),
      () => this.update(this.going.length - 1, { state: 'up', answeredAt: new Date().toISOString() }),
      () => this.update(somewhere, { state: 'held' }),
      () => this.update(somewhere, { state: 'up' }),
    ][this.turn % 5];
    this.turn += 1;
    await change?.();
  }

  private aCall(): Call {
    this.made += 1;
    const number = `+1555${String(this.made).padStart(7, '0')}`;
    const now = new Date().toISOString();
    const answered = this.going.length < 450;
    const call: Call = {
      ...{ id: randomUUID(), node: 'main', linkedid: `bench-${this.made}`, state: answered ? 'up' : 'ringing' },
      ...{ direction: this.made % 3 === 0 ? 'outbound' : 'inbound', from: party(number, `Caller ${this.made}`) },
      ...{ to: party('+15550100001', 'Reception'), trunkId: null, trunkName: null, routeId: null, routeName: null },
      ...{ numberId: null, extensionIds: [], startedAt: now, answeredAt: answered ? now : null, endedAt: null },
      ...{ endReason: null, mergedInto: null, hangupCause: null, sipCode: null, legs: [] },
    };
    this.going.push(call);
    return call;
  }

  private async end(): Promise<void> {
    const [call] = this.going.splice(0, 1);
    if (!call) return;
    const ended = { state: 'ended', endedAt: new Date().toISOString(), endReason: 'hangup', hangupCause: 16 } as const;
    await this.tell('call.ended', { ...call, ...ended });
  }

  private async update(place: number, change: Partial<Call>): Promise<void> {
    const call = this.going[place];
    if (call) await this.tell('call.updated', Object.assign(call, change));
  }

  private async tell(type: Change, data: Call): Promise<void> {
    const event = { id: randomUUID(), at: new Date().toISOString(), type, data } as NewLiveEvent;
    await this.database.transaction(async (manager) => {
      const over = type === 'call.ended';
      await LiveCalls.apply(manager, over ? [] : [data], over ? [data.id] : []);
      await appendEvents(manager, [event]);
    });
  }
}
