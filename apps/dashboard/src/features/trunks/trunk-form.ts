import {
  type CallerIdPolicy,
  type FailoverClass,
  type Gateway,
  type MediaEncryption,
  type Numbering,
  type PjsipOption,
  type SipTransport,
  sipDefaults,
  sipOptionsOf,
  type Trunk,
  type TrunkAuth,
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
  return { key: `row-${rows}`, ...gateway, port: gateway.port ?? '' };
}

/** The row that is added next: the address of the trunk as it is, then one that is asked after the others. */
export function nextGateway({ gateways, host, port }: TrunkValues): GatewayValues {
  if (gateways.length === 0) return gatewayRow({ host, port: numberOrNull(port), priority: 1, weight: 1 });
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

/** One user name of callers in the form; `isStored`: its password is kept while none is entered. */
interface CredentialValues {
  key: string;
  username: string;
  password: string;
  isStored: boolean;
}

function credentialRow(username: string, isStored: boolean): CredentialValues {
  rows += 1;
  return { key: `row-${rows}`, username, password: '', isStored };
}

/** The row that is added next. */
export const nextCredential = (): CredentialValues => credentialRow('', false);

/** What each way to know each other takes. */
export const authNeeds = (auth: TrunkAuth) => ({
  host: auth !== 'peer_registers',
  username: auth === 'register' || auth === 'digest',
  password: auth !== 'ip',
});

type SipNumber = 'sessionExpires' | 'sessionMinExpires' | 'jitterBufferMs' | 'optionsInterval';

/** A trunk as the form holds it: an empty text where the API says null. */
export interface TrunkValues
  extends Omit<TrunkSip, SipNumber | 'outboundProxy' | 'pjsipOptions'>,
    Record<SipNumber, number | string> {
  outboundProxy: string;
  pjsipOptions: PjsipOptionValues[];
  name: string;
  auth: TrunkAuth;
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
  /** Numbers as they are where the API says null. */
  numbering: Numbering;
  maxCalls: number | string;
  maxCallsPerSecond: number | string;
  mediaEncryption: MediaEncryption;
  verifyServer: boolean;
  gateways: GatewayValues[];
  failoverOn: FailoverClass[];
  alarmOn: FailoverClass[];
  breaker: { enabled: boolean; openAfterFailures: number | string };
  sourceAddresses: string[];
  identifyHeader: string;
  inboundCredentials: CredentialValues[];
  enabled: boolean;
}

const numbersAsTheyAre: Numbering = {
  countryCode: '',
  nationalPrefix: '',
  internationalPrefix: '00',
  out: 'as_dialled',
  in: 'as_sent',
};

/** Whether numbers are rewritten at all. */
export const rewritesNumbers = ({ out, in: taken }: Numbering): boolean => out !== 'as_dialled' || taken !== 'as_sent';

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
  numbering: numbersAsTheyAre,
  maxCalls: '',
  maxCallsPerSecond: '',
  mediaEncryption: 'none',
  verifyServer: true,
  gateways: [],
  failoverOn: ['unreachable', 'failed', 'forbidden'],
  alarmOn: ['forbidden'],
  breaker: { enabled: true, openAfterFailures: 5 },
  sourceAddresses: [],
  identifyHeader: '',
  inboundCredentials: [],
  ...sipDefaults,
  outboundProxy: '',
  pjsipOptions: [],
  enabled: true,
};

export function trunkValues(trunk: Trunk): TrunkValues {
  const { name, auth, port, transport, codecs, mediaEncryption, verifyServer, failoverOn, enabled } = trunk;
  const { sourceAddresses, alarmOn, breaker } = trunk;
  return {
    ...{ name, auth, port: port ?? '', transport, codecs, mediaEncryption, verifyServer, failoverOn, enabled },
    ...{ sourceAddresses, alarmOn, breaker },
    identifyHeader: trunk.identifyHeader ?? '',
    inboundCredentials: trunk.inboundCredentials.map(({ username }) => credentialRow(username, true)),
    host: trunk.host ?? '',
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
    numbering: trunk.numbering ?? numbersAsTheyAre,
    maxCalls: trunk.maxCalls ?? '',
    maxCallsPerSecond: trunk.maxCallsPerSecond ?? '',
  };
}

/** Body of `POST /trunks`, without what its way to know each other does not take. */
export function trunkBody(values: TrunkValues): TrunkCreate {
  const needs = authNeeds(values.auth);
  return {
    ...values,
    name: values.name.trim(),
    host: needs.host ? values.host.trim() : null,
    port: numberOrNull(values.port),
    username: needs.username ? emptyAsNull(values.username) : null,
    password: needs.password ? emptyAsNull(values.password) : null,
    fromUser: emptyAsNull(values.fromUser.trim()),
    fromDomain: emptyAsNull(values.fromDomain.trim()),
    callerId: emptyAsNull(values.callerId.trim()),
    numbering: rewritesNumbers(values.numbering) ? values.numbering : null,
    breaker: { ...values.breaker, openAfterFailures: numberOrNull(values.breaker.openAfterFailures) },
    maxCalls: numberOrNull(values.maxCalls),
    maxCallsPerSecond: numberOrNull(values.maxCallsPerSecond),
    sourceAddresses: values.sourceAddresses.map((source) => source.trim()),
    identifyHeader: needs.host ? emptyAsNull(values.identifyHeader.trim()) : null,
    inboundCredentials: needs.host ? values.inboundCredentials.map(credentialBody) : [],
    sessionExpires: numberOrNull(values.sessionExpires),
    sessionMinExpires: numberOrNull(values.sessionMinExpires),
    jitterBufferMs: numberOrNull(values.jitterBufferMs),
    optionsInterval: numberOrNull(values.optionsInterval),
    outboundProxy: needs.host ? emptyAsNull(values.outboundProxy.trim()) : null,
    pjsipOptions: values.pjsipOptions.map(({ object, option, value }) => ({ object, option, value: value.trim() })),
    gateways: (needs.host ? values.gateways : []).map(({ host, port, priority, weight }) => ({
      host: host.trim(),
      port: numberOrNull(port),
      priority: numberOrNull(priority),
      weight: numberOrNull(weight),
    })),
  } as TrunkCreate;
}

/** Without a password the stored one is kept. */
function credentialBody({ username, password }: CredentialValues) {
  return { username: username.trim(), ...(password === '' ? {} : { password }) };
}

/** Body of `PATCH /trunks/{id}`; an empty password field keeps the stored one as long as one is needed. */
function trunkPatch(trunk: Trunk, values: TrunkValues): TrunkPatch {
  const { password: _before, ...before } = trunkBody(trunkValues(trunk));
  const { password, ...after } = trunkBody(values);
  const dropped = !authNeeds(values.auth).password && trunk.hasPassword;
  return { ...changedFields(before, after), ...(password !== null || dropped ? { password } : {}) };
}

/** Errors by field; `hasPassword` says that one is stored already. */
export async function trunkErrors(values: TrunkValues, hasPassword: boolean): Promise<Record<string, string>> {
  const errors = await contractErrors('trunkCreateSchema', trunkBody(values));
  const needs = authNeeds(values.auth);
  if (needs.username && values.username === '') errors.username = i18next.t('trunkOptions.usernameNeeded');
  if (needs.password && values.password === '' && !hasPassword)
    errors.password = i18next.t('trunkOptions.passwordNeeded');
  for (const [index, { password, isStored }] of (needs.host ? values.inboundCredentials : []).entries()) {
    if (password !== '' || isStored) continue;
    errors[`inboundCredentials.${index}.password`] = i18next.t('trunkOptions.passwordNeeded');
  }
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
