// Listens to what an Asterisk is asked to tell of its calls, and does nothing with it: `listener.mjs HEP [URL TYPES]`, to copies
// of SIP messages and, with a URL, to events but those of TYPES. Says `ready` when Asterisk tells it.
import { createSocket } from 'node:dgram';
import { WebSocket } from 'ws';

const [hep, url, types] = process.argv.slice(2);
const [address, port] = hep.split(':');
createSocket('udp4').bind(Number(port), address, () => {
  if (!url) console.log('ready');
});
const headers = { authorization: `Basic ${btoa('bench:bench')}`, 'content-type': 'application/json' };

async function ask(method, path, body) {
  const answer = await fetch(`${url}/ari/applications/bench/${path}`, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}

if (url) {
  new WebSocket(`${url.replace('http', 'ws')}/ari/events?app=bench&api_key=bench:bench`).on('open', async () => {
    await ask('POST', 'subscription?eventSource=channel:,bridge:');
    await ask('PUT', 'eventFilter', { disallowed: types.split(',').map((type) => ({ type })) });
    console.log('ready');
  });
}
