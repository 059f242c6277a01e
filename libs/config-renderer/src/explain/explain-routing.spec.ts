import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RoutingQuestion, routingExplanationSchema } from '@trunkline/contracts';
import { describe, expect, it } from 'vitest';
import { announcementContexts } from '../dialplan/announcement-contexts.js';
import { groupContexts } from '../dialplan/group-contexts.js';
import { exampleSnapshot } from '../snapshot.fixture.js';
import { explain, explained, friday, routing } from './explain.fixture.js';
import { fixedPatterns } from './explain-routing.js';

const told = ({ rules, steps }: ReturnType<typeof explain>) => ({
  rules: rules.map(({ kind, outcome }) => `${kind} ${outcome}`),
  steps: steps.map(({ kind, number, cause }) => [kind, number ?? cause]),
});

const [first = expect.fail('no extension'), second = expect.fail('no second')] = exampleSnapshot().extensions;
const [route = expect.fail('no route')] = exampleSnapshot().outboundRoutes;

describe('a call of an extension', () => {
  it('rings the extension that has the number, and looks no further', () => {
    const { rules, steps } = told(explain({ from: first.number, to: second.number }));
    expect(rules).toEqual(['caller matched', 'extension matched']);
    expect(steps).toEqual([['ring', second.number]]);
  });

  it('rings as long as it says, and leaves a message where there is a mailbox', () => {
    const { steps } = explain({ to: first.number });
    expect(steps).toMatchObject([
      { kind: 'ring', number: first.number, seconds: first.voicemail?.ringSeconds },
      { kind: 'leave_message', number: first.number, id: first.id },
    ]);
  });

  it('hears its own messages by *97 where it has a mailbox, and those of any by *98', () => {
    const heard = (from: string, to: string) => told(explain({ from, to }));
    const matched = ['caller matched', 'extension no_match', 'ring_group no_match', 'voicemail matched'];
    expect(heard(first.number, '*97')).toMatchObject({ rules: matched, steps: [['hear_messages', first.number]] });
    expect(heard(second.number, '*97').steps).toEqual([['hangup', 1]]);
    expect(heard(second.number, '*98').steps).toEqual([['hear_messages', null]]);
  });

  it('takes the first route whose pattern fits, over its trunks in their order, with the number rewritten', () => {
    const pattern = { match: '0Z.', strip: 1, prepend: '+49' };
    const given = routing();
    const later = { ...route, id: '01900000-0000-7000-8000-0000000000ff', ref: 'r_laterrrrrr', name: 'Later' };
    given.snapshot.outboundRoutes = [
      { ...route, patterns: [{ ...pattern, match: '9X.' }, pattern] },
      { ...later, patterns: [pattern] },
    ];
    const answer = explained(given, { to: '030123' });
    expect(told(answer).rules).toEqual([
      'extension no_match',
      'ring_group no_match',
      'outbound_route no_match',
      'outbound_route matched',
      'outbound_route not_reached',
    ]);
    expect(answer.steps.map(({ kind, gateway }) => [kind, gateway])).toEqual([
      ['trunk', null],
      ['trunk', 'sip1.example.com:5080'],
      ['trunk', '[2001:db8::7]:5062'],
      ['trunk', 'sip2.example.com:5080'],
      ['hangup', null],
    ]);
    const drawn = ['sip1.example.com:5080', '[2001:db8::7]:5062'];
    expect(answer.steps.map((step) => step.drawn)).toEqual([[], drawn, drawn, [], []]);
    expect(answer.steps[1]).toMatchObject({ maxCalls: 30, failoverOn: ['unreachable', 'busy'] });
    expect(answer.steps[0]).toMatchObject({ number: '+4930123' });
    expect(answer.steps.at(-1)).toMatchObject({ cause: 34 });
  });

  it('says that who is called does not see the number, where a trunk hides it', () => {
    const given = routing();
    given.snapshot.outboundRoutes = [{ ...route, trunkRefs: ['t_carrieraaa', 't_wishesaaaa'] }];
    const wishes = given.snapshot.trunks.find(({ ref }) => ref === 't_wishesaaaa');
    const trunkIds = new Map([[route.id, [given.snapshot.trunks[0]?.id ?? '', wishes?.id ?? '']]]);
    const { steps } = explained({ ...given, trunkIds }, { to: '+4930123' });
    expect(steps.map(({ kind, callerHidden }) => [kind, callerHidden])).toEqual([
      ['trunk', false],
      ['trunk', true],
      ['hangup', false],
    ]);
  });

  it('passes over a trunk that is disabled, and says so', () => {
    const given = routing();
    const [trunk = expect.fail('no trunk')] = given.snapshot.trunks;
    given.snapshot.outboundRoutes = [{ ...route, patterns: [{ match: '9.', strip: 0, prepend: '' }], trunkRefs: [] }];
    given.disabled.trunks = [{ id: trunk.id, name: trunk.name }];
    const answer = explained({ ...given, trunkIds: new Map([[route.id, [trunk.id]]]) }, { to: '91' });
    expect(answer.steps.map(({ kind, name }) => [kind, name])).toEqual([
      ['trunk_disabled', trunk.name],
      ['hangup', null],
    ]);
  });

  it('says where a number leaves a pattern', () => {
    const given = routing();
    given.snapshot.outboundRoutes = [{ ...route, patterns: [{ match: '0[2-9]', strip: 0, prepend: '' }] }];
    const why = (to: string) => explained(given, { to }).rules[2];
    expect(why('01')).toMatchObject({
      outcome: 'no_match',
      reason: 'Character 2 of the number is 1, and the pattern wants [2-9].',
      misfit: { at: 2, wants: '[2-9]', has: '1' },
    });
    expect(why('0')?.reason).toBe('The number is too short: as character 2 the pattern wants [2-9].');
    expect(why('023')?.reason).toBe('The number is too long: the pattern ends before its character 3, 3.');
  });

  it('ends where a pattern leaves nothing of the number', () => {
    const given = routing();
    given.snapshot.outboundRoutes = [{ ...route, patterns: [{ match: '9.', strip: 3, prepend: '' }] }];
    const steps = (to: string) => told(explained(given, { to })).steps;
    expect(steps('912')).toEqual([['hangup', 1]]);
    expect(steps('9123')[0]).toEqual(['trunk', '3']);
  });

  it.each([
    [`*8${first.number}`, ['extension no_match', 'ring_group no_match', 'pickup matched'], [['pickup', first.number]]],
    ['*8600', ['extension no_match', 'ring_group no_match', 'pickup matched'], [['pickup', '600']]],
    ['*84711', ['extension no_match', 'ring_group no_match', 'pickup matched'], [['hangup', 1]]],
    ['*71', ['extension no_match', 'ring_group no_match', 'parking matched'], [['park', '71']]],
  ])('knows the code %s', (to, rules, steps) => {
    const given = routing();
    given.snapshot.outboundRoutes = [];
    expect(told(explained(given, { to }))).toEqual({ rules, steps });
  });

  it('says what is disabled and would fit', () => {
    const id = '01900000-0000-7000-8000-0000000000aa';
    const patterns = [{ match: '88.', strip: 0, prepend: '' }];
    const answer = explain(
      { from: '777', to: '8811' },
      { extensions: [{ id, name: 'Off', number: '777' }], routes: [{ id, name: 'Off', patterns }] },
    );
    expect(told(answer).rules.filter((rule) => rule.endsWith('disabled'))).toEqual([
      'caller disabled',
      'outbound_route disabled',
    ]);
    expect(told(answer).steps).toEqual([['hangup', 1]]);
    expect(answer).toEqual(routingExplanationSchema.parse(answer));
  });
});

