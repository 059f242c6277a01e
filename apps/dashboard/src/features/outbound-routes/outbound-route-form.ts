import type { FailoverClass, OutboundRoute, OutboundRouteCreate, OutboundRoutePatch } from '@trunkline/contracts';
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

/** An outbound route as the form holds it. */
export interface OutboundRouteValues {
  name: string;
  position: number | string;
  patterns: PatternValues[];
  trunkIds: string[];
  /** Null: as each trunk says. */
  failoverOn: FailoverClass[] | null;
  enabled: boolean;
}

let rows = 0;

export function newPattern(): PatternValues {
  rows += 1;
  return { key: `row-${rows}`, match: '', strip: 0, prepend: '' };
}

function newOutboundRoute(): OutboundRouteValues {
  return { name: '', position: 100, patterns: [newPattern()], trunkIds: [], failoverOn: null, enabled: true };
}

function outboundRouteValues(route: OutboundRoute): OutboundRouteValues {
  const { name, position, trunkIds, failoverOn, enabled } = route;
  const patterns = route.patterns.map((each) => ({ ...newPattern(), ...each }));
  return { name, position, trunkIds, failoverOn, enabled, patterns };
}

/** Body of `POST /outbound-routes`. */
function outboundRouteBody(values: OutboundRouteValues): OutboundRouteCreate {
  return {
    ...values,
    name: values.name.trim(),
    position: Number(values.position),
    patterns: values.patterns.map(({ match, strip, prepend }) => ({
      match: match.trim(),
      strip: Number(strip),
      prepend: prepend.trim(),
    })),
  };
}

/** Body of `PATCH /outbound-routes/{id}`. */
function outboundRoutePatch(route: OutboundRoute, values: OutboundRouteValues): OutboundRoutePatch {
  return changedFields(outboundRouteBody(outboundRouteValues(route)), outboundRouteBody(values));
}

const shape: FormShape<OutboundRoute, OutboundRouteValues> = {
  values: outboundRouteValues,
  fields: (values) => ({ ...outboundRouteBody(values) }),
  patch: outboundRoutePatch,
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
