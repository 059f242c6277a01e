/** Addresses and ports of one set of processes. Ports are constant, the addresses differ by slot. */
export interface Slot {
  readonly number: number;
  /** Postgres, event relay, agent, api. */
  readonly host: string;
  readonly pbx: string;
  readonly carrier: string;
  readonly phones: string;
  /** Second address of the carrier: what is sent there is trusted by address instead of digest. */
  readonly ipCarrier: string;
  /** Address of the n-th further peer of a test (SIPp and the like), n from 0 to 200. */
  peer(n: number): string;
}

/** Ports of every slot. */
export const ports = {
  api: 8080,
  relayForAsterisk: 8090,
  relayForAgent: 8093,
  agentCommands: 8091,
  agentHealth: 8092,
  agentHep: 9060,
  postgres: 5433,
  ari: 8088,
  ami: 5038,
  sip: 5060,
  sipTls: 5061,
  rtpStart: 10_000,
  rtpEnd: 19_999,
} as const;

/**
 * The loopback addresses of a slot: 0 is the lab of `npm start`, 1 to 250 belong to tests.
 * Every Asterisk binds an explicit address of its own, because two of them on 0.0.0.0 see each other's calls.
 */
export function slot(number: number): Slot {
  if (!Number.isInteger(number) || number < 0 || number > 250) {
    throw new RangeError(`a slot is a whole number from 0 to 250, not ${number}`);
  }
  const at = (last: number) => `127.0.${number}.${last}`;
  return {
    number,
    host: at(1),
    pbx: at(2),
    carrier: at(3),
    phones: at(4),
    ipCarrier: at(5),
    peer: (n) => at(10 + n),
  };
}
