import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { AriEvent } from '@trunkline/asterisk';
import type { TrunkFinding } from '@trunkline/contracts';
import {
  callIdOf,
  outboundRewritings,
  readCallEvent,
  readWav,
  rewritten,
  SAMPLE_RATE,
  testCallChannel,
  toneLevel,
} from '@trunkline/domain';
import type { TrunkEntity } from '@trunkline/persistence';
import type { AgentEnv } from '@trunkline/platform';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { asteriskDir } from '../connection/asterisk-dirs.js';
import { AGENT_ENV } from '../process/tokens.js';
import { audioHeard, callAnswered, callNotAnswered } from './finding-words.js';

/** In tl-canary of the static dialplan: it sends this tone for four seconds. */
const toneHz = 1150;
const ringSeconds = 20;
const patience = (ringSeconds + 15) * 1000;
const lookEvery = 500;

/** How a call fared. */
interface Course {
  /** Until it rang or was answered (post-dial delay). */
  delayMs: number | null;
  rang: boolean;
  up: boolean;
  sipCode: number | null;
  received: number;
}

/** Calls a number over a trunk, sends a tone and listens whether it comes back. */
@Injectable()
export class CanaryCall {
  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    private readonly asterisk: AsteriskConnection,
  ) {}

  async call(
    trunk: TrunkEntity,
    number: string,
    testId: string,
  ): Promise<{ callId: string; findings: TrunkFinding[] }> {
    const channelId = testCallChannel(number, testId);
    const recording = await this.recording(channelId);
    try {
      const course = await this.follow(trunk, number, channelId);
      const callId = callIdOf(this.env.TRUNKLINE_NODE_ID, channelId);
      if (!course.up) return { callId, findings: [callNotAnswered(course.sipCode, course.rang)] };
      const heard = audioHeard({ level: await toneIn(recording), received: course.received });
      return { callId, findings: [callAnswered(course.delayMs), heard] };
    } finally {
      await rm(recording, { force: true });
    }
  }

  /** Where tl-canary records. The folder is made here: Asterisk would make it for itself alone. */
  private async recording(channelId: string): Promise<string> {
    const spool = await asteriskDir(this.env.ASTERISK_ETC_DIR, 'astspooldir');
    const folder = join(spool ?? '', 'tests');
    await mkdir(folder, { recursive: true, mode: 0o770 });
    return join(folder, `${channelId}.wav`);
  }

  /** Calls, and is back once the call is over. */
  private async follow(trunk: TrunkEntity, number: string, channelId: string): Promise<Course> {
    const course: Course = { delayMs: null, rang: false, up: false, sipCode: null, received: 0 };
    let over: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      over = resolve;
    });
    const unlisten = this.asterisk.onEvent((event: AriEvent) => {
      const seen = readCallEvent(event, new Date());
      if (seen === null || !('channel' in seen) || seen.channel.id !== channelId) return;
      const { state, createdAt } = seen.channel;
      if (state === 'Ringing') course.rang = true;
      if (state === 'Up') course.up = true;
      if (course.rang || course.up) course.delayMs ??= Date.parse(seen.at) - Date.parse(createdAt);
      if (seen.kind !== 'destroyed') return;
      course.sipCode = seen.sipCode;
      over();
    });
    const late = setTimeout(() => {
      this.asterisk.rest.hangup(channelId).catch(() => undefined);
      over();
    }, patience);
    const look = setInterval(() => {
      if (!course.up) return;
      this.asterisk.rest.rtpStatistics(channelId).then(
        (packets) => {
          course.received = packets?.received ?? course.received;
        },
        () => undefined,
      );
    }, lookEvery);
    try {
      const rewritings = trunk.numbering === null ? [] : outboundRewritings(trunk.numbering);
      const to = rewritten(number, rewritings);
      // Carriers refuse who is anonymous; the user name is often the number of the account.
      const caller = trunk.callerId ?? trunk.username;
      await this.asterisk.rest.originate({
        channelId,
        endpoint: `PJSIP/${to}@${trunk.ref}`,
        callerId: caller === null ? null : rewritten(caller, rewritings),
        ringSeconds,
        context: 'tl-canary',
        extension: 's',
      });
      await ended;
      return course;
    } finally {
      clearTimeout(late);
      clearInterval(look);
      unlisten();
    }
  }
}

/** How much of a recording is our tone, 0 to 1, after its first second. Who hangs up at once leaves none. */
async function toneIn(recording: string): Promise<number> {
  const file = await readFile(recording).catch(() => null);
  return file === null ? 0 : toneLevel(readWav(file).subarray(SAMPLE_RATE), toneHz);
}
