import type { PbxSnapshot, Routing } from '@trunkline/domain';
import { describe, expect, it } from 'vitest';
import { exampleSnapshot } from '../snapshot.fixture.js';
import { explainRouting } from './explain-routing.js';

type Route = PbxSnapshot['outboundRoutes'][number];

const none = {
  ...{ extensions: [], numbers: [], routes: [], trunks: [], ringGroups: [], inboundRoutes: [], announcements: [] },
};
/** The example, with one route of these fields beside the emergency route. */
function routing(fields: Partial<Route>): Routing {
  const snapshot = exampleSnapshot();
  const [first = expect.fail('no route'), , , emergency = expect.fail('no emergency route')] = snapshot.outboundRoutes;
  snapshot.outboundRoutes = [{ ...first, ...fields }, emergency];
  const ids = new Map(snapshot.trunks.map(({ ref, id }) => [ref, id]));
  const trunkIds = new Map(
    snapshot.outboundRoutes.map(({ id, trunkRefs }) => [id, trunkRefs.flatMap((ref) => ids.get(ref) ?? [])]),
  );
  return { snapshot, disabled: none, trunkIds, passedOver: new Set() };
}

/** What extension 1001, which shows nothing of its own, or another gets who dials this. */
function explained(fields: Partial<Route>, to: string, from: string | null = '1001') {
  const question = { direction: 'outbound', from, to, trunkId: null, at: null } as const;
  return explainRouting(routing(fields), question, new Date(0));
}
const shown = (fields: Partial<Route>, to: string, from?: string | null) =>
  explained(fields, to, from)
    .steps.filter(({ kind }) => kind === 'trunk')
    .map(({ callerId }) => callerId);

