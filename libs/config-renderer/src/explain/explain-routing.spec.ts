import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RoutingQuestion, routingExplanationSchema } from '@trunkline/contracts';
import type { Routing } from '@trunkline/domain';
import { describe, expect, it } from 'vitest';
import { exampleSnapshot } from '../snapshot.fixture.js';
import { explainRouting, fixedPatterns } from './explain-routing.js';

const none = { extensions: [], numbers: [], routes: [], trunks: [] };

function routing(disabled: Partial<Routing['disabled']> = {}): Routing {
  const snapshot = exampleSnapshot();
  const ids = new Map(snapshot.trunks.map(({ ref, id }) => [ref, id]));
  const trunkIds = new Map(
    snapshot.outboundRoutes.map(({ id, trunkRefs }) => [id, trunkRefs.flatMap((ref) => ids.get(ref) ?? [])]),
  );
  return { snapshot, disabled: { ...none, ...disabled }, trunkIds };
}

function explain(question: Partial<RoutingQuestion> & { to: string }, disabled: Partial<Routing['disabled']> = {}) {
  return explainRouting(routing(disabled), { direction: 'outbound', from: null, ...question });
}

const told = ({ rules, steps }: ReturnType<typeof explain>) => ({
  rules: rules.map(({ kind, outcome }) => `${kind} ${outcome}`),
  steps: steps.map(({ kind, number, cause }) => [kind, number ?? cause]),
});

const [first = expect.fail('no extension')] = exampleSnapshot().extensions;
const [route = expect.fail('no route')] = exampleSnapshot().outboundRoutes;

describe('a call of an extension', () => {
  it('rings the extension that has the number, and looks no further', () => {
    const { rules, steps } = told(explain({ from: first.number, to: first.number }));
    expect(rules).toEqual(['caller matched', 'extension matched']);
    expect(steps).toEqual([['ring', first.number]]);
  });

  it('takes the first route whose pattern fits, over its trunks in their order, with the number rewritten', () => {
    const pattern = { match: '0Z.', strip: 1, prepend: '+49' };
    const given = routing();
    const later = { ...route, id: '01900000-0000-7000-8000-0000000000ff', ref: 'r_laterrrrrr', name: 'Later' };
    given.snapshot.outboundRoutes = [
      { ...route, patterns: [{ ...pattern, match: '9X.' }, pattern] },
      { ...later, patterns: [pattern] },
    ];
    const answer = explainRouting(given, { direction: 'outbound', from: null, to: '030123' });
    expect(told(answer).rules).toEqual([
      'extension no_match',
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

  it('passes over a trunk that is disabled, and says so', () => {
    const given = routing();
    const [trunk = expect.fail('no trunk')] = given.snapshot.trunks;
    given.snapshot.outboundRoutes = [{ ...route, patterns: [{ match: '9.', strip: 0, prepend: '' }], trunkRefs: [] }];
    given.disabled.trunks = [{ id: trunk.id, name: trunk.name }];
    const answer = explainRouting(
      { ...given, trunkIds: new Map([[route.id, [trunk.id]]]) },
      { direction: 'outbound', from: null, to: '91' },
    );
    expect(answer.steps.map(({ kind, name }) => [kind, name])).toEqual([
      ['trunk_disabled', trunk.name],
      ['hangup', null],
    ]);
  });

  it('says where a number leaves a pattern', () => {
    const given = routing();
    given.snapshot.outboundRoutes = [{ ...route, patterns: [{ match: '0[2-9]', strip: 0, prepend: '' }] }];
    const why = (to: string) => explainRouting(given, { direction: 'outbound', from: null, to }).rules[1];
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
    const steps = (to: string) => told(explainRouting(given, { direction: 'outbound', from: null, to })).steps;
    expect(steps('912')).toEqual([['hangup', 1]]);
    expect(steps('9123')[0]).toEqual(['trunk', '3']);
  });

  it.each([
    [`*8${first.number}`, ['extension no_match', 'pickup matched'], [['pickup', first.number]]],
    ['*84711', ['extension no_match', 'pickup matched'], [['hangup', 1]]],
    ['*71', ['extension no_match', 'parking matched'], [['park', '71']]],
  ])('knows the code %s', (to, rules, steps) => {
    const given = routing();
    given.snapshot.outboundRoutes = [];
    expect(told(explainRouting(given, { direction: 'outbound', from: null, to }))).toEqual({ rules, steps });
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
    given.snapshot.numbers = [{ id, number: '+15550300001', destination: { type: 'extension', extensionId: id } }];
    given.disabled.extensions = [{ id, name: 'Off', number: '777' }];
    const answer = explainRouting(given, { direction: 'inbound', from: null, to: '15550300001' });
    expect(answer.steps).toMatchObject([{ kind: 'hangup', cause: 20 }]);
    expect(answer.steps[0]?.text).toContain('777 Off, is disabled');
  });
});

it('looks where the static dialplan looks, in its order', async () => {
  const text = await readFile(join(import.meta.dirname, '../../../../asterisk-config/static/extensions.conf'), 'utf8');
  const includes = (context: string) => {
    const [, body = ''] = text.split(`\n[${context}]\n`);
    return [...(body.split('\n[')[0] ?? '').matchAll(/^include => (\S+)$/gm)].map(([, name]) => name);
  };
  expect(includes('tl-from-extension')).toEqual([
    'tl-internal',
    'tl-pickup',
    'tl-parking',
    'tl-outbound',
    'tl-unknown',
  ]);
  expect(includes('tl-from-trunk')).toEqual(['tl-inbound', 'tl-unknown']);
  for (const pattern of Object.values(fixedPatterns)) expect(text).toContain(`exten => _${pattern},1,`);
});
