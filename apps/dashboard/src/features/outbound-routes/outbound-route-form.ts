import type { FailoverClass, OutboundRoute, OutboundRouteCreate, OutboundRoutePatch } from '@trunkline/contracts';
import { changedFields } from '../../shared/changed-fields';
import { contractErrors } from '../../shared/contract-validation';
import type { FormShape } from '../../shared/merge/form-shape';

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

export function newOutboundRoute(): OutboundRouteValues {
  return { name: '', position: 100, patterns: [newPattern()], trunkIds: [], failoverOn: null, enabled: true };
}

export function outboundRouteValues(route: OutboundRoute): OutboundRouteValues {
  const { name, position, trunkIds, failoverOn, enabled } = route;
  const patterns = route.patterns.map((each) => ({ ...newPattern(), ...each }));
  return { name, position, trunkIds, failoverOn, enabled, patterns };
}

/** Body of `POST /outbound-routes`. */
export function outboundRouteBody(values: OutboundRouteValues): OutboundRouteCreate {
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

/** Errors by form path. */
export function outboundRouteErrors(values: OutboundRouteValues): Promise<Record<string, string>> {
  return contractErrors('outboundRouteCreateSchema', outboundRouteBody(values));
}

/** How the form holds an outbound route. */
export const outboundRouteShape: FormShape<OutboundRoute, OutboundRouteValues> = {
  values: outboundRouteValues,
  fields: (values) => ({ ...outboundRouteBody(values) }),
  patch: outboundRoutePatch,
};
