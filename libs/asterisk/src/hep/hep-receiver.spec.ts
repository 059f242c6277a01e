import { createSocket } from 'node:dgram';
import { expect, it } from 'vitest';
import { sipDatagram } from './hep-packet.fixture.js';
import { HepReceiver, type SeenSipMessage } from './hep-receiver.js';

it('hands on SIP messages of the methods it is to look at, however written, and passes over everything else', async () => {
  const address = { host: '127.0.130.1', port: 9060 };
  const seen: SeenSipMessage[] = [];
  const log = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
  const receiver = new HepReceiver({
    ...address,
    methods: ['REGISTER', 'OPTIONS'],
    isWanted: (cseqMethod, startLine) => cseqMethod !== 'OPTIONS' || startLine !== 'SIP/2.0 403 Forbidden',
    onMessage: (message) => seen.push(message),
    log,
  });
  receiver.start();
  const sender = createSocket('udp4');
  const answer = (cseq: string) => `SIP/2.0 403 Forbidden\r\nCall-ID: x\r\n${cseq}\r\nTo: <sip:a@b>\r\n\r\n`;
  const send = () => {
    const refused = ['CSeq: 1 INVITE', 'CSeq: 4 OPTIONS', 'CSeq: 2 REGISTER', 'cseq:3   REGISTER'].map(answer);
    const sip = ['noise', ...refused];
    for (const bytes of [Buffer.from('noise'), ...sip.map(sipDatagram)]) sender.send(bytes, address.port, address.host);
  };
  const again = setInterval(send, 20);
  try {
    await expect.poll(() => seen.length).toBeGreaterThan(1);
    expect(seen[0]).toMatchObject({ status: 403, source: '127.0.0.2', destination: '127.0.0.3' });
    expect(new Set(seen.map(({ cseq }) => cseq))).toEqual(new Set([2, 3]));
  } finally {
    clearInterval(again);
    sender.close();
    receiver.stop();
  }
});
