/**
 * The words of the API in German. Each phrase that the backend can say has its words: those that functions put together are
 * made by these functions here, all others are read from the sources.
 */
import { extensionProblemSchema, failoverClassSchema, trunkProblemSchema } from '@trunkline/contracts';
import { alarmWords } from '@trunkline/domain';
import { describe, expect, it } from 'vitest';
import { diskTroubles, onDisk } from '../../apps/agent/src/config/disk-problem.js';
import { extensionState } from '../../apps/agent/src/endpoint-state/extension-state.js';
import type { PhoneRefusal } from '../../apps/agent/src/endpoint-state/phone-trace.js';
import { toldOfPhone, toldPhoneRefusal } from '../../apps/agent/src/endpoint-state/phone-words.js';
import { trunkState } from '../../apps/agent/src/endpoint-state/trunk-state.js';
import {
  told,
  toldBreaker,
  toldGateways,
  toldNotAsked,
  toldRefusal,
  toldSilence,
  toldSources,
} from '../../apps/agent/src/endpoint-state/trunk-words.js';
import { ConfigChange } from '../../libs/persistence/src/config/config-change.js';
import { germanEntries, inGerman } from './api-texts/german.js';
import { confRefusals, type Phrase, phrases, shownCodes, sourceOf } from './api-texts/phrases.js';

/** Where what is said reaches no page, or in words of the page. */
const without = [
  // The page has its own words for their codes.
  'apps/api/src/access/',
  // Nor does it need the words for these: it tells by kind what they are.
  ...['destination-steps', 'explain-routing', 'rules', 'trunk-steps'].map(
    (file) => `libs/config-renderer/src/explain/${file}.ts`,
  ),
  'libs/domain/src/health/health-texts.ts',
  'libs/domain/src/overview/failure-advice.ts',
  // Their sentences begin with what no sample can stand for: all of them are made below.
  'libs/domain/src/trunks/alarm-words.ts',
  // The report of call records is for programs; what it is made of comes from these.
  'apps/agent/src/records/record-store.ts',
  'apps/agent/src/records/spool-reader.ts',
  'apps/api/src/call-records/judge-report.ts',
  // For whoever installs, starts or moves the programs.
  'apps/agent/src/commands/node-token.ts',
  'apps/agent/src/main.ts',
  'apps/agent/src/ownership/',
  'apps/agent/src/process/',
  'apps/api/src/cli.ts',
  'apps/api/src/commands/',
  'apps/api/src/dashboard/',
  'apps/api/src/openapi/',
  'apps/api/src/spec/',
  'libs/persistence/src/data-source/',
  'libs/persistence/src/secrets/',
];

/** Phrases that reach no page, from files whose others do. */
const unshown = new Set([
  // A 412 is told by its code.
  'It was changed meanwhile, in revision …. Read it again.',
  'The saved filter was changed meanwhile. Read it again.',
  'The user was changed meanwhile. Read it again.',
  // In the report of call records.
  'The disk of the spool took no call event: what happened meanwhile may be missing.',
  // The page says how a rule fared.
  'Everything that it asks for fits.',
  'It fits too, and comes later.',
  'It is for this number, and disabled.',
  // Sent to a webhook.
  'This is a test from Trunkline.',
  // Against a mistake of our own.
  'That is no list of modules.',
  'That is no key of the database.',
  // In the log.
  'Asterisk did not keep a value.',
]);

