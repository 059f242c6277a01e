import { Inject, Injectable } from '@nestjs/common';
import type { CommandResult, TrunkFinding } from '@trunkline/contracts';
import { DataSource, TrunkEntity, type TrunkTestEntity, TrunkTests } from '@trunkline/persistence';
import type { Logger } from '@trunkline/platform';
import { AmiConnection } from '../connection/ami-connection.js';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { LOG } from '../process/tokens.js';
import { CanaryCall } from './canary-call.js';
import { TrunkQuestions } from './trunk-questions.js';

/** Tries a trunk step by step, and stores each finding as soon as there is one. */
@Injectable()
export class TrunkTestsService {
  constructor(
    @Inject(LOG) private readonly log: Logger,
    private readonly database: DataSource,
    private readonly asterisk: AsteriskConnection,
    private readonly ami: AmiConnection,
    private readonly questions: TrunkQuestions,
    private readonly canary: CanaryCall,
  ) {}

  /** Begins a stored test. Nobody waits for its end: what it finds is stored. */
  async start(testId: string): Promise<CommandResult> {
    if (this.asterisk.status.status === 'down' || !this.ami.ami.up)
      return { ok: false, code: 'asterisk_unavailable', detail: this.asterisk.status.detail ?? 'Asterisk is away.' };
    const test = await TrunkTests.find(this.database, testId);
    const trunk = test && (await this.database.manager.findOneBy(TrunkEntity, { id: test.trunkId }));
    if (!test || !trunk) return { ok: false, code: 'not_found', detail: 'There is no such test.' };
    // A step that fails leaves the test without an end, which is said of it after a while.
    this.run(test, trunk).catch((error: unknown) => this.log.warn({ err: error, testId }, 'a trunk was not tested'));
    return { ok: true };
  }

  private async run(test: TrunkTestEntity, trunk: TrunkEntity): Promise<void> {
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
