/**
 * The id of the channel that calls `number` to test a trunk. Nobody of ours calls, so this is what tells a call out from one
 * that comes in: a channel has the same endpoint both ways.
 */
export const testCallChannel = (number: string, testId: string): string => `test-${number}-${testId}`;

/** The number that is called to test a trunk; null for any other channel. */
export function testedNumber(channelId: string): string | null {
  return /^test-(\+?\d{2,15})-[0-9a-f-]{36}$/.exec(channelId)?.[1] ?? null;
}
