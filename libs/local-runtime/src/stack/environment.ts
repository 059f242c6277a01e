import { join } from 'node:path';
import { ports, type Slot } from '../slot.js';
import type { StackSecrets } from './secrets.js';

/** What the settings of api and agent follow from. */
export interface StackFacts {
  slot: Slot;
  secrets: StackSecrets;
  httpPort: number;
  databaseUrl: string;
  stateDir: string;
  pbx: { etc: string; cel: string };
  projectDir: string;
}

/** Settings of both processes. Secrets go by file, so that they stand in no process list. */
export function sharedEnv(facts: StackFacts): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: facts.databaseUrl,
    TRUNKLINE_NODE_ID: 'node-1',
    TRUNKLINE_KEY_FILE: facts.secrets.file('key'),
    TRUNKLINE_NODE_TOKEN_FILE: facts.secrets.file('node-token'),
  };
}

export function apiEnv(facts: StackFacts): NodeJS.ProcessEnv {
  const { slot } = facts;
  return {
    ...sharedEnv(facts),
    HTTP_HOST: slot.host,
    HTTP_PORT: String(facts.httpPort),
    AGENT_HOST: slot.host,
    AGENT_PORT: String(ports.agentCommands),
    DASHBOARD_DIR: join(facts.projectDir, 'dist/dashboard'),
    // Whoever tries webhooks on this machine has their receiver on this machine.
    WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8,::1/128',
  };
}

export function agentEnv(facts: StackFacts): NodeJS.ProcessEnv {
  const { slot, secrets } = facts;
  return {
    ...sharedEnv(facts),
    ASTERISK_ETC_DIR: facts.pbx.etc,
    CEL_DIR: facts.pbx.cel,
    STATE_DIR: join(facts.stateDir, 'agent'),
    ARI_URL: `http://${slot.pbx}:${ports.ari}`,
    ARI_USERNAME: 'trunkline',
    ARI_PASSWORD_FILE: secrets.file('ari-password'),
    RELAY_URL: `ws://${slot.host}:${ports.relayForAgent}`,
    HEP_HOST: slot.host,
    HEP_PORT: String(ports.agentHep),
    COMMAND_HOST: slot.host,
    COMMAND_PORT: String(ports.agentCommands),
    HEALTH_HOST: slot.host,
    HEALTH_PORT: String(ports.agentHealth),
  };
}

export function relayEnv({ slot, secrets }: Pick<StackFacts, 'slot' | 'secrets'>): NodeJS.ProcessEnv {
  return {
    TRUNKLINE_NODE_TOKEN_FILE: secrets.file('node-token'),
    RELAY_HOST: slot.host,
    RELAY_ASTERISK_PORT: String(ports.relayForAsterisk),
    RELAY_AGENT_PORT: String(ports.relayForAgent),
  };
}

/** Values of the PBX's templates (asterisk-config/static). `sipBind` is where phones and carriers reach it. */
export function pbxValues(slot: Slot, secrets: StackSecrets, sipBind: string) {
  return {
    SYSTEMNAME: `trunkline-${slot.number}`,
    SIP_BIND: sipBind,
    SIP_PORT: ports.sip,
    RTP_START: ports.rtpStart,
    RTP_END: ports.rtpEnd,
    ARI_BIND: slot.pbx,
    ARI_PORT: ports.ari,
    ARI_PASSWORD: secrets.ariPassword,
    RELAY_URL: `ws://${slot.host}:${ports.relayForAsterisk}/`,
    RELAY_PASSWORD: secrets.nodeToken,
    HEP_ADDRESS: `${slot.host}:${ports.agentHep}`,
  };
}