const mended = 'It is applied as soon as that is mended.';
/** Examples of what is put together from parts for which no one sample can stand. */
const examples: Record<string, readonly string[]> = {
  'Another … has this …: ….': [
    'Another trunk has this name: Carrier A.',
    'Another extension has this number: 1001 Ada.',
    'Another number has this number: +15550200001.',
    'Another outbound route has this name: Abroad.',
    'Another ring group has this name: Sales.',
    'Another announcement has this name: Welcome.',
    'Another certificate has this name: PBX.',
    'Another schedule has this name: Office.',
    'Another inbound route has this name: Nights.',
  ],
  'Asterisk did not take the … ….': ['endpoint', 'registration', 'transport'].flatMap((what) => [
    `Asterisk did not take the ${what} t_a, t_b.`,
    `Asterisk did not take the ${what} t_a, t_b, t_c and 7 more.`,
  ]),
  'Asterisk still has the … ….': ['endpoint', 'registration'].flatMap((what) => [
    `Asterisk still has the ${what} t_a.`,
    `Asterisk still has the ${what} t_a, t_b, t_c and 7 more.`,
  ]),
  'Used by …….': ['Used by number +15550200001.', 'Used by outbound route St. Gallen, number +15550200001 and 7 more.'],
  'It cannot be restored: it leads to ….': [
    'It cannot be restored: it leads to trunk Carrier A, which is deleted: restore it first; and to a trunk that is gone.',
    'It cannot be restored: it leads to extension 1001 Ada, which is deleted: restore it first; and to an extension that is gone.',
    'It cannot be restored: it leads to ring group Sales, which is deleted: restore it first; and to a ring group that is gone.',
    'It cannot be restored: it leads to announcement Welcome, which is deleted: restore it first; and to an announcement that is gone.',
    'It cannot be restored: it leads to outbound route World, which is deleted: restore it first; and to an outbound route that is gone.',
    'It cannot be restored: it leads to schedule Office, which is deleted: restore it first; and to a schedule that is gone.',
  ],
  'It cannot be undone: …….': [
    'It cannot be undone: name of trunk Carrier A was changed since, in revision 7.',
    'It cannot be undone: extension 1001 Ada was deleted since; publicAddress of settings of the node was changed since; and 7 more.',
    'It cannot be undone: number of ring group Sales is that of extension 600 Ada by now.',
    'It cannot be undone: noAnswer of ring group Sales leads back to this ring group: Sales -> Desk -> Sales.',
    'It cannot be undone: next of announcement Welcome leads back to this announcement: Welcome -> Sales -> Welcome.',
  ],
  'is that of another … by now': [
    ...[
      'trunk',
      'extension',
      'number',
      'outbound route',
      'ring group',
      'announcement',
      'certificate',
      'schedule',
      'inbound route',
    ],
  ].map((kind) => `is that of another ${kind} by now`),
  'Schedule … says ……, and it is for ….': [
    ...['closed, and it is for open', 'closed, and it is for holiday', 'holiday (Christmas), and it is for open'],
    ...['', ' (Stocktaking)'].flatMap((holiday) =>
      ['closed', 'holiday'].map((state) => `open${holiday}, and it is for ${state}`),
    ),
  ].map((says) => `Schedule Office says ${says}.`),
  'points to … … that is gone': [
    'points to a trunk that is gone',
    'points to an extension that is gone',
    'points to a ring group that is gone',
    'points to an announcement that is gone',
    'points to an outbound route that is gone',
    'points to a certificate that is gone',
    'points to a schedule that is gone',
  ],
  // What these are made of is tried below.
  '… (…).': ['The phone at 192.0.2.7:5060 could not register (503).'],
  '… (…).……': ['a:5060 refuses the registration (480 Not now). It says: “No”. It asks to wait 5 s.'],
  [`… (…). ${mended}`]: [`The disk of the configuration is full (/etc/asterisk). ${mended}`],
};

/** One of them fits each place: a figure or a name, or other words of ours. */
const samples = ['7', 'is taken', 'the connection broke', 'There is no such user.'];

/** Whether it is said in German, by itself or where it is part of a sentence. Of what is `fixed` in it nothing may be left. */
function isTranslated(text: string, fixed: string): boolean {
  return [text, `Not written: ${text}.`, `It cannot be undone: name of trunk Carrier A ${text}.`].some((whole) => {
    const german = inGerman(whole);
    return german !== null && (fixed.length < 6 || !german.includes(fixed));
  });
}

/** The phrases that have no German words. */
function untranslated(found: readonly Phrase[]): string[] {
  return found.flatMap(({ file, text }) => {
    const phrase = text('…');
    const fixed = phrase.split('…').toSorted((a, b) => b.length - a.length)[0] ?? '';
    const isFine = examples[phrase]
      ? examples[phrase].every((example) => isTranslated(example, fixed))
      : samples.some((sample) => isTranslated(text(sample), fixed));
    return isFine || unshown.has(phrase) ? [] : [`${file}: ${phrase}`];
  });
}

const english = (texts: readonly (string | null)[]) => texts.filter((text) => text !== null && inGerman(text) === null);

