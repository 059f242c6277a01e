import type {
  CalledNumbers,
  InboundRoute,
  InboundRouteCreate,
  InboundRoutePatch,
  ScheduleState,
} from '@trunkline/contracts';
import { createInboundRoute, inboundRoutesQuery } from '../../api/inbound-routes';
import { changedFields } from '../../shared/changed-fields';
import { contractErrors } from '../../shared/contract-validation';
import { type DestinationValues, destinationValues, ledBody } from '../../shared/destination/destination-form';
import type { FormShape } from '../../shared/merge/form-shape';
import type { ResourceForm } from '../../shared/resource-panels';

/** Called numbers in the form; `from` is the number or the prefix where there is no range. */
export interface CalledValues {
  key: string;
  type: CalledNumbers['type'];
  from: string;
  to: string;
}

/** An inbound route as the form holds it. */
export interface InboundRouteValues {
  name: string;
  position: number | string;
  numbers: CalledValues[];
  trunkIds: string[];
  callers: string[];
  anonymous: boolean;
  /** Null: always. */
  scheduleId: string | null;
  state: ScheduleState;
  destination: DestinationValues;
  fallback: DestinationValues;
  enabled: boolean;
}

let rows = 0;

export function newCalled(): CalledValues {
  rows += 1;
  return { key: `row-${rows}`, type: 'exact', from: '', to: '' };
}

function newInboundRoute(): InboundRouteValues {
  return {
    ...{ name: '', position: 100, numbers: [], trunkIds: [], callers: [], anonymous: false },
    ...{ scheduleId: null, state: 'closed', enabled: true },
    ...{ destination: destinationValues(null), fallback: destinationValues(null) },
  };
}

function calledValues(numbers: CalledNumbers): CalledValues {
  const row = newCalled();
  switch (numbers.type) {
    case 'exact':
      return { ...row, from: numbers.number };
    case 'prefix':
      return { ...row, type: 'prefix', from: numbers.prefix };
    case 'range':
      return { ...row, ...numbers };
  }
}

function calledBody({ type, from, to }: CalledValues): CalledNumbers {
  const [first, last] = [digits(from), digits(to)];
  switch (type) {
    case 'exact':
      return { type, number: first };
    case 'prefix':
      return { type, prefix: first };
    case 'range':
      return { type, from: first, to: last };
  }
}

/** A number without what people write between its digits. */
const digits = (text: string): string => text.replace(/[\s()./-]/g, '');

function inboundRouteValues(route: InboundRoute): InboundRouteValues {
  const { name, position, numbers, trunkIds, callers, schedule, destination, fallback, enabled } = route;
  return {
    ...{ name, position, trunkIds, enabled, numbers: numbers.map(calledValues) },
    callers: callers.flatMap((each) => (each.type === 'prefix' ? [each.prefix] : [])),
    anonymous: callers.some(({ type }) => type === 'anonymous'),
    scheduleId: schedule?.scheduleId ?? null,
    state: schedule?.state ?? 'closed',
    ...{ destination: destinationValues(destination), fallback: destinationValues(fallback) },
  };
}

/** Body of `POST /inbound-routes`. */
function inboundRouteBody(values: InboundRouteValues): InboundRouteCreate {
  const { name, position, numbers, trunkIds, callers, anonymous, scheduleId, state, enabled } = values;
  const prefixes = callers.map((prefix) => ({ type: 'prefix' as const, prefix: digits(prefix) }));
  return {
    ...{ name: name.trim(), position: Number(position), numbers: numbers.map(calledBody), trunkIds, enabled },
    callers: anonymous ? [...prefixes, { type: 'anonymous' }] : prefixes,
    schedule: scheduleId === null ? null : { scheduleId, state },
    ...ledBody(values),
  };
}

function inboundRoutePatch(route: InboundRoute, values: InboundRouteValues): InboundRoutePatch {
  return changedFields(inboundRouteBody(inboundRouteValues(route)), inboundRouteBody(values));
}

/** The API names fields of numbers, callers and schedule that the form has under other names. */
function inboundRouteFields(errors: Record<string, string>): Record<string, string> {
  const field = (path: string) =>
    path
      .replace(/^(numbers\.\d+)\.(?:number|prefix)$/, '$1.from')
      .replace(/^callers\..*/, 'callers')
      .replace(/^trunkIds\..*/, 'trunkIds')
      .replace(/^schedule\.(scheduleId|state)$/, '$1');
  return Object.fromEntries(Object.entries(errors).map(([path, text]) => [field(path), text]));
}

const shape: FormShape<InboundRoute, InboundRouteValues> = {
  values: inboundRouteValues,
  fields: (values) => ({ ...inboundRouteBody(values) }),
  patch: inboundRoutePatch,
  errors: inboundRouteFields,
};

/** How panels make and change inbound routes. */
export const inboundRouteForm: ResourceForm<InboundRoute, InboundRouteValues, InboundRouteCreate> = {
  path: '/inbound-routes',
  query: inboundRoutesQuery,
  start: newInboundRoute,
  body: inboundRouteBody,
  validate: async (values) =>
    inboundRouteFields(await contractErrors('inboundRouteCreateSchema', inboundRouteBody(values))),
  shape,
  create: createInboundRoute,
};
