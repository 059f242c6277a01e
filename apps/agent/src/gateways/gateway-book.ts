import type { BreakerSettings } from '@trunkline/contracts';
import { type EndedAttempt, hasSpare, judged, needsSpare, newRecord, resetRecord, withCall } from '@trunkline/domain';
import type { FollowedTrunk, KeptGatewayRecord } from '@trunkline/persistence';

/** A gateway, or with null a trunk that has none, as it is known in the dialplan. */
export interface BookedGateway extends KeptGatewayRecord {
  ref: string;
  /** Where its calls go, as they are seen in SIP. */
  address: string | null;
  settings: BreakerSettings;
}

/** What a look at all of them has changed. */
export interface BookChange {
  /** To be kept. */
  changed: BookedGateway[];
  /** Of gateways that are no more. */
  gone: Omit<KeptGatewayRecord, 'record'>[];
}

/** How OPTIONS to an address fare; null: nothing is known. */
export type Reachable = (trunk: FollowedTrunk, gateway: string | null) => boolean | null;

/** How every gateway fares. Pure: time is given. */
export class GatewayBook {
  private readonly gateways = new Map<string, BookedGateway>();
  private routes: readonly (readonly string[])[] = [];
  private readonly dirty = new Set<string>();
  private gone: BookChange['gone'] = [];

  constructor(private readonly pauseMs: number) {}

  get all(): BookedGateway[] {
    return [...this.gateways.values()];
  }

  /** Follows these from now on; `kept` is what was known before this process. */
  follow(
    { trunks, routes }: { trunks: readonly FollowedTrunk[]; routes: readonly (readonly string[])[] },
    reachable: Reachable,
    { now, kept = [] }: { now: number; kept?: readonly KeptGatewayRecord[] },
  ): void {
    this.routes = routes;
    const before = new Map(kept.map((one) => [keyOf(one.trunkId, one.gateway), one.record]));
    const followed = new Set<string>();
    for (const trunk of trunks) {
      for (const gateway of trunk.gateways.length > 0 ? trunk.gateways : [null]) {
        const key = keyOf(trunk.id, gateway);
        const known = this.gateways.get(key)?.record ?? before.get(key) ?? newRecord(now);
        const record = { ...known, reachable: reachable(trunk, gateway) };
        if (record.reachable !== known.reachable) this.dirty.add(key);
        const { id: trunkId, ref, breaker: settings } = trunk;
        this.gateways.set(key, { trunkId, ref, gateway, address: gateway ?? trunk.address, settings, record });
        followed.add(key);
      }
    }
    for (const { trunkId, gateway } of [...this.gateways.values(), ...kept]) {
      if (followed.has(keyOf(trunkId, gateway))) continue;
      this.gateways.delete(keyOf(trunkId, gateway));
      this.gone.push({ trunkId, gateway });
    }
  }

  /** Takes in what became of a call. */
  take({ trunkRef, gateway, at, end }: EndedAttempt, delayMs: number | null): void {
    const booked = this.find(trunkRef, gateway);
    if (booked) this.put({ ...booked, record: withCall(booked.record, { at, end, delayMs }, booked.settings) });
  }

  /** Whether it is followed where an attempt went. */
  knows({ trunkRef, gateway }: Pick<EndedAttempt, 'trunkRef' | 'gateway'>): boolean {
    return this.find(trunkRef, gateway) !== undefined;
  }

  /** Where the calls of an attempt go. */
  addressOf({ trunkRef, gateway }: Pick<EndedAttempt, 'trunkRef' | 'gateway'>): string | null {
    return this.find(trunkRef, gateway)?.address ?? null;
  }

  /** Opens and closes what is due, the worst first: what is passed over is no spare for the next. */
  judge(now: number): void {
    for (const booked of this.all.toSorted((a, b) => a.record.score - b.record.score)) {
      const { settings, record: before } = booked;
      const spare = needsSpare(before) && hasSpare(booked, this.all, this.routes);
      const record = judged(before, { now, settings, hasSpare: spare, pauseMs: this.pauseMs });
      if (record !== before) this.put({ ...booked, record });
    }
  }

  /** Closes the breaker of a gateway, or of all of a trunk. False: there is no such one. */
  reset(trunkId: string, gateway: string | null, now: number): boolean {
    const meant = this.all.filter((one) => one.trunkId === trunkId && (gateway === null || one.gateway === gateway));
    for (const booked of meant) this.put({ ...booked, record: resetRecord(booked.record, now) });
    return meant.length > 0;
  }

  /** What is to be kept since the last time; `undo` when that failed. */
  changes(): BookChange & { undo: () => void } {
    const keys = [...this.dirty];
    const { gone } = this;
    this.dirty.clear();
    this.gone = [];
    const changed = keys.flatMap((key) => this.gateways.get(key) ?? []);
    const undo = () => {
      for (const key of keys) this.dirty.add(key);
      this.gone.push(...gone);
    };
    return { changed, gone, undo };
  }

  private find(ref: string, gateway: string | null): BookedGateway | undefined {
    return this.all.find((one) => one.ref === ref && one.gateway === gateway);
  }

  private put(booked: BookedGateway): void {
    const key = keyOf(booked.trunkId, booked.gateway);
    this.gateways.set(key, booked);
    this.dirty.add(key);
  }
}

const keyOf = (trunkId: string, gateway: string | null): string => `${trunkId} ${gateway ?? ''}`;

/** Until when Asterisk is to be told that calls go past each open one: a key in its database, and ms since 1970. */
export function wantedKeys(gateways: readonly BookedGateway[], now: number, pauseMs: number): Map<string, number> {
  return new Map(
    gateways.flatMap(({ ref, gateway, record: { breaker, until } }) =>
      breaker === 'open' && until !== null && until > now
        ? [[`${ref}/${gateway ?? ''}`, Math.min(until, now + pauseMs)] as const]
        : [],
    ),
  );
}