describe('a call of a trunk', () => {
  it('reaches a number of ours with and without its plus, and nothing else', () => {
    const [{ number } = expect.fail('no number')] = exampleSnapshot().numbers;
    const told = (to: string) =>
      explain({ direction: 'inbound', to }).rules.map(({ kind, outcome }) => [kind, outcome]);
    expect(told(number)).toEqual([['number', 'matched']]);
    expect(told(number.slice(1))).toEqual([['number', 'matched']]);
    expect(told(first.number)).toEqual([
      ['number', 'no_match'],
      ['unknown', 'matched'],
    ]);
  });

  it('is told when the extension behind the number is disabled', () => {
    const given = routing();
    const id = '01900000-0000-7000-8000-0000000000aa';
    given.snapshot.numbers = [
      { id, number: '+15550300001', destination: { type: 'extension', extensionId: id }, fallback: null },
    ];
    given.disabled.extensions = [{ id, name: 'Off', number: '777' }];
    const answer = explained(given, { direction: 'inbound', to: '15550300001' });
    expect(answer.steps).toMatchObject([{ kind: 'hangup', cause: 20 }]);
    expect(answer.steps[0]?.text).toContain('777 Off, is disabled');
  });
});

describe('an inbound route', () => {
  const { inboundRoutes } = exampleSnapshot();
  const [carrier = expect.fail('no trunk')] = exampleSnapshot().trunks;
  const ada = '+15550200001';

  function inbound(question: Partial<RoutingQuestion> & { to: string }, at = friday) {
    const given = routing();
    given.snapshot.inboundRoutes = inboundRoutes;
    return explained(given, { direction: 'inbound', from: '15550109001', ...question }, at);
  }
  const rules = (answer: ReturnType<typeof inbound>) =>
    answer.rules.map(({ name, outcome, reason }) => [name, outcome, reason]);

  it('takes numbers of a range, of a prefix, or one, with a plus or without', () => {
    for (const to of ['+15550300100', '15550300249', '+493019', '4989']) {
      const answer = inbound({ to });
      expect(told(answer)).toEqual({
        rules: ['inbound_route no_match', 'inbound_route matched'],
        steps: [
          ['ring', '1002'],
          ['fallback', null],
          ['ring_all', '601'],
          ['member_disabled', null],
          ['hangup', null],
        ],
      });
      expect(answer.rules[1]).toMatchObject({ name: 'A range', pattern: '+15550300100 - +15550300249, 49301…, +4989' });
    }
    for (const to of ['15550300250', '49302', '49891']) expect(told(inbound({ to })).steps).toEqual([['hangup', 1]]);
  });

  it('takes callers by how their number begins, and those who show none', () => {
    for (const from of ['+190012', '190012', null]) {
      const answer = inbound({ from, to: ada });
      expect(told(answer)).toEqual({
        rules: ['inbound_route matched', 'number not_reached'],
        steps: [['hangup', 21]],
      });
    }
  });

  it('says which condition does not hold', () => {
    expect(rules(inbound({ to: ada }))).toEqual([
      ['Blocked; for good', 'no_match', 'It is for other callers.'],
      ['A range', 'no_match', 'It is for other numbers.'],
      ['Closed', 'no_match', 'It is for calls over other trunks.'],
      ['Over a trunk that is disabled', 'no_match', 'It is for calls over other trunks.'],
      ['Germans on holidays', 'no_match', 'It is for other callers.'],
      [ada, 'matched', 'It has exactly this number.'],
    ]);
  });

  it.each([
    ['2026-11-27T11:29:59Z', 'Schedule Office; hours says open, and it is for closed.'],
    ['2026-11-27T11:30:00Z', null],
    ['2026-12-25T09:00:00Z', null],
    ['2026-12-31T07:00:00Z', 'Schedule Office; hours says open (Stocktaking), and it is for closed.'],
  ])('is taken while its schedule says so: %s', (at, misfit) => {
    const answer = inbound({ to: ada, trunkId: carrier.id }, at);
    const closed = answer.rules.find(({ name }) => name === 'Closed');
    expect([closed?.outcome, closed?.reason]).toEqual(
      misfit === null ? ['matched', 'Everything that it asks for fits.'] : ['no_match', misfit],
    );
    expect(answer.steps[0]?.kind).toBe(misfit === null ? 'ring_in_order' : 'ring');
  });

  it('that is disabled is told where it is for the number', () => {
    const given = routing();
    const [, range = expect.fail('no route')] = inboundRoutes;
    given.disabled.inboundRoutes = [range];
    const answer = (to: string) => explained(given, { direction: 'inbound', to }).rules.map(({ outcome }) => outcome);
    expect(answer('493012')).toEqual(['disabled', 'no_match', 'matched']);
    expect(answer(ada)).toEqual(['matched']);
  });
});

