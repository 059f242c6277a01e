import {
  extensionCreateSchema,
  inboundRouteCreateSchema,
  numberCreateSchema,
  outboundRouteCreateSchema,
  ringGroupCreateSchema,
  scheduleCreateSchema,
  trunkCreateSchema,
} from '@trunkline/contracts';
import { expect, it } from 'vitest';
import { aNumber, anExtension, anInboundRoute, anOutboundRoute, aRingGroup, aSchedule, aTrunk } from './resources.js';

it('builds bodies that the contracts accept as they are', () => {
  const route = anOutboundRoute({ trunkIds: ['0192f0c0-0000-7000-8000-000000000001'] });
  expect(trunkCreateSchema.parse(aTrunk())).toEqual(aTrunk());
  expect(extensionCreateSchema.parse(anExtension())).toEqual(anExtension());
  expect(numberCreateSchema.parse(aNumber())).toEqual(aNumber());
  expect(outboundRouteCreateSchema.parse(route)).toEqual(route);
  const group = aRingGroup({ members: route.trunkIds });
  expect(ringGroupCreateSchema.parse(group)).toEqual(group);
  expect(scheduleCreateSchema.parse(aSchedule())).toEqual(aSchedule());
  expect(inboundRouteCreateSchema.parse(anInboundRoute())).toEqual(anInboundRoute());
});
