// Clients of the stream that take everything and look at nothing: `crowd.mjs URL KEY CLIENTS`. They stand for machines of their
// own: what they cost beyond what they take from the API is no figure of the bench, so they share one buffer and have the lowest
// priority. Says `ready`; once its standard input ends, a line of JSON: how many connections ended before, and the fewest and the
// most bytes that one of them took.
import { connect } from 'node:net';
import { constants, setPriority } from 'node:os';

const [url, apiKey, clients] = process.argv.slice(2);
const { hostname, port } = new URL(url);
const buffer = Buffer.alloc(65_536);
const taken = Array.from({ length: Number(clients) }, () => 0);
let ended = 0;

setPriority(constants.priority.PRIORITY_LOW);

function follow(client) {
  return new Promise((resolve, reject) => {
    const callback = (size) => {
      if (taken[client] === 0) {
        const answer = buffer.toString('latin1', 0, Math.min(size, 12));
        if (answer === 'HTTP/1.1 200') resolve();
        else reject(new Error(`the stream answered ${answer}`));
      }
      taken[client] += size;
      return true;
    };
    const socket = connect({ port: Number(port), host: hostname, onread: { buffer, callback } });
    socket.once('error', reject).once('close', () => {
      ended += 1;
    });
    socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${apiKey}\r\n\r\n`);
  });
}

await Promise.all(taken.map((_, client) => follow(client)));
console.log('ready');
process.stdin
  .on('end', () => {
    const text = JSON.stringify({ ended, fewest: Math.min(...taken), most: Math.max(...taken) });
    process.stdout.write(`${text}\n`, () => process.exit());
  })
  .resume();
