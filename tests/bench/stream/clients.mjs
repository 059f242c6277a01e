// The clients of the stream, in a process with a small heap: `clients.mjs URL KEY CLIENTS CALLS`. It stands for machines of
// their own, and what collects its garbage would otherwise take the processors from those that it measures. Says `ready`, then,
// once that many calls have ended, a line of JSON: when the first client was shown each call as answered, in milliseconds
// since 1970, by the number that calls. The other clients take everything and look at nothing: what they cost is the API's.
import { connect } from 'node:net';
import { io } from 'socket.io-client';

const [url, apiKey, clients, calls] = process.argv.slice(2);
const { hostname, port } = new URL(url);
const answered = {};
let ended = 0;

// Who started it has gone.
process.stdin.on('end', () => process.exit()).resume();

// One buffer for all of them: memory for each read would be the bench's own cost.
const buffer = Buffer.alloc(65_536);

function otherClient() {
  return new Promise((resolve, reject) => {
    const callback = (size) => {
      const answer = buffer.toString('latin1', 0, Math.min(size, 12));
      if (answer === 'HTTP/1.1 200') resolve();
      else reject(new Error(`the stream answered ${answer}`));
      return true;
    };
    const socket = connect({ port: Number(port), host: hostname, onread: { buffer, callback } });
    socket.once('error', reject);
    socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${apiKey}\r\n\r\n`);
  });
}

await Promise.all(Array.from({ length: Number(clients) - 1 }, otherClient));
const socket = io(`${url}/live`, { auth: { apiKey }, transports: ['websocket'] });
socket.once('snapshot', () => console.log('ready'));
socket.on('event', ({ type, data }) => {
  if (!type.startsWith('call.')) return;
  if (data.answeredAt !== null) answered[data.from.number] ??= Date.now();
  if (type !== 'call.ended') return;
  ended += 1;
  if (ended === Number(calls)) process.stdout.write(`${JSON.stringify(answered)}\n`, () => process.exit());
});
