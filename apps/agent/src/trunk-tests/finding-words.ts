import type { TrunkFinding } from '@trunkline/contracts';
import type { Told } from '../endpoint-state/trunk-words.js';

const none = { advice: null, sipCode: null, milliseconds: null };

/** An address answers OPTIONS: whatever it says, it is there. */
export const answers = (address: string, milliseconds: number): TrunkFinding => ({
  ...none,
  check: 'options',
  verdict: 'passed',
  text: `${address} answers OPTIONS.`,
  milliseconds,
});

/** An address does not answer OPTIONS; `isAsked`: it is expected to, since it is asked all the time. */
export const silent = (address: string, isAsked: boolean, { reason, advice }: Told): TrunkFinding => ({
  ...none,
  check: 'options',
  verdict: isAsked ? 'failed' : 'warning',
  text: reason ?? `${address} does not answer OPTIONS.`,
  advice: isAsked ? advice : 'Some carriers never answer OPTIONS. A call tells whether this one is there.',
});

/** Whether the other PBX, which registers here, has a registration that answers. */
export const peerFound = (isOnline: boolean): TrunkFinding =>
  isOnline
    ? { ...none, check: 'options', verdict: 'passed', text: 'The other PBX is registered, and answers.' }
    : {
        ...none,
        check: 'options',
        verdict: 'failed',
        text: 'The other PBX is not registered.',
        advice: 'Enter server, user name and password of this trunk in the other PBX.',
      };

export const registered = (carrier: string, milliseconds: number): TrunkFinding => ({
  ...none,
  check: 'register',
  verdict: 'passed',
  text: `${carrier} has accepted the registration.`,
  milliseconds,
});

export const notRegistered = ({ reason, advice, sipCode }: Told): TrunkFinding => ({
  ...none,
  check: 'register',
  verdict: 'failed',
  text: reason ?? 'The registration was not accepted.',
  advice,
  sipCode,
});

/** The number rings or is answered `milliseconds` after it was asked for. */
export function callAnswered(milliseconds: number | null): TrunkFinding {
  return { ...none, check: 'call', verdict: 'passed', text: 'The call was answered.', milliseconds };
}

/** The call was not answered: with what the carrier said, or without a word of it. */
export function callNotAnswered(sipCode: number | null, rang: boolean): TrunkFinding {
  if (rang && (sipCode === null || sipCode === 487)) {
    const text = 'The number rings, and nobody answers.';
    const advice = 'The way there works. To test the audio too, call a number that answers by itself.';
    return { ...none, check: 'call', verdict: 'warning', text, advice };
  }
  if (sipCode === null) {
    const text = 'Nothing answers the call.';
    const advice = 'Check host, port and transport, and that no firewall between here and the carrier drops SIP.';
    return { ...none, check: 'call', verdict: 'failed', text, advice };
  }
  const text = `The carrier refuses the call with ${sipCode}.`;
  return { ...none, check: 'call', verdict: 'failed', text, advice: adviceFor(sipCode), sipCode };
}

function adviceFor(sipCode: number): string {
  switch (sipCode) {
    case 401:
    case 403:
    case 407:
      return 'Check user name and password, the number that is shown to the carrier, and from where it takes calls.';
    case 404:
    case 484:
    case 604:
      return 'Check the number, and how the carrier wants numbers written (Numbering of the trunk).';
    case 486:
    case 600:
      return 'The number is busy. Call another one.';
    case 488:
    case 606:
      return 'The carrier wants other codecs, or other encryption. Compare what it offers with the trunk.';
    default:
      return 'Ask the carrier what this answer means for your account.';
  }
}

/** What came back of the tone that went out: its part of the energy that was heard, and the packets that came. */
export function audioHeard({ level, received }: { level: number; received: number }): TrunkFinding {
  const check = 'audio';
  if (level >= 0.5) return { ...none, check, verdict: 'passed', text: 'The tone went there, and came back.' };
  if (received === 0) {
    const text = 'No audio comes from the carrier.';
    const advice = 'Set the public address in Settings, and let the RTP ports through the firewall.';
    return { ...none, check, verdict: 'failed', text, advice };
  }
  const text = 'Audio comes from the carrier, but not the tone that went there.';
  const advice = 'Call a number that sends back what it hears. If it does, our audio does not arrive there.';
  return { ...none, check, verdict: 'warning', text, advice };
}
