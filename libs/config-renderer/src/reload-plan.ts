import { type ChangedSections, changedSections } from './conf/changed-sections.js';
import { confSections } from './conf/conf-sections.js';
import type { GeneratedFile } from './render-snapshot.js';
import { transportsMoved } from './transports-moved.js';
import { changedMailboxes, type RenderedMailbox } from './voicemail/mailbox-changes.js';

/** File name -> text of one revision. */
export type RevisionFiles = ReadonlyMap<GeneratedFile, string>;

/** What has to be done so that Asterisk runs `to` instead of `from`. */
export interface ReloadPlan {
  changed: GeneratedFile[];
  /** Modules in the order of their reloads. */
  modules: string[];
  /** Names of endpoints that come and go. */
  added: string[];
  removed: string[];
  /**
   * Registrations whose credentials alone, or whose contact alone (by a transport), changed: Asterisk sends no REGISTER
   * by itself then.
   */
  registerAnew: string[];
  /** Mailboxes that are new, or have another number or PIN. */
  mailboxes: RenderedMailbox[];
}

const dialplan = 'pbx_config.so';
// Reloads every type of object of pjsip, registrations and identifies too, and goes through all endpoints and AORs.
const pjsip = 'res_pjsip.so';
// Reads the same files and no more: enough where no endpoint comes or goes and nobody is qualified otherwise (ADR 21).
const pjsipObjects = 'res_pjsip_config_wizard.so';
// Follows the mailboxes of endpoints: only as phones register, unless it is reloaded.
const lamps = 'res_pjsip_mwi.so';
// After that, since it tells of each mailbox when it has read its file.
const voicemail = 'app_voicemail.so';
/** Who reads the files that are neither pjsip's nor those of calls. */
const others = { 'rtp.conf': 'res_rtp_asterisk.so', 'indications.conf': 'indications' } as const;

/** Pure. Adds reach pjsip before the dialplan names them; what goes away leaves the dialplan first. */
export function reloadPlan(from: RevisionFiles, to: RevisionFiles): ReloadPlan {
  const changed = [...to.keys()].filter((file) => from.get(file) !== to.get(file));
  const endpoints = differences(from, to, 'pjsip_endpoint.conf');
  const added = [...endpoints.after.keys()].filter((name) => !endpoints.before.has(name));
  const removed = [...endpoints.before.keys()].filter((name) => !endpoints.after.has(name));
  const modules: string[] = [];
  if (changed.some((file) => file.startsWith('pjsip_') || isShown(file))) {
    const whole = added.length + removed.length > 0 || changed.some(isWhole) || anAddressMoved(from, to);
    modules.push(whole ? pjsip : pjsipObjects);
  }
  if (aLampMoved(endpoints)) modules.push(lamps);
  if (changed.includes('voicemail.conf')) modules.push(voicemail);
  if (changed.includes('extensions.conf')) modules.push(dialplan);
  for (const [file, module] of Object.entries(others)) {
    if (changed.includes(file as GeneratedFile)) modules.push(module);
  }
  if (added.length === 0 && removed.length > 0) modules.reverse();
  const mailboxes = changedMailboxes(from, to);
  return { changed, modules, added, removed, registerAnew: mustRegisterAnew(from, to), mailboxes };
}

/** Whether an endpoint has another mailbox than before. */
function aLampMoved({ before, after }: ChangedSections): boolean {
  const mailbox = (text: string | undefined) => /^mailboxes = .*$/m.exec(text ?? '')?.[0];
  return [...new Set([...before.keys(), ...after.keys()])].some(
    (name) => mailbox(before.get(name)) !== mailbox(after.get(name)),
  );
}

/** Files of which each change concerns more than the objects in it. */
const isWhole = (file: GeneratedFile): boolean =>
  isShown(file) || ['pjsip_transport.conf', 'pjsip_identify.conf', 'pjsip_registration.conf'].includes(file);

/** What a transport shows is read anew by a reload. The authorities are read for each connection, without one. */
const isShown = (file: GeneratedFile): boolean => file === 'tls_certificate.pem' || file === 'tls_key.pem';

/** Whether a contact, or how it is qualified and by which way, changed, which is what trunks have in their AORs. */
function anAddressMoved(from: RevisionFiles, to: RevisionFiles): boolean {
  const { before, after } = differences(from, to, 'pjsip_aor.conf');
  const lines = (text: string | undefined) =>
    text?.match(/^(?:contact|\w*qualify\w*|outbound_proxy) = .*$/gm)?.join('\n');
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].some((name) => lines(after.get(name)) !== lines(before.get(name)));
}

/**
 * Pure. The plan when it is not known what Asterisk runs, since a change was cut short: everything is reloaded, and what
 * differs from any of the revisions it may run counts as changed.
 */
export function planFromAny(from: readonly RevisionFiles[], to: RevisionFiles): ReloadPlan {
  const plans = from.map((files) => reloadPlan(files, to));
  const all = (of: 'added' | 'removed' | 'registerAnew') => [...new Set(plans.flatMap((plan) => plan[of]))];
  const [added, removed] = [all('added'), all('removed')];
  return {
    changed: [...to.keys()].filter((file) => plans.some(({ changed }) => changed.includes(file))),
    modules: [
      ...(added.length === 0 && removed.length > 0
        ? [dialplan, voicemail, lamps, pjsip]
        : [pjsip, lamps, voicemail, dialplan]),
      ...Object.values(others),
    ],
    added,
    removed,
    registerAnew: all('registerAnew'),
    mailboxes: plans.flatMap(({ mailboxes }) => mailboxes),
  };
}

function mustRegisterAnew(from: RevisionFiles, to: RevisionFiles): string[] {
  const moved = transportsMoved(from, to);
  const auths = differences(from, to, 'pjsip_auth.conf');
  const proven = (name: string) => auths.before.get(name) === auths.after.get(name);
  const registrations = confSections(to.get('pjsip_registration.conf') ?? '');
  const before = confSections(from.get('pjsip_registration.conf') ?? '');
  return [...registrations]
    .filter(([name, text]) => before.get(name) === text && (moved || !proven(name)))
    .map(([name]) => name);
}

function differences(from: RevisionFiles, to: RevisionFiles, file: GeneratedFile): ChangedSections {
  return changedSections(from.get(file) ?? '', to.get(file) ?? '');
}
