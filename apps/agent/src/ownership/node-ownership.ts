import { setTimeout as delay } from 'node:timers/promises';
import { type DataSource, type NodeLease, NodeLeases } from '@trunkline/persistence';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { decide, leaseTtl } from './lease-decision.js';
import { LocalLock, placeOf } from './local-lock.js';
import { endFormerOwner, ownIdentity } from './process-identity.js';

const everyMs = 500;

/**
 * One process's claim to its node: the lock of the state folder and the lease in the database. `standBy` resolves when
 * this process is the owner; from then on the lease is kept until it is lost or released.
 */
export class NodeOwnership {
  token: number | null = null;
  private readonly place: string;
  private readonly lock: LocalLock;
  private readonly holder = ownIdentity();
  private expired = { token: 0, since: 0 };
  private keeping: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly env: Pick<AgentEnv, 'STATE_DIR' | 'TRUNKLINE_NODE_ID'>,
    private readonly log: Logger,
    private readonly ds: DataSource,
  ) {
    this.place = placeOf(env.STATE_DIR, env.TRUNKLINE_NODE_ID);
    this.lock = new LocalLock(this.place);
  }

  /** Waits for its turn; `onWait` is called once when another agent owns the node. False when stopped before. */
  async standBy(onWait: () => Promise<void>): Promise<boolean> {
    for (let waited = false; !this.stopped; ) {
      if (await this.tryOnce()) return true;
      if (!waited) await onWait();
      waited = true;
      await delay(everyMs);
    }
    return false;
  }

  /** Keeps the lease, and calls `onLost` once when another agent has it. */
  keep(onLost: () => void): void {
    this.keeping = (async () => {
      while (!this.stopped) {
        if ((await this.renewed()) === false) return onLost();
        await delay(everyMs);
      }
    })();
  }

  /** Lets go of lease and lock, for whoever stands by. */
  async release(): Promise<void> {
    this.stopped = true;
    await this.keeping;
    const token = this.token;
    this.token = null;
    if (token !== null) {
      await NodeLeases.release(this.ds, this.env.TRUNKLINE_NODE_ID, token).catch(() => undefined);
    }
    await this.lock.release();
  }

  private async tryOnce(): Promise<boolean> {
    const lock = await this.lock.take();
    const lease = await this.read();
    const decision = decide({ place: this.place, lock, lease, expiredFor: this.expiredFor(lease) });
    if (decision.do === 'wait') return false;
    if (decision.do === 'own') return true;
    if (!(await this.take(decision.after))) return false;
    if (lock || !lease) return true;
    // The former owner is frozen: it can write no more, but the address that Asterisk dials is still its own.
    if (lease.place === this.place && endFormerOwner(lease.holder))
      this.log.warn({ holder: lease.holder }, 'the owner of this node was frozen and has been ended');
    for (let left = 20; left > 0; left -= 1) {
      if (await this.lock.take()) return true;
      await delay(100);
    }
    return true;
  }

  private async read(): Promise<NodeLease | null | undefined> {
    try {
      return await NodeLeases.read(this.ds, this.env.TRUNKLINE_NODE_ID);
    } catch {
      return undefined;
    }
  }

  /** A lease that was seen alive, or a database that was away, begins the count anew. */
  private expiredFor(lease: NodeLease | null | undefined): number {
    const now = performance.now();
    if (!lease?.expired || lease.token !== this.expired.token)
      this.expired = { token: lease?.expired ? lease.token : 0, since: now };
    return now - this.expired.since;
  }

  private async take(after: number | null): Promise<boolean> {
    const { holder, place } = this;
    const node = this.env.TRUNKLINE_NODE_ID;
    this.token = await NodeLeases.take(this.ds, node, { holder, place }, after, leaseTtl).catch(() => null);
    return this.token !== null;
  }

  /** False when another agent owns the node, true when this one does, null when nobody can tell. */
  private async renewed(): Promise<boolean | null> {
    try {
      if (this.token !== null) return await NodeLeases.renew(this.ds, this.env.TRUNKLINE_NODE_ID, this.token, leaseTtl);
      const lease = await NodeLeases.read(this.ds, this.env.TRUNKLINE_NODE_ID);
      const decision = decide({ place: this.place, lock: this.lock.held, lease, expiredFor: this.expiredFor(lease) });
      if (decision.do === 'take') return (await this.take(decision.after)) || null;
      return false;
    } catch {
      return null;
    }
  }
}
