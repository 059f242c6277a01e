import {
  type CallerIdPolicy,
  type FailoverClass,
  type Gateway,
  type MediaEncryption,
  type PjsipOption,
  type SipTransport,
  sipDefaults,
  sipOptionsOf,
  type Trunk,
  type TrunkCreate,
  type TrunkPatch,
  type TrunkSip,
} from '@trunkline/contracts';
import i18next from 'i18next';
import { changedFields } from '../../shared/changed-fields';
import { contractErrors } from '../../shared/contract-validation';
import type { FormShape } from '../../shared/merge/form-shape';

/** One gateway in the form; `key` keeps rows apart while they are added and removed. */
export interface GatewayValues {
  key: string;
  host: string;
  port: number | string;
  priority: number | string;
  weight: number | string;
}

let rows = 0;

function gatewayRow(gateway: Gateway): GatewayValues {
  rows += 1;
  return { key: `row-${rows}`, ...gateway };
}

/** The row that is added next: the address of the trunk as it is, then one that is asked after the others. */
export function nextGateway({ gateways, host, port }: TrunkValues): GatewayValues {
  if (gateways.length === 0) return gatewayRow({ host, port: Number(port) || 5060, priority: 1, weight: 1 });
  const last = Math.max(...gateways.map(({ priority }) => Number(priority)));
  return gatewayRow({ host: '', port: 5060, priority: Math.min(100, last + 1), weight: 1 });
}

/** One option of pjsip.conf in the form. */
export interface PjsipOptionValues extends PjsipOption {
  key: string;
}

function pjsipOptionRow(option: PjsipOption): PjsipOptionValues {
  rows += 1;
  return { key: `row-${rows}`, ...option };
}

/** The row that is added next. */
export const nextPjsipOption = (): PjsipOptionValues => pjsipOptionRow({ object: 'endpoint', option: '', value: '' });

type SipNumber = 'sessionExpires' | 'sessionMinExpires' | 'jitterBufferMs' | 'optionsInterval';

/** A trunk as the form holds it: an empty text where the API says null. */
export interface TrunkValues
  extends Omit<TrunkSip, SipNumber | 'outboundProxy' | 'pjsipOptions'>,
    Record<SipNumber, number | string> {
  outboundProxy: string;
  pjsipOptions: PjsipOptionValues[];
  name: string;
  auth: 'register' | 'ip';
  host: string;
  port: number | string;
  transport: SipTransport;
  username: string;
  password: string;
  codecs: string[];
  fromUser: string;
  fromDomain: string;
  callerId: string;
  callerIdPolicy: CallerIdPolicy;
  maxCalls: number | string;
  mediaEncryption: MediaEncryption;
  verifyServer: boolean;
  gateways: GatewayValues[];
  failoverOn: FailoverClass[];
  enabled: boolean;
}

export const newTrunk: TrunkValues = {
  name: '',
  auth: 'register',
  host: '',
  port: 5060,
  transport: 'udp',
  username: '',
  password: '',
  codecs: ['ulaw', 'alaw'],
  fromUser: '',
  fromDomain: '',
  callerId: '',
  callerIdPolicy: 'always',
  maxCalls: '',
  mediaEncryption: 'none',
  verifyServer: true,
  gateways: [],
  failoverOn: ['unreachable', 'failed', 'forbidden'],
  ...sipDefaults,
  outboundProxy: '',
  pjsipOptions: [],
  enabled: true,
};

export function trunkValues(trunk: Trunk): TrunkValues {
  const { name, auth, host, port, transport, codecs, mediaEncryption, verifyServer, failoverOn, enabled } = trunk;
  return {
    ...{ name, auth, host, port, transport, codecs, mediaEncryption, verifyServer, failoverOn, enabled },
    ...sipOptionsOf(trunk),
    outboundProxy: trunk.outboundProxy ?? '',
    pjsipOptions: trunk.pjsipOptions.map(pjsipOptionRow),
    password: '',
    gateways: trunk.gateways.map(gatewayRow),
    username: trunk.username ?? '',
    fromUser: trunk.fromUser ?? '',
    fromDomain: trunk.fromDomain ?? '',
    callerId: trunk.callerId ?? '',
    callerIdPolicy: trunk.callerIdPolicy,
    maxCalls: trunk.maxCalls ?? '',
  };
}

/** Body of `POST /trunks`: a trunk known by its address has no credentials. */
export function trunkBody(values: TrunkValues): TrunkCreate {
  const registers = values.auth === 'register';
  return {
    ...values,
    name: values.name.trim(),
    host: values.host.trim(),
    port: Number(values.port),
    username: registers ? emptyAsNull(values.username) : null,
    password: registers ? emptyAsNull(values.password) : null,
    fromUser: emptyAsNull(values.fromUser.trim()),
    fromDomain: emptyAsNull(values.fromDomain.trim()),
    callerId: emptyAsNull(values.callerId.trim()),
    maxCalls: numberOrNull(values.maxCalls),
    sessionExpires: numberOrNull(values.sessionExpires),
    sessionMinExpires: numberOrNull(values.sessionMinExpires),
    jitterBufferMs: numberOrNull(values.jitterBufferMs),
    optionsInterval: numberOrNull(values.optionsInterval),
    outboundProxy: emptyAsNull(values.outboundProxy.trim()),
    pjsipOptions: values.pjsipOptions.map(({ object, option, value }) => ({ object, option, value: value.trim() })),
    gateways: values.gateways.map(({ host, port, priority, weight }) => ({
      host: host.trim(),
      port: numberOrNull(port),
      priority: numberOrNull(priority),
      weight: numberOrNull(weight),
    })),
  } as TrunkCreate;
}

/** Body of `PATCH /trunks/{id}`; an empty password field keeps the stored one as long as the trunk registers. */
function trunkPatch(trunk: Trunk, values: TrunkValues): TrunkPatch {
  const { password: _before, ...before } = trunkBody(trunkValues(trunk));
  const { password, ...after } = trunkBody(values);
  const dropped = values.auth === 'ip' && trunk.hasPassword;
  return { ...changedFields(before, after), ...(password !== null || dropped ? { password } : {}) };
}

/** Errors by field; `hasPassword` says that one is stored already. */
export async function trunkErrors(values: TrunkValues, hasPassword: boolean): Promise<Record<string, string>> {
  const body = { ...trunkBody(values), port: numberOrNull(values.port) };
  const errors = await contractErrors('trunkCreateSchema', body);
  if (values.auth !== 'register') return errors;
  if (values.username === '') errors.username = i18next.t('trunks.usernameNeeded');
  if (values.password === '' && !hasPassword) errors.password = i18next.t('trunks.passwordNeeded');
  return errors;
}

function numberOrNull(value: number | string): number | null {
  return value === '' ? null : Number(value);
}

function emptyAsNull(text: string): string | null {
  return text === '' ? null : text;
}

/** How the form holds a trunk. */
export const trunkShape: FormShape<Trunk, TrunkValues> = {
  values: trunkValues,
  fields: (values) => {
    const { password: _, ...fields } = trunkBody(values);
    return fields;
  },
  patch: trunkPatch,
  secrets: ['password'],
};
