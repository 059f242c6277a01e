import { request } from './request';

/** Asks Asterisk to end a call. That it ended is told by the live stream. */
export async function hangUp(callId: string): Promise<void> {
  await request('DELETE', `/calls/${callId}`);
}
