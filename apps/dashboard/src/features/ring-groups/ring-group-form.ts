import type { RingGroup, RingGroupCreate, RingGroupPatch, RingStrategy } from '@trunkline/contracts';
import { createRingGroup, ringGroupsQuery } from '../../api/ring-groups';
import { changedFields } from '../../shared/changed-fields';
import { contractErrors } from '../../shared/contract-validation';
import { type DestinationValues, destinationBody, destinationValues } from '../../shared/destination/destination-form';
import type { FormShape } from '../../shared/merge/form-shape';
import type { ResourceForm } from '../../shared/resource-panels';

/** A ring group as the form holds it. */
export interface RingGroupValues {
  name: string;
  number: string;
  strategy: RingStrategy;
  members: string[];
  ringSeconds: number | string;
  noAnswer: DestinationValues;
  enabled: boolean;
}

const newRingGroup = (): RingGroupValues => ({
  name: '',
  number: '',
  strategy: 'all',
  members: [],
  ringSeconds: 20,
  noAnswer: destinationValues(null),
  enabled: true,
});

function ringGroupValues(group: RingGroup): RingGroupValues {
  const { name, number, strategy, members, ringSeconds, noAnswer, enabled } = group;
  return { name, number: number ?? '', strategy, members, ringSeconds, noAnswer: destinationValues(noAnswer), enabled };
}

/** Body of `POST /ring-groups`. */
function ringGroupBody(values: RingGroupValues): RingGroupCreate {
  const number = values.number.trim();
  return {
    ...values,
    name: values.name.trim(),
    number: number === '' ? null : number,
    ringSeconds: Number(values.ringSeconds),
    noAnswer: destinationBody(values.noAnswer),
  };
}

/** Body of `PATCH /ring-groups/{id}`. */
function ringGroupPatch(group: RingGroup, values: RingGroupValues): RingGroupPatch {
  return changedFields(ringGroupBody(ringGroupValues(group)), ringGroupBody(values));
}

/** The API names one of the members, the form shows them as one field. */
function ringGroupFields(errors: Record<string, string>): Record<string, string> {
  const entries = Object.entries(errors);
  return Object.fromEntries(entries.map(([path, text]) => [path.startsWith('members') ? 'members' : path, text]));
}

const shape: FormShape<RingGroup, RingGroupValues> = {
  values: ringGroupValues,
  fields: (values) => ({ ...ringGroupBody(values) }),
  patch: ringGroupPatch,
  errors: ringGroupFields,
};

/** How panels make and change ring groups. */
export const ringGroupForm: ResourceForm<RingGroup, RingGroupValues, RingGroupCreate> = {
  path: '/ring-groups',
  query: ringGroupsQuery,
  start: newRingGroup,
  body: ringGroupBody,
  validate: async (values) => ringGroupFields(await contractErrors('ringGroupCreateSchema', ringGroupBody(values))),
  shape,
  create: createRingGroup,
};
