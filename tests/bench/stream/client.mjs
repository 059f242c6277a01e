// The client of the stream whose lag is measured, in a process with a small heap: `client.mjs URL KEY CALLS`. It stands for a
// machine of its own, and what collects its garbage would otherwise take the processors from those that it measures. Says `ready`,
// then, once that many calls have ended, a line of JSON: when it was shown each call as answered, in milliseconds since 1970, by
// the number that calls.
import { io } from 'socket.io-client';

const [url, apiKey, calls] = process.argv.slice(2);
const answered = {};
let ended = 0;

// Who started it has gone.
process.stdin.on('end', () => process.exit()).resume();

const socket = io(`${url}/live`, { auth: { apiKey }, transports: ['websocket'] });
socket.once('snapshot', () => console.log('ready'));
socket.on('event', ({ type, data }) => {
  if (!type.startsWith('call.')) return;
  if (data.answeredAt !== null) answered[data.from.number] ??= Date.now();
  if (type !== 'call.ended') return;
  ended += 1;
  if (ended === Number(calls)) process.stdout.write(`${JSON.stringify(answered)}\n`, () => process.exit());
});
