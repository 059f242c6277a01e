import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { TaskQueue } from '@trunkline/asterisk';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { AGENT_ENV, LOG } from '../process/tokens.js';
import { asteriskControl } from './asterisk-dirs.js';
import { queueProblem } from './queue-problem.js';

const LOOK_MS = 5000;

/** Looks whether Asterisk keeps up with its work. Where its control socket cannot be reached nothing is known. */
@Injectable()
export class QueueWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  /** What is wrong, in a sentence; null while nothing is. */
  problem: string | null = null;
  private last: TaskQueue[] = [];
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** How much waits in Asterisk, and in which of its queues most of it; null when it could not be asked. */
  get waiting(): { waiting: number; longest: string | null } | null {
    if (this.last.length === 0) return null;
    const waiting = this.last.reduce((sum, queue) => sum + queue.waiting, 0);
    const [longest] = this.last.toSorted((a, b) => b.waiting - a.waiting);
    return { waiting, longest: waiting > 0 ? (longest?.name ?? null) : null };
  }

  onApplicationBootstrap(): void {
    void this.look();
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async look(): Promise<void> {
    const queues = await asteriskControl(this.env.ASTERISK_ETC_DIR)
      .then((control) => control.taskQueues())
      .catch(() => []);
    const problem = queueProblem(this.last, queues);
    if (problem !== null && this.problem === null) this.log.warn({ problem }, 'Asterisk does not keep up');
    this.problem = problem;
    this.last = queues;
    if (!this.stopped) this.timer = setTimeout(() => void this.look(), LOOK_MS);
  }
}