describe('a call out', () => {
  it('goes past a gateway whose last calls failed, unless it is for an emergency number', () => {
    const given = routing({});
    const asked = (to: string) => {
      const question = { direction: 'outbound', from: '1001', to, trunkId: null, at: null } as const;
      return explainRouting(given, question, new Date(0)).steps.filter(({ kind }) => kind === 'trunk');
    };
    const passed = (to: string) => asked(to).map(({ passedOver }) => passedOver);
    const [first = expect.fail('no trunk is asked')] = asked('+15550100001');
    given.passedOver = new Set([`${first.id} ${first.gateway ?? ''}`]);
    expect(passed('+15550100001')).toEqual(asked('+15550100001').map((_, place) => place === 0));
    expect(asked('+15550100001')[0]?.text).toMatch(/^It is passed over now: its last calls failed\. /);
    expect(asked('112').some(({ id }) => id === first.id)).toBe(true);
    expect(passed('112')).not.toContain(true);
  });

  it('over a route that compares prices asks the cheapest trunk first, says what each costs, and keeps the order of equal ones', () => {
    const carriers = { order: 'least_cost', trunkRefs: ['t_carrieraaa', 't_carrierbbb', 't_staticaaaa'] } as const;
    const asked = (to: string) =>
      explained({ ...carriers, trunkRefs: [...carriers.trunkRefs] }, to)
        .steps.filter(({ kind, drawn, gateway }) => kind === 'trunk' && (gateway === null || drawn[0] !== gateway))
        .map(({ name, price }) => [name, price?.price ?? null, price?.prefix ?? null]);
    const order = (to: string) => [...new Map(asked(to).map((each) => [each[0], each])).values()];
    const [a, b, c] = exampleSnapshot()
      .trunks.slice(0, 3)
      .map(({ name }) => name);
    expect(order('+4940')).toEqual([
      [b, '0.0150', '49'],
      [a, '0.0200', '49'],
      [c, null, null],
    ]);
    expect(order('+493012')[0]).toEqual([b, '0.0050', '493012']);
    expect(order('+49301')[0]).toEqual([a, '0.0100', '4930']);
    expect(order('+4989')[0]).toEqual([a, '0.0200', '4989']);
    expect(order('+1555')).toEqual([
      [a, '0.5000', '1'],
      [b, null, null],
      [c, null, null],
    ]);
    const [first] = explained({ ...carriers, trunkRefs: [...carriers.trunkRefs] }, '+49301').steps;
    expect(first?.text).toMatch(/^It costs 0\.0100 EUR\/min \(prefix 4930\)\. After /);
  });

  it('of an extension that is in none of the groups of the route is refused', () => {
    const { rules, steps } = explained({ allowedGroups: ['staff', 'boss'] }, '+15550100001');
    expect(rules.at(-1)).toMatchObject({ kind: 'outbound_route', outcome: 'matched' });
    expect(steps).toMatchObject([{ kind: 'not_allowed', number: '1001', groups: ['staff', 'boss'], cause: 21 }]);
  });

  it.each([
    ['of an extension that is in one of the groups', '1002'],
    ['of anybody', null],
  ])('%s goes on', (_who, from) => {
    expect(explained({ allowedGroups: ['staff', 'boss'] }, '+15550100001', from).steps[0]).toMatchObject({
      kind: 'trunk',
    });
  });

  it('over a route with a PIN asks for it first', () => {
    const { steps } = explained({ pinSecret: '2468' }, '+15550100001');
    expect(steps.map(({ kind }) => kind).slice(0, 2)).toEqual(['pin', 'trunk']);
    expect(JSON.stringify(steps)).not.toContain('2468');
  });

  it('shows the number of the area, of the route, of the extension or of the trunk', () => {
    const areaCallerIds = [{ prefix: '+1555', callerId: '+15550200007' }];
    expect(shown({ callerId: '+15550200008', areaCallerIds }, '+15550100001')[0]).toBe('+15550200007');
    expect(shown({ callerId: '+15550200008', areaCallerIds }, '+4930')[0]).toBe('+15550200008');
    expect(shown({}, '+4930', '1002')[0]).toBe('+15550200002');
    // The first trunk has none, the second one, which it shows where nobody else has one.
    expect(shown({}, '+4930').slice(0, 2)).toEqual([null, '+15550200001']);
  });

  it('that a ring group sends on shows the number of the extension that called the group', () => {
    expect(shown({}, '600', '1002')).toEqual(['+15550200002', '+15550200002', '+15550200002', '+15550200002']);
    expect(shown({}, '600')[0]).toBeNull();
  });

  it('to an emergency number goes before an extension and every limit, after each failure to the next trunk', () => {
    const given = routing({});
    const [extension = expect.fail('no extension')] = given.snapshot.extensions;
    given.snapshot.extensions = [{ ...extension, number: '112' }];
    const question = { direction: 'outbound', from: '112', to: '112', trunkId: null, at: null } as const;
    const { rules, steps } = explainRouting(given, question, new Date(0));
    expect(rules.map(({ kind, outcome, pattern }) => [kind, outcome, pattern])).toEqual([
      ['caller', 'matched', '112'],
      ['outbound_route', 'matched', '112'],
    ]);
    expect(steps.map(({ kind, number, maxCalls }) => [kind, number, maxCalls])).toEqual([
      ['trunk', '112', null],
      ['trunk', '112', null],
      ['trunk', '112', null],
      ['hangup', null, null],
    ]);
    expect(steps[0]).toMatchObject({
      callerId: '+15550200002',
      failoverOn: expect.arrayContaining(['busy', 'unallocated']),
    });
  });

  it('that is led over a route of emergency numbers is written as its carriers want it: it is no emergency call', () => {
    const given = routing({});
    const { snapshot } = given;
    const emergency = snapshot.outboundRoutes[1] ?? expect.fail('no emergency route');
    const group = snapshot.ringGroups[0] ?? expect.fail('no ring group');
    const noAnswer = { type: 'external', number: '+4930123', outboundRouteId: emergency.id } as const;
    snapshot.ringGroups = [{ ...group, noAnswer }];
    snapshot.trunks = snapshot.trunks.map((trunk) => ({
      ...trunk,
      numbering: {
        countryCode: '49',
        nationalPrefix: '0',
        internationalPrefix: '00',
        out: 'national' as const,
        in: 'as_sent' as const,
      },
    }));
    const question = { direction: 'outbound', from: '1001', to: group.number ?? '', trunkId: null, at: null } as const;
    const numbers = explainRouting(given, question, new Date(0)).steps.filter(({ kind }) => kind === 'trunk');
    expect(numbers.map(({ number }) => number)).toEqual(numbers.map(() => '030123'));
    expect(numbers).not.toHaveLength(0);
  });
});
