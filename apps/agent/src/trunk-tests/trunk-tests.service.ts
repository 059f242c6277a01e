import { Inject, Injectable } from '@nestjs/common';
import type { CommandResult, TestTrunkCommand, TrunkFinding } from '@trunkline/contracts';
import { DataSource, TrunkEntity, type TrunkTestEntity, TrunkTests } from '@trunkline/persistence';
import type { Logger } from '@trunkline/platform';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { LOG } from '../process/tokens.js';
import { CanaryCall } from './canary-call.js';
import { TrunkQuestions } from './trunk-questions.js';

/** Tries a trunk step by step, and stores each finding as soon as there is one. */
@Injectable()
export class TrunkTestsService {
  /** Ids of the trunks that are being tested. */
  private readonly running = new Set<string>();

  constructor(
    @Inject(LOG) private readonly log: Logger,
    private readonly database: DataSource,
    private readonly asterisk: AsteriskConnection,
    private readonly questions: TrunkQuestions,
    private readonly canary: CanaryCall,
  ) {}

  /** Stores a test and begins it. Nobody waits for its end: what it finds is stored. */
  async start({ startedAt, ...begun }: TestTrunkCommand['test']): Promise<CommandResult> {
    if (this.asterisk.status.status === 'down')
      return { ok: false, code: 'asterisk_unavailable', detail: this.asterisk.status.detail ?? 'Asterisk is away.' };
    if (this.running.has(begun.trunkId)) return { ok: false, code: 'conflict', detail: 'The trunk is being tested.' };
    this.running.add(begun.trunkId);
    try {
      const trunk = await this.database.manager.findOneByOrFail(TrunkEntity, { id: begun.trunkId });
      const test = { ...begun, startedAt: new Date(startedAt), endedAt: null, callId: null, findings: [] };
      await TrunkTests.add(this.database.manager, test);
      // A step that fails leaves the test without an end, which is said of it after a while.
      this.run(test, trunk)
        .catch((error: unknown) => this.log.warn({ err: error, testId: test.id }, 'a trunk was not tested'))
        .finally(() => this.running.delete(trunk.id));
      return { ok: true };
    } catch (error) {
      this.running.delete(begun.trunkId);
      throw error;
    }
  }

  private async run(test: Pick<TrunkTestEntity, 'id' | 'number'>, trunk: TrunkEntity): Promise<void> {
    const findings: TrunkFinding[] = [];
    let callId: string | null = null;
    const tell = async (found: readonly TrunkFinding[], endedAt: Date | null = null) => {
      findings.push(...found);
      await TrunkTests.tell(this.database, { id: test.id, findings, callId, endedAt });
    };
    await tell(await this.questions.options(trunk));
    if (trunk.auth === 'register') await tell([await this.questions.registration(trunk)]);
    if (test.number !== null) {
      const called = await this.canary.call(trunk, test.number, test.id);
      callId = called.callId;
      await tell(called.findings);
    }
    await tell([], new Date());
    this.log.info({ trunkId: trunk.id, testId: test.id }, 'trunk tested');
  }
}
