import type { ExtensionProblem, ExtensionState, RefusedRegistration } from '@trunkline/contracts';
import type { PhoneRefusal } from './phone-trace.js';

/** A problem of an extension, told to people and to programs. */
export type ToldOfPhone = Pick<ExtensionState, 'code' | 'reason' | 'advice' | 'sipCode'>;

const whatToCheck: Readonly<Record<ExtensionProblem, string>> = {
  not_registered: 'Enter server, user name and secret in the phone, and check that it reaches this PBX.',
  no_answer: 'Check that the phone is on, and that no firewall or router between here and there drops SIP.',
  wrong_secret: 'Enter the secret in the phone again. If it is lost, make a new one here.',
  wrong_user_name: 'Enter the SIP user name of this extension as user name and as authentication name.',
  too_many_contacts: 'Raise how many phones may be registered at once, or remove addresses in the phone.',
  refused: 'Compare the settings of the phone with those shown here.',
  asterisk_away: 'See the state of the system.',
  not_in_asterisk: 'See the last configuration revision.',
};

/** A problem in words. */
export function toldOfPhone(code: ExtensionProblem, reason: string, sipCode: number | null = null): ToldOfPhone {
  return { code, reason, advice: whatToCheck[code], sipCode };
}

/** A refused REGISTER of a phone in words; `sipUsername` is what it should have registered as. */
export function toldPhoneRefusal(refusal: PhoneRefusal, sipUsername: string): RefusedRegistration {
  const { user, address, userAgent, sipCode, at } = refusal;
  const [code, reason] = meaning(refusal, user !== sipUsername);
  return {
    ...{ at: new Date(at).toISOString(), address, userAgent, code, sipCode },
    reason: `${reason} (${sipCode}).`,
    advice: whatToCheck[code],
  };
}

function meaning({ user, address, sipCode }: PhoneRefusal, isNumber: boolean): [ExtensionProblem, string] {
  const phone = `The phone at ${address}`;
  if (isNumber)
    return ['wrong_user_name', `${phone} registers as ${user}, which is the number and not the SIP user name`];
  switch (sipCode) {
    case 401:
    case 407:
      return ['wrong_secret', `${phone} does not have the right secret or authentication name`];
    case 403:
      return ['too_many_contacts', `${phone} registers more addresses than this extension may have`];
    default:
      return ['refused', `${phone} could not register`];
  }
}
