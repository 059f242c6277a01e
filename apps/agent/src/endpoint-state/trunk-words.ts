import type { TrunkProblem, TrunkState } from '@trunkline/contracts';
import type { Silence } from './probe-carrier.js';
import type { RegistrationOutcome } from './registration-trace.js';
import type { SourceFacts } from './source-facts.js';

type Refusal = Extract<RegistrationOutcome, { kind: 'refused' }>;
/** A problem of a trunk, told to people and to programs. */
export type Told = Pick<TrunkState, 'code' | 'reason' | 'advice' | 'sipCode'>;

const credentials = 'Check user name and password of the trunk, as the carrier gave them.';
const whatToCheck: Readonly<Record<TrunkProblem, string>> = {
  credentials_refused: credentials,
  forbidden:
    'Check user name and password, whether the account is active, and whether the carrier allows your address.',
  account_unknown: 'Check the user name and the host: the carrier has no such account there.',
  interval_too_brief: 'Ask the carrier for the registration interval it accepts.',
  carrier_failure: 'The trunk tries again by itself. If it lasts, ask the carrier.',
  refused: 'Ask the carrier what this answer means for your account.',
  no_answer: 'Check host, port and transport, and that no firewall between here and the carrier drops SIP.',
  gateway_silent: 'Check host and port of the gateway. Calls go over the others meanwhile.',
  breaker_open:
    'Calls go over the others, and it is tried again by itself. See the calls that failed, and ask the carrier if it lasts.',
  connection_refused: 'Nothing listens there. Check host, port and transport; the carrier may be down.',
  name_not_resolved: 'Check the spelling of the host, and that this machine can use its name server.',
  resolving: 'Calls from there are taken as soon as its addresses are known.',
  source_not_resolved:
    'Check the spelling of the name where calls come from, and that this machine can use its name server.',
  source_shared: 'Name a header that the carrier sends, or take the address from one of the two trunks.',
  certificate_expired: 'Ask the carrier for a new certificate. The clock of this machine may be wrong, too.',
  certificate_other_name: 'Use the host that the carrier names for TLS: its certificate is not for this one.',
  certificate_untrusted: 'If the carrier has an authority of its own, upload its certificate under Certificates.',
  tls_failed: 'Check that the carrier speaks TLS 1.2 or newer at this port.',
  not_asked:
    'A call to a carrier that is down takes 32 s to go on. Name an OPTIONS interval if the carrier answers OPTIONS.',
  peer_not_registered:
    'Enter server, user name and password of this trunk in the other PBX, and check that it reaches this one.',
  peer_refused: 'Enter user name and password of this trunk in the other PBX again, and check from where it may come.',
  asterisk_away: 'See the state of the system.',
  not_in_asterisk: 'See the last configuration revision.',
};

/** A problem in words. */
export function told(code: TrunkProblem, reason: string, sipCode: number | null = null): Told {
  return { code, reason, advice: whatToCheck[code], sipCode };
}

/** A refused REGISTER in words. */
export function toldRefusal(carrier: string, refusal: Refusal): Told {
  const { sipCode, phrase, warning, retryAfterSeconds: wait } = refusal;
  const said = warning === null ? '' : ` It says: “${warning}”.`;
  const later = wait === null ? '' : ` It asks to wait ${wait} s.`;
  const [code, sentence] = meaning(carrier, refusal);
  const answer = phrase === '' ? `${sipCode}` : `${sipCode} ${phrase}`;
  return told(code, `${sentence} (${answer}).${said}${later}`, sipCode);
}

function meaning(carrier: string, { sipCode, realm }: Refusal): [TrunkProblem, string] {
  switch (sipCode) {
    case 401:
    case 407: {
      const asked = realm === null ? '' : ` for “${realm}”`;
      return ['credentials_refused', `${carrier} does not accept the user name or the password${asked}`];
    }
    case 403:
      return ['forbidden', `${carrier} refuses this account`];
    case 404:
      return ['account_unknown', `${carrier} does not know this user name`];
    case 423:
      return ['interval_too_brief', `${carrier} wants a longer registration interval`];
    default:
      return sipCode >= 500 && sipCode < 600
        ? ['carrier_failure', `${carrier} cannot register anybody at the moment`]
        : ['refused', `${carrier} refuses the registration`];
  }
}

/** Silence in words. */
export function toldSilence(carrier: string, silence: Silence): Told {
  const sentences = {
    name_not_resolved: `The host name of ${carrier} does not resolve.`,
    connection_refused: `${carrier} refuses the connection.`,
    no_answer: `${carrier} does not answer.`,
    certificate_expired: `The certificate of ${carrier} has expired, or is not valid yet.`,
    certificate_other_name: `The certificate of ${carrier} is that of another host.`,
    certificate_untrusted: `The certificate of ${carrier} is issued by nobody who is trusted here.`,
    tls_failed: `${carrier} does not agree on a connection by TLS.`,
  };
  return told(silence, sentences[silence]);
}

/** A carrier that is not asked whether it answers, in words. */
export const toldNotAsked = (carrier: string): Told =>
  told('not_asked', `${carrier} is not asked by OPTIONS whether it answers.`);

/** Gateways that do not answer while others do, in words. */
export function toldGateways(silent: readonly string[]): Told {
  return silent.length === 1
    ? told('gateway_silent', `The gateway ${silent[0]} does not answer.`)
    : told('gateway_silent', `These gateways do not answer: ${silent.join(', ')}.`);
}

/** Gateways that calls go past because of what became of the last ones, in words; the trunk itself where it has none. */
export function toldBreaker(gateways: readonly string[] | null): Told {
  if (gateways === null) return told('breaker_open', 'Its last calls failed: new ones go past it.');
  return gateways.length === 1
    ? told('breaker_open', `The last calls over ${gateways[0]} failed: new ones go past it.`)
    : told(
        'breaker_open',
        `The last calls over these gateways failed, and new ones go past them: ${gateways.join(', ')}.`,
      );
}

/** What is wrong with where calls come from, in words; null when nothing is. */
export function toldSources({ resolving, missing, kept, sharedWith }: SourceFacts): Told | null {
  const [missed, old, asked] = [missing[0], kept[0], resolving[0]];
  if (missed !== undefined) {
    return told('source_not_resolved', `The name ${missed} does not resolve: calls from there are refused.`);
  }
  if (sharedWith !== null) {
    return told(
      'source_shared',
      `Calls may come from an address of trunk ${sharedWith} by now, and are not told apart.`,
    );
  }
  if (old !== undefined) {
    return told('source_not_resolved', `The name ${old} does not resolve at the moment: its last addresses count.`);
  }
  return asked === undefined ? null : told('resolving', `The addresses of ${asked} are looked up.`);
}
