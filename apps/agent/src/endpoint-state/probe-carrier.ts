import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect, isIP } from 'node:net';
import type { SipTransport } from '@trunkline/contracts';
import type { SipServer } from './first-server.js';
import { type Authorities, probeTls, type TlsTrouble } from './probe-tls.js';

/** Why nothing comes back from a carrier, as far as the operating system knows. */
export type Silence = 'name_not_resolved' | 'connection_refused' | 'no_answer' | TlsTrouble;

const patience = 1000;
const nameServerPatience = 2500;

/**
 * Looks into a silence that Asterisk does not explain. By UDP it sends the empty lines that keep a binding open (RFC
 * 5626 section 3.5.1), which SIP servers pass over; a host without a server answers them with an ICMP error. By TLS it
 * goes as far as the certificate, which must be by one of `authorities`.
 */
export async function probeCarrier(
  { host, port, name }: SipServer,
  transport: SipTransport,
  authorities: Authorities,
): Promise<Silence> {
  const address = isIP(host) ? host : await resolved(host);
  if (address === null) return 'name_not_resolved';
  if (transport === 'tls') return (await probeTls({ address, port, name }, authorities)) ?? 'no_answer';
  const refused = await (transport === 'tcp' ? tcpRefused : udpRefused)(address, port);
  return refused ? 'connection_refused' : 'no_answer';
}

async function resolved(host: string): Promise<string | null> {
  const nobody = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), nameServerPatience).unref();
  });
  const found = lookup(host).then(
    ({ address }) => address,
    () => null,
  );
  return Promise.race([found, nobody]);
}

function tcpRefused(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patience });
    const end = (refused: boolean) => {
      socket.destroy();
      resolve(refused);
    };
    socket.on('connect', () => end(false));
    socket.on('timeout', () => end(false));
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code === 'ECONNREFUSED'));
  });
}

function udpRefused(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    let over = false;
    const end = (refused: boolean) => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      socket.close();
      resolve(refused);
    };
    const timer = setTimeout(() => end(false), patience);
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code === 'ECONNREFUSED'));
    // Without a route there is no connection, and sending anyway would end the process.
    socket.connect(port, host, (error?: Error) => (error ? end(false) : socket.send('\r\n\r\n')));
  });
}
