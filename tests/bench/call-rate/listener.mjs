// Listens to all that an Asterisk is asked to tell of its calls, and does nothing with it: `listener.mjs URL HEP TYPES`, where
// TYPES are the events that are not wanted. Says `ready` when Asterisk tells it.
import { createSocket } from 'node:dgram';
import { WebSocket } from 'ws';

const [url, hep, types] = process.argv.slice(2);
const [address, port] = hep.split(':');
createSocket('udp4').bind(Number(port), address);
const headers = { authorization: `Basic ${btoa('bench:bench')}`, 'content-type': 'application/json' };

async function ask(method, path, body) {
  const answer = await fetch(`${url}/ari/applications/bench/${path}`, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}

new WebSocket(`${url.replace('http', 'ws')}/ari/events?app=bench&api_key=bench:bench`).on('open', async () => {
  await ask('POST', 'subscription?eventSource=channel:,bridge:');
  await ask('PUT', 'eventFilter', { disallowed: types.split(',').map((type) => ({ type })) });
  console.log('ready');
});
