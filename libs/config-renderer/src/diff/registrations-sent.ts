import { confSections } from '../conf/conf-sections.js';
import type { RevisionFiles } from '../reload-plan.js';
import { transportsMoved } from '../transports-moved.js';

/** What Asterisk tells carriers after a reload: names of trunks that register (anew), and of those that stop to. */
export interface RegistrationsSent {
  register: string[];
  unregister: string[];
}

/** A registration is sent when it is new, or when it, its credentials or a transport changed. Pure. */
export function registrationsSent(from: RevisionFiles, to: RevisionFiles): RegistrationsSent {
  const before = registrations(from);
  const after = registrations(to);
  const moved = transportsMoved(from, to);
  return {
    register: [...after].filter(([name, text]) => moved || before.get(name) !== text).map(([name]) => name),
    unregister: [...before.keys()].filter((name) => !after.has(name)),
  };
}

/** Each registration together with its credentials, by name. */
function registrations(files: RevisionFiles): Map<string, string> {
  const auth = confSections(files.get('pjsip_auth.conf') ?? '');
  const sections = confSections(files.get('pjsip_registration.conf') ?? '');
  return new Map([...sections].map(([name, text]) => [name, `${text}\n${auth.get(name) ?? ''}`]));
}