describe('every phrase has German words', () => {
  it('of those that stand in the sources', () => {
    const found = phrases(without);
    expect(found.length).toBeGreaterThan(150);
    expect(untranslated(found)).toEqual([]);
  });

  it('of details, as many as the dashboard shows', () => {
    expect(sourceOf('apps/dashboard/src/shared/messages.ts')).toContain(
      `[${shownCodes.map((code) => `'${code}'`).join(', ')}].includes(error.code)`,
    );
  });

  it('of what cannot be written into a conf file', () => {
    const found = confRefusals();
    expect(found.length).toBeGreaterThan(10);
    expect(untranslated(found)).toEqual([]);
  });

  it('of trunks, whatever a carrier answers', () => {
    const answers = range(300, 699).flatMap((sipCode) =>
      [null, 'sip.example.org'].flatMap((realm) =>
        [null, 'Try later. Or never.'].flatMap((warning) =>
          ['', 'Not (really) OK'].map((phrase) => ({ sipCode, realm, warning, phrase, retryAfterSeconds: 30, at: 0 })),
        ),
      ),
    );
    const reasons = answers.map((answer) => toldRefusal('sip.example.org:5060', { kind: 'refused', ...answer }).reason);
    expect(english(reasons)).toEqual([]);
    const silences = ['name_not_resolved', 'connection_refused', 'no_answer', 'tls_failed'] as const;
    const certificates = ['certificate_expired', 'certificate_other_name', 'certificate_untrusted'] as const;
    for (const silence of [...silences, ...certificates]) {
      const { reason } = toldSilence('sip.example.org:5060', silence);
      expect(english([reason, `${reason} No call is sent to it.`])).toEqual([]);
    }
    expect(english(trunkProblemSchema.options.map((code) => told(code, '').advice))).toEqual([]);
    for (const some of [['a:1'], ['a:1', 'b:2']])
      expect(english([toldGateways(some).reason, toldBreaker(some).reason])).toEqual([]);
    expect(english([toldBreaker(null).reason])).toEqual([]);
    const alarms = failoverClassSchema.options.flatMap((end) =>
      [null, 'a:5060'].flatMap((gateway) => [null, 503].map((sipCode) => alarmWords(end, { gateway, sipCode }))),
    );
    expect(english(alarms.flatMap(({ reason, advice }) => [reason, advice]))).toEqual([]);
    expect(english([toldNotAsked('a:1').reason])).toEqual([]);
    const unheard = {
      lastAnswer: undefined,
      outcome: undefined,
      silence: undefined,
      silentGateways: [],
      passedOver: [],
    };
    const sources = { resolving: [], missing: [], kept: [], sharedWith: null };
    const found = ['resolving', 'missing', 'kept'].map((state) => toldSources({ ...sources, [state]: ['a.example'] }));
    found.push(toldSources({ ...sources, sharedWith: 'St. Gallen' }));
    expect(english(found.map((one) => one?.reason ?? ''))).toEqual([]);
    const facts = { enabled: true, carrier: '', sources, ...unheard, optionsInterval: 10, now: 0 };
    const missing = { endpoint: undefined, registration: undefined };
    const states = [null, missing].map((asterisk) => trunkState({ ...facts, asterisk }).reason);
    expect(states.every((reason) => reason !== null)).toBe(true);
    expect(english(states)).toEqual([]);
  });

  it('of phones, whatever is wrong with them', () => {
    const refusals = range(300, 699).flatMap((sipCode) =>
      ['e_aaaaaaaaaa', '1001'].map((user): PhoneRefusal => {
        return { user, sipCode, address: '[2001:db8::7]:5060', userAgent: null, at: 0 };
      }),
    );
    expect(english(refusals.map((refusal) => toldPhoneRefusal(refusal, 'e_aaaaaaaaaa').reason))).toEqual([]);
    expect(english(extensionProblemSchema.options.map((code) => toldOfPhone(code, '').advice))).toEqual([]);
    const contact = { aor: '', uri: 'sip:a@192.0.2.7:5060', userAgent: null, expiresAt: null, reach: undefined };
    const facts = { enabled: true, sipUsername: '', refusal: undefined };
    const offline = { endpoint: 'offline' };
    const states = [
      extensionState({ ...facts, asterisk: null, contacts: [] }),
      extensionState({ ...facts, asterisk: { endpoint: undefined }, contacts: [] }),
      extensionState({ ...facts, asterisk: offline, contacts: [] }),
      extensionState({ ...facts, asterisk: offline, contacts: [contact] }),
      extensionState({ ...facts, asterisk: offline, contacts: [contact, contact, contact] }),
    ].map(({ reason }) => reason);
    expect(states.every((reason) => reason !== null)).toBe(true);
    expect(english(states)).toEqual([]);
  });

  it('of a disk that takes no configuration', async () => {
    const codes = Object.keys(diskTroubles);
    const reasons = await Promise.all(
      codes.map((code) =>
        onDisk('/etc/asterisk', () => Promise.reject(Object.assign(new Error(code), { code }))).catch(
          (error: Error) => error.message,
        ),
      ),
    );
    expect(english(reasons)).toEqual([]);
    expect(english(reasons.map((reason) => `Applied together with a later revision: ${reason}`))).toEqual([]);
    expect(sourceOf('libs/persistence/src/config/revisions.ts')).toContain(
      "'Applied together with a later revision: '",
    );
  });

  it('of what a revision changed', () => {
    const kinds = [
      ...(['trunk', 'extension', 'number', 'outbound_route', 'ring_group', 'certificate', 'settings'] as const),
      ...(['schedule', 'inbound_route'] as const),
    ];
    for (const restores of [false, true]) {
      for (const action of ['create', 'update', 'delete'] as const) {
        for (const kind of kinds.filter((each) => each !== 'settings' || action === 'update')) {
          const change = new ConfigChange(7, restores);
          const name = kind === 'settings' ? 'of the node' : 'Müller, Anna';
          for (const id of ['1', '2']) change.record({ kind, id, action, name, before: { id }, after: { id, name } });
          expect(english([change.summary, `rolled back revision 6: ${change.summary}`])).toEqual([]);
        }
      }
    }
  });
});

