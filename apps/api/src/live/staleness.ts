import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { LiveStale } from '@trunkline/contracts';
import { type NodeHeartbeat, Nodes } from '@trunkline/persistence';
import { Database } from '../database/database.js';

const lookMs = 500;

/** A heartbeat older than this means that the agent is away; it beats every two seconds. */
export const HEARTBEAT_LIMIT_MS = 6000;

/** Knows whether the live view follows Asterisk, and since when and why it does not. */
@Injectable()
export class Staleness implements OnApplicationBootstrap, OnApplicationShutdown {
  current: LiveStale = { since: new Date().toISOString(), reason: 'Just started.' };
  private readonly listeners = new Set<(stale: LiveStale) => void>();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    void this.look();
    this.database.whenReady(() => void this.look());
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Calls `listener` at each change. */
  onChange(listener: (stale: LiveStale) => void): void {
    this.listeners.add(listener);
  }

  private async look(): Promise<void> {
    clearTimeout(this.timer);
    this.set(await this.reason());
    if (!this.stopped) this.timer = setTimeout(() => void this.look(), lookMs);
  }

  private async reason(): Promise<{ reason: string; since?: string | null } | null> {
    try {
      return whyStale(await Nodes.get(this.database.source));
    } catch {
      return { reason: 'The database cannot be reached.' };
    }
  }

  private set(next: { reason: string; since?: string | null } | null): void {
    if (next?.reason === this.current?.reason) return;
    this.current = next && { reason: next.reason, since: next.since ?? new Date().toISOString() };
    for (const listener of this.listeners) listener(this.current);
  }
}

/** Why what a node tells is not how it is; null when it is. */
export function whyStale(node: NodeHeartbeat | null): { reason: string; since?: string | null } | null {
  if (!node) return { reason: 'No agent has reported yet.' };
  if (node.ageMs > HEARTBEAT_LIMIT_MS)
    return { reason: 'The agent does not report.', since: node.lastSeenAt.toISOString() };
  const { asterisk } = node.status;
  if (asterisk.status === 'down') return { reason: asterisk.detail ?? 'Asterisk is away.', since: asterisk.since };
  return null;
}
