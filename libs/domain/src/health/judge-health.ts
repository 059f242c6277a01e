import {
  expiresSoonDays,
  type HealthCheck,
  type HealthCode,
  type HealthItem,
  type HealthState,
  type NodeHealth,
  type StagedSetting,
  type SystemHealth,
} from '@trunkline/contracts';
import { healthTexts } from './health-texts.js';
import { sizeInWords } from './size-in-words.js';

/** What the checks look at, beside what is told of it. */
export interface HealthFacts extends Omit<SystemHealth, 'state' | 'items'> {
  /** What Asterisk takes only when it starts. */
  restartRequired: readonly StagedSetting[];
  /** Those that are in use; null: the caller may not know of them. */
  certificates: readonly { name: string; notAfter: Date }[] | null;
}

const dayMs = 86_400_000;

/** From where on a figure is a warning, and from where on a problem. */
const limits = {
  configWaitsMs: 30_000,
  recordsWaitMs: 60_000,
  heldEventsMs: 5000,
  webhooksWaitMs: 5 * 60_000,
  databaseMs: 250,
  connections: 0.85,
  streamBehind: 1000,
  disk: { low: { bytes: 1024 ** 3, share: 0.1 }, full: { bytes: 200 * 1024 ** 2, share: 0.02 } },
};

/** A verdict before its words are filled in. */
interface Finding {
  state: HealthState;
  code: HealthCode;
  since?: string | null;
  detail?: string | null;
  values?: HealthItem['values'];
}

/** Judges what is known, troubles first. Pure: the same facts give the same items. */
export function judgeHealth(facts: HealthFacts): { state: HealthState; items: HealthItem[] } {
  const items = [
    ...(facts.nodes.length === 0
      ? [item('agent', null, { state: 'problem', code: 'agent_never_seen' })]
      : facts.nodes.flatMap((node) => judgeNode(node, facts))),
    item('configuration', null, configuration(facts)),
    item('database', null, database(facts)),
    item('stream', null, stream(facts)),
    ...(facts.certificates === null ? [] : [item('certificates', null, certificates(facts.certificates, now(facts)))]),
    ...(facts.webhooks === null ? [] : [item('webhooks', null, webhooks(facts.webhooks, now(facts)))]),
  ];
  const order: HealthState[] = ['problem', 'warning', 'ok'];
  const sorted = items.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return { state: sorted[0]?.state ?? 'ok', items: sorted };
}

function judgeNode(node: NodeHealth, facts: HealthFacts): HealthItem[] {
  const { id } = node;
  const isKnown = node.agentUp;
  return [
    item('agent', id, agent(node, facts)),
    item('owner', id, owner(node)),
    item('asterisk', id, asterisk(node)),
    ...(isKnown ? [item('restart', id, restart(node, facts)), item('relay', id, relay(node, facts))] : []),
    ...(facts.records === null ? [] : [item('records', id, records(node, facts))]),
    ...(isKnown ? disks(node) : []),
  ];
}

function agent({ agentUp, lastSeenAt, figures }: NodeHealth, { api }: HealthFacts): Finding | null {
  if (!agentUp) return { state: 'problem', code: 'agent_silent', since: lastSeenAt };
  if (figures === null || figures.version === api.version) return null;
  return { state: 'warning', code: 'agent_version', values: { agent: figures.version, api: api.version } };
}

function owner({ owner: lease, agentUp }: NodeHealth): Finding | null {
  if (lease === null || !lease.expired || !agentUp) return null;
  return { state: 'warning', code: 'owner_expired', values: { holder: lease.holder } };
}

function asterisk({ agentUp, lastSeenAt, asterisk: { status, detail, since }, figures }: NodeHealth): Finding | null {
  if (!agentUp) return { state: 'warning', code: 'asterisk_unknown', since: lastSeenAt };
  if (status === 'down') return { state: 'problem', code: 'asterisk_down', detail, since };
  if (status === 'degraded') return { state: 'warning', code: 'asterisk_degraded', detail, since };
  return figures !== null && figures.controlMs === null ? { state: 'warning', code: 'control_down' } : null;
}

function restart({ restart: asked }: NodeHealth, { restartRequired }: HealthFacts): Finding | null {
  if (asked === null) return restartRequired.length > 0 ? { state: 'warning', code: 'restart_wanted' } : null;
  const { status, requestedAt: since, reason: detail } = asked;
  if (status === 'failed') return { state: 'problem', code: 'restart_failed', since, detail };
  return { state: 'warning', code: status === 'waiting' ? 'restart_waiting' : 'restart_running', since };
}

