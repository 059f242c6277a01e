import { setTimeout as delay } from 'node:timers/promises';
import type { PlacedCall } from '@trunkline/local-runtime';

/** Says what becomes of a call, hangs up `seconds` after the answer; resolves with the exit code of the command. */
export async function follow(call: PlacedCall, seconds: number): Promise<number> {
  const hangup = () => void call.hangup();
  process.once('SIGINT', hangup);
  try {
    await call.answered;
    console.log('answered');
    await Promise.race([delay(seconds * 1000, undefined, { ref: false }), call.ended]);
    await call.hangup();
    const end = await call.ended;
    console.log(`ended: ${end.causeText} (${end.cause})`);
    return 0;
  } catch {
    const end = await call.ended;
    console.log(`not answered: ${end.causeText} (${end.cause})`);
    return 1;
  } finally {
    process.off('SIGINT', hangup);
  }
}
