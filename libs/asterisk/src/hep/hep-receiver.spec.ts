import { createSocket } from 'node:dgram';
import { expect, it } from 'vitest';
import { sipDatagram } from './hep-packet.fixture.js';
import { HepReceiver, type SeenSipMessage } from './hep-receiver.js';

it('hands on SIP messages and passes over everything else', async () => {
  const address = { host: '127.0.130.1', port: 9060 };
  let resolve: (message: SeenSipMessage) => void = () => {};
  const promise = new Promise<SeenSipMessage>((settle) => {
    resolve = settle;
  });
  const log = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
  const receiver = new HepReceiver({ ...address, onMessage: (message) => resolve(message), log });
  receiver.start();
  const sender = createSocket('udp4');
  const wanted = 'SIP/2.0 403 Forbidden\r\nCall-ID: x\r\nCSeq: 2 REGISTER\r\nTo: <sip:a@b>\r\n\r\n';
  const send = () => {
    for (const bytes of [Buffer.from('noise'), sipDatagram('noise'), sipDatagram(wanted)])
      sender.send(bytes, address.port, address.host);
  };
  const again = setInterval(send, 20);
  try {
    expect(await promise).toMatchObject({ status: 403, source: '127.0.0.2', destination: '127.0.0.3' });
  } finally {
    clearInterval(again);
    sender.close();
    receiver.stop();
  }
});