describe('the German words', () => {
  const places = (text: string) => (text.match(/\{\w+[#>;]?\}/g) ?? []).toSorted();

  it('have the places of the English ones', () => {
    const wrong = germanEntries.filter(
      ([text, german]) => german.trim() === '' || String(places(german)) !== String(places(text)),
    );
    expect(wrong).toEqual([]);
    // Nobody could tell apart two places without a word in between, or one with a mistake in it.
    const spoilt = germanEntries.flat().filter((text) => /\}\{|[{}]/.test(text.replace(/\{\w+[#>;]?\}(?!\{)/g, '')));
    expect(spoilt).toEqual([]);
  });

  it.each([
    [
      'sip.example.org:5060 does not answer. No call is sent to it.',
      'sip.example.org:5060 antwortet nicht. Es geht kein Anruf dorthin.',
    ],
    [
      'a:5060 refuses this account (403 Forbidden). It says: “No call is sent to it. Never.”. It asks to wait 5 s.',
      'a:5060 weist dieses Konto ab (403 Forbidden). Der Anbieter sagt dazu: „No call is sent to it. Never.“. Er bittet, 5 s zu warten.',
    ],
    [
      'created trunk Müller, Söhne & Co, updated extension 1001 Anna, deleted outbound route $& {name}',
      'Trunk Müller, Söhne & Co angelegt, Nebenstelle 1001 Anna geändert, ausgehende Route $& {name} gelöscht',
    ],
    [
      'rolled back revision 7: rolled back revision 6: updated settings of the node',
      'Revision 7 rückgängig gemacht: Revision 6 rückgängig gemacht: Einstellungen des Knotens geändert',
    ],
    [
      'Used by outbound route St. Gallen, number +491234 and 3 more.',
      'Wird verwendet von: ausgehende Route St. Gallen, Rufnummer +491234 und 3 weiteren.',
    ],
    [
      'It cannot be undone: name of trunk A; B was changed since, in revision 9; extension 1001 Ada was deleted since; and 3 more.',
      'Es lässt sich nicht rückgängig machen: name von Trunk A; B: seitdem geändert, in Revision 9; Nebenstelle 1001 Ada: seitdem gelöscht; und 3 weitere Gründe.',
    ],
    ['POST /trunks: Another trunk has this name: Dr. No.', 'POST /trunks: Ein anderer Trunk heißt schon so: Dr. No.'],
    [
      'The URL must not lead to the private or reserved address 10.0.0.1.',
      'Die Adresse darf nicht zu der privaten oder reservierten Adresse 10.0.0.1 führen.',
    ],
  ])('leave names and what others said as they are: %s', (text, german) => {
    expect(inGerman(text)).toBe(german);
  });

  it.each([
    'This is no phrase of ours.',
    'a:5060 does not answer. Nor does anybody else.',
    'a:5060 does not answer',
    ' does not answer.',
    'It asks to wait five s.',
    'trunk',
    '',
    ' ',
    '{carrier} {answer}',
  ])('stay away from what they do not know: %j', (text) => {
    expect(inGerman(text)).toBeNull();
  });

  it('take no time for a hostile text', () => {
    const many = (text: string) => text.repeat(Math.floor(10_000 / text.length));
    const hostile = [
      many('a'),
      many(' '),
      many('. '),
      many(', '),
      many('; '),
      many('(.*)+$^[a-z]+\\'),
      many(' does not answer. '),
      many('x does not answer. '),
      many('a does not accept the user name or the password for “ ('),
      `It says: “${many('”. ')}`,
      `It cannot be undone: ${many('x of trunk y; ')}`,
      many('It cannot be undone: '),
      many('rolled back revision 7: '),
      many('created trunk a, '),
      many('trunk a was changed since '),
      'a'.repeat(1_000_000),
      `a ${'does not answer. '.repeat(100_000)}`,
    ];
    for (const text of hostile) {
      // The best of three: the machine may be busy with something else.
      const times = range(1, 3).map(() => {
        const from = performance.now();
        inGerman(text);
        return performance.now() - from;
      });
      expect(Math.min(...times), text.slice(0, 60)).toBeLessThan(50);
    }
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
