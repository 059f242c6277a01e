import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Disk, NodeFigures } from '@trunkline/contracts';
import type { AgentEnv } from '@trunkline/platform';
import { AriWatch } from '../connection/ari-watch.js';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { ControlSocket } from '../connection/control-socket.js';
import { QueueWatch } from '../connection/queue-watch.js';
import { AGENT_ENV } from '../process/tokens.js';
import { version } from '../version.js';
import { disksOf } from './disks.js';

const everyMs = 5000;
const startedAt = new Date(Date.now() - process.uptime() * 1000).toISOString();

/** Looks at what the system page shows of a node and nobody else watches: disks, the control socket, channels, events held on disk. */
@Injectable()
export class NodeWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private disks: Disk[] = [];
  private control: { milliseconds: number; channels: number } | null = null;
  private held: NodeFigures['heldEvents'] = null;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    private readonly asterisk: AsteriskConnection,
    private readonly socket: ControlSocket,
    private readonly ari: AriWatch,
    private readonly queues: QueueWatch,
  ) {}

  /** The figures as of the last look. */
  get figures(): NodeFigures {
    const up = this.asterisk.status.status !== 'down';
    const started = up ? this.asterisk.facts?.startedAt : undefined;
    return {
      version,
      startedAt,
      asteriskStartedAt: started === undefined ? null : new Date(started).toISOString(),
      ariMs: up ? this.ari.answeredInMs : null,
      controlMs: this.control?.milliseconds ?? null,
      channels: this.control?.channels ?? null,
      queues: this.queues.waiting,
      relay: !this.asterisk.isRelayAway,
      heldEvents: this.held,
      disks: this.disks,
    };
  }

  onApplicationBootstrap(): void {
    this.asterisk.onUp(() => void this.askControl());
    void this.look();
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async look(): Promise<void> {
    const { CEL_DIR: spool, STATE_DIR: state, ASTERISK_ETC_DIR: configuration } = this.env;
    [this.disks, this.held] = await Promise.all([
      disksOf({ spool, state, configuration }),
      heldEvents(join(state, 'live-buffer.jsonl')),
      this.askControl(),
    ]);
    if (!this.stopped) this.timer = setTimeout(() => void this.look(), everyMs);
  }

  private async askControl(): Promise<void> {
    const from = performance.now();
    try {
      const channels = await this.socket.ask((control) => control.channelCount());
      this.control = { milliseconds: Math.round(performance.now() - from), channels };
    } catch {
      this.control = null;
    }
  }
}

/** What the database has not taken; see DraftJournal. */
async function heldEvents(path: string): Promise<NodeFigures['heldEvents']> {
  try {
    const { size, birthtime } = await stat(path);
    return size > 0 ? { bytes: size, since: birthtime.toISOString() } : null;
  } catch {
    return null;
  }
}
