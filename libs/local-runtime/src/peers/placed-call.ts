import { randomUUID } from 'node:crypto';
import { deferred } from '../process/deferred.js';
import { type AmiMessage, AmiSession } from './ami-session.js';

/** A call that one of our peers makes. Times in milliseconds. */
export interface CallRequest {
  /** Channel to make, such as `PJSIP/+15550200001@trunkline`. */
  channel: string;
  /** Context whose extension `s` runs once it is answered. */
  context: string;
  callerNumber?: string;
  callerName?: string;
  ringMs?: number;
  variables?: Readonly<Record<string, string>>;
}

/** How a placed call ended: the Q.850 cause and its words, and whether somebody had answered. */
export interface CallEnd {
  answered: boolean;
  cause: number;
  causeText: string;
}

/** A call on its way: each promise resolves when that happens; `answered` rejects when the call ends before. */
export interface PlacedCall {
  readonly channelId: string;
  readonly answered: Promise<void>;
  readonly ended: Promise<CallEnd>;
  hangup(): Promise<void>;
}

/** Where the AMI of a peer listens. */
export interface AmiAddress {
  host: string;
  port: number;
  username: string;
  secret: string;
}

function originate(request: CallRequest, channelId: string): Record<string, string | number> {
  const { callerNumber, callerName, variables = {} } = request;
  for (const text of [callerNumber, callerName]) {
    if (text && /["<>\\]/.test(text)) throw new Error('a caller name or number must not hold " < > \\');
  }
  const variable = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return {
    Action: 'Originate',
    Channel: request.channel,
    ChannelId: channelId,
    Context: request.context,
    Exten: 's',
    Priority: 1,
    Async: 'true',
    Timeout: request.ringMs ?? 60_000,
    ...(callerNumber ? { CallerID: `"${callerName ?? ''}" <${callerNumber}>` } : {}),
    ...(variable.length > 0 ? { Variable: variable.join(',') } : {}),
  };
}

/** Lets a peer make a call and reports what becomes of it. */
export async function placeCall(ami: AmiAddress, request: CallRequest): Promise<PlacedCall> {
  const session = await AmiSession.open(ami);
  const channelId = `lab-${randomUUID()}`;
  const answered = deferred<void>();
  const ended = deferred<CallEnd>();
  // Nobody has to wait for the answer; its failure is in `ended` too.
  answered.promise.catch(() => undefined);
  let up = false;
  const finish = (end: CallEnd) => {
    answered.reject(new Error(`not answered: ${end.causeText} (${end.cause})`));
    ended.resolve(end);
    session.close();
  };
  session.on('event', (event: AmiMessage) => {
    if (event.Event === 'OriginateResponse' && event.Uniqueid === channelId && event.Response === 'Success') {
      up = true;
      answered.resolve(undefined);
    }
    const failedEarly =
      event.Event === 'OriginateResponse' && event.Response === 'Failure' && event.Uniqueid !== channelId;
    if (failedEarly) finish({ answered: false, cause: 0, causeText: 'no way to reach the called party' });
    if (event.Event === 'Hangup' && event.Uniqueid === channelId) {
      finish({ answered: up, cause: Number(event.Cause), causeText: event['Cause-txt'] ?? '' });
    }
  });
  session.on('closed', () => finish({ answered: up, cause: 0, causeText: 'the peer stopped' }));
  try {
    await session.action(originate(request, channelId));
  } catch (error) {
    session.close();
    throw error;
  }
  return {
    channelId,
    answered: answered.promise,
    ended: ended.promise,
    hangup: async () => {
      const asked = session.action({ Action: 'Hangup', Channel: channelId, Cause: 16 }).catch(() => undefined);
      // A call that is over has no session any more that would answer.
      await Promise.race([asked, ended.promise]);
      await ended.promise;
    },
  };
}
