import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { type Gateway, gatewayAddress, readSipProxy } from '@trunkline/contracts';
import { DataSource, GatewayRecords, ResolvedNames, TrunkEntity } from '@trunkline/persistence';
import type { AgentEnv } from '@trunkline/platform';
import { AGENT_ENV } from '../process/tokens.js';
import type { View } from './asterisk-view.js';
import { firstServer } from './first-server.js';
import { peerState } from './peer-state.js';
import { Phones } from './phones.js';
import { probeCarrier, type Silence } from './probe-carrier.js';
import { accountOf } from './registration-trace.js';
import { SipTrace } from './sip-trace.js';
import { type SourceFacts, SourceLook } from './source-facts.js';
import { type Judgement, type TrunkFacts, trunkState } from './trunk-state.js';

/** What a look into a silence found, and at which server (`host:port`, for people). */
interface FoundSilence {
  silence: Silence;
  server: string;
}

interface Probe {
  asked: string;
  at: number;
  found: FoundSilence;
}

const probeEvery = 4000;
const noTrouble: SourceFacts = { resolving: [], missing: [], kept: [], sharedWith: null };

/** Judges every trunk: joins what Asterisk says, what went over the wire and, in a silence, what the network says. */
@Injectable()
export class TrunkJudge {
  private readonly probes = new Map<string, Probe>();
  private readonly sources = new SourceLook();

  constructor(
    private readonly database: DataSource,
    private readonly trace: SipTrace,
    private readonly phones: Phones,
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
  ) {}

  async judge(view: View | null): Promise<{ id: string; judgement: Judgement }[]> {
    const trunks = await this.database.manager.find(TrunkEntity, {
      select: {
        ...{ id: true, ref: true, name: true, auth: true, host: true, port: true, gateways: true },
        ...{ sourceAddresses: true, identifyHeader: true },
        ...{ transport: true, verifyServer: true, optionsInterval: true, outboundProxy: true, enabled: true },
      },
    });
    const gateways = trunks.filter(({ enabled }) => enabled).flatMap((trunk) => trunk.gateways);
    this.trace.gateways.know(gateways.map((gateway) => `sip:${gatewayAddress(gateway)}`));
    for (const id of this.probes.keys()) if (!trunks.some((trunk) => trunk.id === id)) this.probes.delete(id);
    const sources = this.sources.at(trunks, await ResolvedNames.all(this.database.manager));
    const records = await GatewayRecords.all(this.database);
    const passedOver = records.filter(({ record }) => record.breaker !== 'closed');
    return Promise.all(
      trunks.map(async (trunk) => ({
        id: trunk.id,
        judgement: await this.judgeOne(
          trunk,
          {
            sources: sources.get(trunk.id) ?? noTrouble,
            passedOver: passedOver.filter(({ trunkId }) => trunkId === trunk.id).map(({ gateway }) => gateway),
          },
          view,
        ),
      })),
    );
  }

  private async judgeOne(
    trunk: TrunkEntity,
    found: Pick<TrunkFacts, 'sources' | 'passedOver'>,
    view: View | null,
  ): Promise<Judgement> {
    const { host, port, ref } = trunk;
    const registration = view?.registrations.get(ref);
    const account = registration === undefined ? '' : accountOf(registration.clientUri, registration.serverUri);
    const { registrations } = this.trace;
    const address = { host: host ?? '', port };
    const called = trunk.gateways.length > 0 && (registration === undefined || registration.status === 'Registered');
    const facts: TrunkFacts = {
      enabled: trunk.enabled,
      asterisk: view === null ? null : { endpoint: view.endpoints.get(ref), registration },
      carrier: called ? trunk.gateways.map(gatewayAddress).join(', ') : gatewayAddress(address),
      silentGateways: this.silentOf(trunk),
      optionsInterval: trunk.optionsInterval,
      lastAnswer: registrations.lastAnswerOf(account),
      outcome: registrations.outcomeOf(account),
      silence: undefined,
      ...found,
      now: Date.now(),
    };
    if (trunk.auth === 'peer_registers')
      return peerState({ ...facts, ref, ...this.phones.registeredAs(ref, facts.now) });
    const judgement = trunkState(facts);
    const isQuiet = judgement.status === 'registering' && facts.asterisk?.endpoint === 'offline';
    if (judgement.status !== 'unreachable' && !isQuiet) return judgement;
    const { silence, server } = await this.silenceOf(trunk, (called && trunk.gateways[0]) || address);
    return trunkState({ ...facts, silence, carrier: called && proxyOf(trunk) === null ? facts.carrier : server });
  }

  /** Why nothing comes back from an address of a trunk, or from the proxy that stands before it. */
  silenceOf(trunk: TrunkEntity, address: Pick<Gateway, 'host' | 'port'>): Promise<FoundSilence> {
    return this.probe(trunk, proxyOf(trunk) ?? address);
  }

  private silentOf({ gateways }: TrunkEntity): string[] {
    const now = Date.now();
    return gateways
      .filter((gateway) => this.trace.gateways.reachOf(`sip:${gatewayAddress(gateway)}`, now)?.reachable === false)
      .map(gatewayAddress);
  }

  private async probe(
    { id, transport, verifyServer }: TrunkEntity,
    address: Pick<Gateway, 'host' | 'port'>,
  ): Promise<FoundSilence> {
    const verifies = transport === 'tls' && verifyServer;
    const asked = `${gatewayAddress(address)};${transport}${verifies ? ';verified' : ''}`;
    const last = this.probes.get(id);
    if (last?.asked === asked && Date.now() - last.at < probeEvery) return last.found;
    const server = await firstServer(address, transport);
    const silence = await probeCarrier(server, transport, verifies ? await this.authorities() : null);
    const found = { silence, server: server.label };
    this.probes.set(id, { asked, at: Date.now(), found });
    return found;
  }

  /** Those that Asterisk trusts now, from the file that it reads. */
  private authorities(): Promise<string> {
    const path = join(this.env.ASTERISK_ETC_DIR, 'generated/current/tls_authorities.pem');
    return readFile(path, 'utf8').catch(() => '');
  }
}

/** The proxy that stands between: when it is silent, nothing is known of the carrier behind it. */
function proxyOf({ outboundProxy }: TrunkEntity): Pick<Gateway, 'host' | 'port'> | null {
  return outboundProxy === null ? null : readSipProxy(outboundProxy);
}
