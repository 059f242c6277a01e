// A Stasis application as its examples are written: it originates the other leg, answers, and bridges the two. It runs as a
// process of its own: `stasis-app.mjs URL`. Says `ready` when Asterisk sends it calls.
import ari from 'ari-client';

const app = 'bench';
const client = await ari.connect(process.argv[2], 'bench', 'bench');
// One of the two legs may have gone before the other hears of it.
const gone = (error) => {
  if (!/not found|Channel not in|Allocation failed/i.test(String(error?.message))) console.error(error?.message);
};

client.on('StasisStart', async ({ args }, incoming) => {
  if (args[0] === 'dialled') return;
  const dialled = client.Channel();
  const bridge = client.Bridge();
  incoming.once('StasisEnd', () => dialled.hangup().catch(gone));
  dialled.once('ChannelDestroyed', () => {
    incoming.hangup().catch(gone);
    bridge.destroy().catch(gone);
  });
  dialled.once('StasisStart', async () => {
    try {
      await incoming.answer();
      await bridge.create({ type: 'mixing' });
      await bridge.addChannel({ channel: [incoming.id, dialled.id] });
    } catch (error) {
      gone(error);
    }
  });
  dialled.originate({ endpoint: 'PJSIP/callee', app, appArgs: 'dialled' }).catch(gone);
});
await client.start(app);
console.log('ready');
