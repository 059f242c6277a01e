import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { AriEvent, SeenSipMessage } from '@trunkline/asterisk';
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
import { SipTrace } from '../endpoint-state/sip-trace.js';
import { AGENT_ENV } from '../process/tokens.js';
import { audioHeard, callAnswered, callNotAnswered } from './finding-words.js';

/** In tl-canary of the static dialplan: it sends this tone for four seconds. */
const toneHz = 1150;
const ringSeconds = 20;
const patience = (ringSeconds + 15) * 1000;
const lookEvery = 500;

/** How a call fared, in milliseconds since 1970. */
interface Course {
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
    private readonly trace: SipTrace,
  ) {}

  async call(
    trunk: TrunkEntity,
    number: string,
    testId: string,
  ): Promise<{ callId: string; findings: TrunkFinding[] }> {
    const channelId = testCallChannel(number, testId);
    const recording = await this.recording(channelId);
    const delays = new PostDialDelays();
    const unwatch = this.trace.watch((message) => delays.see(message));
    try {
      const { course, sipCallId } = await this.follow(trunk, number, channelId);
      const callId = callIdOf(this.env.TRUNKLINE_NODE_ID, channelId);
      if (!course.up) return { callId, findings: [callNotAnswered(course.sipCode, course.rang)] };
      const samples = readWav(await readFile(recording)).subarray(SAMPLE_RATE);
      const heard = audioHeard({ level: toneLevel(samples, toneHz), received: course.received });
      return { callId, findings: [callAnswered(delays.of(sipCallId)), heard] };
    } finally {
      unwatch();
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
  private async follow(
    trunk: TrunkEntity,
    number: string,
    channelId: string,
  ): Promise<{ course: Course; sipCallId: string }> {
    const course: Course = { rang: false, up: false, sipCode: null, received: 0 };
    let over: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      over = resolve;
    });
    const unlisten = this.asterisk.onEvent((event: AriEvent) => {
      const seen = readCallEvent(event, new Date());
      if (seen === null || !('channel' in seen) || seen.channel.id !== channelId) return;
      if (seen.channel.state === 'Ringing') course.rang = true;
      if (seen.channel.state === 'Up') course.up = true;
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
      const channel = await this.asterisk.rest.originate({
        channelId,
        endpoint: `PJSIP/${to}@${trunk.ref}`,
        callerId: trunk.callerId === null ? null : rewritten(trunk.callerId, rewritings),
        ringSeconds,
        context: 'tl-canary',
        extension: 's',
      });
      await ended;
      return { course, sipCallId: typeof channel.protocol_id === 'string' ? channel.protocol_id : '' };
    } finally {
      clearTimeout(late);
      clearInterval(look);
      unlisten();
    }
  }
}

/** How long calls take from INVITE to the first answer that says how they fare (post-dial delay), by Call-ID. */
class PostDialDelays {
  private readonly asked = new Map<string, number>();
  private readonly delays = new Map<string, number>();

  see({ cseqMethod, method, status, callId, at }: SeenSipMessage): void {
    if (cseqMethod !== 'INVITE') return;
    if (method === 'INVITE' && !this.asked.has(callId)) this.asked.set(callId, at);
    const began = this.asked.get(callId);
    if (began === undefined || status === null || status <= 100 || status >= 300 || this.delays.has(callId)) return;
    this.delays.set(callId, Math.max(0, at - began));
  }

  of(callId: string): number | null {
    return this.delays.get(callId) ?? null;
  }
}