function relay({ figures }: NodeHealth, facts: HealthFacts): Finding | null {
  if (figures === null) return null;
  if (!figures.relay) return { state: 'problem', code: 'relay_away' };
  const held = figures.heldEvents;
  return held !== null && isOlder(held.since, limits.heldEventsMs, facts)
    ? { state: 'warning', code: 'events_waiting', since: held.since }
    : null;
}

function records({ agentUp, records: { status, detail, since } }: NodeHealth, facts: HealthFacts): Finding | null {
  const waiting = facts.records;
  if (agentUp && status !== 'up') {
    return { state: status === 'down' ? 'problem' : 'warning', code: 'records_degraded', detail, since };
  }
  if (!waiting?.waitingSince || !isOlder(waiting.waitingSince, limits.recordsWaitMs, facts)) return null;
  const values = { count: waiting.waiting };
  return { state: 'warning', code: 'records_waiting', since: waiting.waitingSince, values };
}

function disks({ id, figures }: NodeHealth): HealthItem[] {
  return (figures?.disks ?? []).map(({ holds, freeBytes, totalBytes }) => {
    const isBelow = ({ bytes, share }: { bytes: number; share: number }) =>
      freeBytes < Math.min(bytes, Math.max(share * totalBytes, bytes / 10));
    const values = { free: sizeInWords(freeBytes), total: sizeInWords(totalBytes), holds: holds.join(', ') };
    if (isBelow(limits.disk.full)) return item('disk', id, { state: 'problem', code: 'disk_full', values });
    if (isBelow(limits.disk.low)) return item('disk', id, { state: 'warning', code: 'disk_low', values });
    return { ...item('disk', id, null), values };
  });
}

function configuration(facts: HealthFacts): Finding | null {
  const { waiting, waitingSince, refused } = facts.configuration;
  if (refused > 0) return { state: 'warning', code: 'config_refused', values: { count: refused } };
  if (waitingSince === null || !isOlder(waitingSince, limits.configWaitsMs, facts)) return null;
  return { state: 'warning', code: 'config_waiting', since: waitingSince, values: { count: waiting } };
}

function database({ database: { answerMs, connections, maxConnections } }: HealthFacts): Finding | null {
  if (connections > limits.connections * maxConnections) {
    const values = { used: connections, most: maxConnections };
    return { state: 'warning', code: 'database_connections', values };
  }
  if (answerMs <= limits.databaseMs) return null;
  return { state: 'warning', code: 'database_slow', values: { ms: answerMs } };
}

function stream({ stream: { behind } }: HealthFacts): Finding | null {
  return behind > limits.streamBehind ? { state: 'warning', code: 'stream_behind', values: { count: behind } } : null;
}

function webhooks({ waiting, waitingSince, off }: NonNullable<SystemHealth['webhooks']>, at: number): Finding | null {
  if (waitingSince !== null && at - Date.parse(waitingSince) > limits.webhooksWaitMs) {
    return { state: 'warning', code: 'webhooks_waiting', since: waitingSince, values: { count: waiting } };
  }
  return off > 0 ? { state: 'warning', code: 'webhooks_off', values: { count: off } } : null;
}

/** The one that ends first. */
function certificates(inUse: NonNullable<HealthFacts['certificates']>, at: number): Finding | null {
  const [first] = inUse.toSorted((a, b) => a.notAfter.getTime() - b.notAfter.getTime());
  if (first === undefined) return null;
  const days = Math.floor((first.notAfter.getTime() - at) / dayMs);
  const values = { name: first.name, days };
  if (days < 0) return { state: 'problem', code: 'certificate_expired', values };
  return days < expiresSoonDays ? { state: 'warning', code: 'certificate_expiring', values } : null;
}

const now = ({ at }: HealthFacts): number => Date.parse(at);

function isOlder(since: string, ms: number, facts: HealthFacts): boolean {
  return now(facts) - Date.parse(since) > ms;
}

function item(check: HealthCheck, nodeId: string | null, finding: Finding | null): HealthItem {
  if (finding === null) {
    const nothing = { code: null, reason: null, advice: null, detail: null, since: null, values: {} };
    return { check, nodeId, state: 'ok', ...nothing };
  }
  const { state, code, since = null, detail = null, values = {} } = finding;
  const [reason, advice] = healthTexts[code];
  return { check, nodeId, state, code, reason: filled(reason, values), advice, detail, since, values };
}

function filled(text: string, values: HealthItem['values']): string {
  return text.replace(/\{(\w+)\}/g, (_place, name: string) => String(values[name] ?? ''));
}
