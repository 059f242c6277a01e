import type {
  AreaCallerId,
  FailoverClass,
  OutboundRoute,
  OutboundRouteCreate,
  OutboundRoutePatch,
  TrunkOrder,
} from '@trunkline/contracts';
import { createOutboundRoute, outboundRoutesQuery } from '../../api/outbound-routes';
import { changedFields } from '../../shared/changed-fields';
import { contractErrors } from '../../shared/contract-validation';
import type { FormShape } from '../../shared/merge/form-shape';
import type { ResourceForm } from '../../shared/resource-panels';

/** One pattern in the form; `key` keeps rows apart while they are added and removed. */
export interface PatternValues {
  key: string;
  match: string;
  strip: number | string;
  prepend: string;
}

/** The number shown in an area; `key` as above. */
export interface AreaValues extends AreaCallerId {
  key: string;
}

/** An outbound route as the form holds it. */
export interface OutboundRouteValues {
  name: string;
  position: number | string;
  patterns: PatternValues[];
  trunkIds: string[];
  order: TrunkOrder;
  /** Null: as each trunk says. */
  failoverOn: FailoverClass[] | null;
  alarmOn: FailoverClass[] | null;
  emergency: boolean;
  allowedGroups: string[];
  asksPin: boolean;
  /** Empty: the one that is stored, where `hasPin` says that there is one. */
  pin: string;
  hasPin: boolean;
  /** Empty where the API says null. */
  callerId: string;
  areaCallerIds: AreaValues[];
  enabled: boolean;
}

let rows = 0;

export function newPattern(): PatternValues {
  rows += 1;
  return { key: `row-${rows}`, match: '', strip: 0, prepend: '' };
}

export function newArea(): AreaValues {
  rows += 1;
  return { key: `row-${rows}`, prefix: '', callerId: '' };
}

function newOutboundRoute(): OutboundRouteValues {
  return {
    name: '',
    position: 100,
    patterns: [newPattern()],
    trunkIds: [],
    order: 'listed',
    failoverOn: null,
    alarmOn: null,
    emergency: false,
    allowedGroups: [],
    asksPin: false,
    pin: '',
    hasPin: false,
    callerId: '',
    areaCallerIds: [],
    enabled: true,
  };
}

function outboundRouteValues(route: OutboundRoute): OutboundRouteValues {
  const { name, position, trunkIds, order, failoverOn, alarmOn, emergency, allowedGroups, hasPin, enabled } = route;
  const patterns = route.patterns.map((each) => ({ ...newPattern(), ...each }));
  return {
    ...{ name, position, trunkIds, order, failoverOn, alarmOn, emergency, allowedGroups, enabled, patterns },
    ...{ hasPin, asksPin: hasPin, pin: '', callerId: route.callerId ?? '' },
    areaCallerIds: route.areaCallerIds.map((each) => ({ ...newArea(), ...each })),
  };
}

/** Body of `POST /outbound-routes`. */
function outboundRouteBody(values: OutboundRouteValues): OutboundRouteCreate {
  const { asksPin, hasPin, pin, ...fields } = values;
  const callerId = values.callerId.trim();
  return {
    ...fields,
    // For who is asked it is missing only where none is stored.
    pin: asksPin && !(hasPin && pin === '') ? pin : null,
    callerId: callerId === '' ? null : callerId,
    areaCallerIds: values.areaCallerIds.map((area) => ({ prefix: area.prefix.trim(), callerId: area.callerId.trim() })),
    name: values.name.trim(),
    position: Number(values.position),
    patterns: values.patterns.map(({ match, strip, prepend }) => ({
      match: match.trim(),
      strip: Number(strip),
      prepend: prepend.trim(),
    })),
  };
}

/** Body of `PATCH /outbound-routes/{id}`; an empty PIN keeps the stored one as long as one is asked for. */
function outboundRoutePatch(route: OutboundRoute, values: OutboundRouteValues): OutboundRoutePatch {
  const { pin: _before, ...before } = outboundRouteBody(outboundRouteValues(route));
  const { pin, ...after } = outboundRouteBody(values);
  const dropped = route.hasPin && !values.asksPin;
  return { ...changedFields(before, after), ...(pin !== null || dropped ? { pin } : {}) };
}

const shape: FormShape<OutboundRoute, OutboundRouteValues> = {
  values: outboundRouteValues,
  fields: (values) => {
    const { pin: _, ...fields } = outboundRouteBody(values);
    return fields;
  },
  patch: outboundRoutePatch,
  secrets: ['pin', 'asksPin'],
};

/** How panels make and change outbound routes. */
export const outboundRouteForm: ResourceForm<OutboundRoute, OutboundRouteValues, OutboundRouteCreate> = {
  path: '/outbound-routes',
  query: outboundRoutesQuery,
  start: newOutboundRoute,
  body: outboundRouteBody,
  validate: (values) => contractErrors('outboundRouteCreateSchema', outboundRouteBody(values)),
  shape,
  create: createOutboundRoute,
};
