import { Inject, Injectable } from '@nestjs/common';
import type { Call, CommandResult } from '@trunkline/contracts';
import type { Logger } from '@trunkline/platform';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { LiveCallsService } from '../live/live-calls.service.js';
import { LOG } from '../process/tokens.js';

/** Whatever a caller asks for, no command runs longer. */
const LONGEST_MS = 10_000;

const refused = (code: 'call_ended' | 'asterisk_unavailable', detail: string): CommandResult => ({
  ok: false,
  code,
  detail,
});

/** Open legs, the caller's first: without it Dial ends the others itself. */
export function legsToHangUp(call: Call): string[] {
  const open = call.legs.filter((leg) => leg.state !== 'ended');
  return [...open.filter((leg) => leg.role === 'caller'), ...open.filter((leg) => leg.role === 'callee')].map(
    (leg) => leg.id,
  );
}

/** Ends calls on request. That it is done is seen in the call's own events. */
@Injectable()
export class HangupService {
  constructor(
    private readonly connection: AsteriskConnection,
    private readonly calls: LiveCallsService,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Hangs up the call's legs until one of them was there, and answers within the deadline. */
  async hangup(callId: string, deadlineMs: number): Promise<CommandResult> {
    const call = this.calls.find(callId);
    if (!call) return refused('call_ended', 'The call is over.');
    if (this.connection.status.status === 'down')
      return refused('asterisk_unavailable', this.connection.status.detail ?? 'Asterisk is away.');
    const late = Symbol('late');
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<typeof late>((resolve) => {
      timer = setTimeout(() => resolve(late), Math.min(deadlineMs, LONGEST_MS));
    });
    try {
      const result = await Promise.race([this.hangUpLegs(call), deadline]);
      return result === late ? refused('asterisk_unavailable', 'Asterisk did not answer in time.') : result;
    } catch (error) {
      this.log.warn({ err: error, callId }, 'a call could not be hung up');
      return refused('asterisk_unavailable', 'Asterisk did not hang up the call.');
    } finally {
      clearTimeout(timer);
    }
  }

  private async hangUpLegs(call: Call): Promise<CommandResult> {
    for (const id of legsToHangUp(call)) {
      // A person decided this: an unanswered caller gets 603, which no carrier takes as a reason to try elsewhere.
      if ((await this.connection.rest.hangup(id, 'normal')) === 'done') return { ok: true };
    }
    return refused('call_ended', 'The call is over.');
  }
}