describe('a ring group', () => {
  it('rings its members, passes over who is disabled or gone, and goes on where nobody answers', () => {
    const id = '01900000-0000-7000-8000-0000000000ff';
    const answer = explain({ to: '600' }, { extensions: [{ id, name: 'Off', number: '777' }] });
    expect(told(answer).rules).toEqual(['ring_group matched']);
    expect(told(answer).steps).toEqual([
      ['ring_all', '600'],
      ['member', '1002'],
      ['member_disabled', '777'],
      ['member', '1001'],
      ['ring_in_order', null],
      ['member', '1001'],
      ['member', '1002'],
      // The second trunk has three gateways.
      ...Array.from({ length: 4 }, () => ['trunk', '+15550100001']),
      ['hangup', 34],
    ]);
    expect(answer.steps.map(({ seconds }) => seconds).filter(Boolean)).toEqual([20, 15]);
    expect(answer).toEqual(routingExplanationSchema.parse(answer));
  });

  it('is told when it is disabled, and that its number is free for nothing else', () => {
    const given = routing();
    const [group = expect.fail('no group')] = given.snapshot.ringGroups.splice(0, 1);
    given.disabled.ringGroups = [group];
    const answer = (question: Partial<RoutingQuestion> & { to: string }) => explained(given, question);
    expect(told(answer({ to: '600' })).rules.slice(0, 2)).toEqual(['extension no_match', 'ring_group disabled']);
    const [step] = answer({ direction: 'inbound', to: '15550200004' }).steps;
    expect(step).toMatchObject({ kind: 'hangup', cause: 20 });
    expect(step?.text).toContain('The ring group that it leads to, 600 Sales; and more, is disabled.');
  });

  it('ends as its phones say where nothing follows', () => {
    const { steps } = explain({ to: '601' });
    expect(steps.map(({ kind, cause }) => [kind, cause])).toEqual([
      ['ring_all', null],
      ['member_disabled', null],
      ['hangup', null],
    ]);
    expect(steps[1]?.text).toBe('It is no longer there, and passed over.');
  });

  it('that leads back to itself ends, in the dialplan too', () => {
    const given = routing();
    for (const group of given.snapshot.ringGroups) group.noAnswer = { type: 'ring_group', ringGroupId: group.id };
    const { steps } = explained(given, { to: '600' });
    expect(steps.map(({ kind }) => kind)).toEqual(['ring_all', 'member', 'member_disabled', 'member', 'hangup']);
    expect(groupContexts(given.snapshot).map(({ noAnswer }) => noAnswer)).toEqual([null, null, null]);
  });
});

describe('an announcement', () => {
  it('is played, then the call goes on as one that was answered', () => {
    const answer = explain({ direction: 'inbound', to: '15550200007' });
    expect(answer.steps.slice(0, 3).map(({ kind, name }) => [kind, name])).toEqual([
      ['play', 'Welcome'],
      ['play', 'One moment'],
      ['ring_all', 'Sales; and more'],
    ]);
    const end = answer.steps.at(-1);
    expect(end).toMatchObject({ kind: 'hangup', cause: 34 });
    expect(end?.text).toBe('The call ends. It was answered before, so it cannot be refused.');
    expect(answer).toEqual(routingExplanationSchema.parse(answer));
  });

  it('ends the call where nothing follows, and says when it is disabled', () => {
    const given = routing();
    const [closed = expect.fail('no announcement')] = given.snapshot.announcements;
    const leads = { type: 'announcement', announcementId: closed.id } as const;
    for (const number of given.snapshot.numbers) number.destination = leads;
    const steps = () => explained(given, { direction: 'inbound', to: '15550200001' }).steps;
    expect(steps()).toMatchObject([{ kind: 'play' }, { kind: 'hangup', cause: 16 }]);
    given.disabled.announcements = given.snapshot.announcements.splice(0, 1);
    expect(steps()).toMatchObject([{ kind: 'hangup', cause: 20 }]);
    expect(steps()[0]?.text).toContain('The announcement that it leads to, Closed; call later, is disabled.');
  });

  it('that leads back to itself over a group ends, in the dialplan too', () => {
    const given = routing();
    const { ringGroups, announcements } = given.snapshot;
    const [sales = expect.fail('no group')] = ringGroups;
    sales.noAnswer = { type: 'announcement', announcementId: announcements[1]?.id ?? '' };
    const { steps } = explained(given, { direction: 'inbound', to: '15550200007' });
    expect(steps.map(({ kind }) => kind)).toEqual(['play', 'hangup']);
    expect(announcementContexts(given.snapshot).map(({ next }) => next)).toEqual(
      Array(3).fill({ kind: 'hangup', cause: 16 }),
    );
    expect(groupContexts(given.snapshot)[0]?.noAnswer).toBeNull();
  });
});

describe('a number', () => {
  it.each([
    ['+15550200004', ['ring_all', '600']],
    ['+15550200005', ['trunk', '030123']],
    ['+15550200006', ['hangup', 17]],
    ['+15550200002', ['hangup', 1]],
    ['+15550200008', ['leave_message', '1001']],
    ['+15550200009', ['hangup', 20]],
  ])('%s leads to %j', (to, first) => {
    expect(told(explain({ direction: 'inbound', to })).steps[0]).toEqual(first);
  });

  it('that leads outside over a route that is disabled finds no line', () => {
    const given = routing();
    const [local = expect.fail('no route')] = given.snapshot.outboundRoutes.splice(1, 1);
    given.disabled.routes = [local];
    const { steps } = explained(given, { direction: 'inbound', to: '15550200005' });
    expect(steps).toMatchObject([{ kind: 'hangup', cause: 34 }]);
    expect(steps[0]?.text).toContain('The outbound route that it leads to, Local; cheap, is disabled.');
  });
});

it('looks where the static dialplan looks, in its order', async () => {
  const text = await readFile(join(import.meta.dirname, '../../../../asterisk-config/static/extensions.conf'), 'utf8');
  const includes = (context: string) => {
    const [, body = ''] = text.split(`\n[${context}]\n`);
    return [...(body.split('\n[')[0] ?? '').matchAll(/^include => (\S+)$/gm)].map(([, name]) => name);
  };
  expect(includes('tl-from-extension')).toEqual([
    'tl-emergency',
    'tl-internal',
    'tl-pickup',
    'tl-parking',
    'tl-messages',
    'tl-outbound',
    'tl-unknown',
  ]);
  expect(includes('tl-from-trunk')).toEqual(['tl-names', 'tl-inbound', 'tl-unknown']);
  for (const pattern of Object.values(fixedPatterns)) expect(text).toMatch(extenOf(pattern));
});

/** A code of the static dialplan, as a pattern or as it is. */
const extenOf = (code: string): RegExp => new RegExp(`^exten => _?${code.replaceAll(/[*.[\]]/g, '\\$&')},1,`, 'm');
