import { confSections } from './conf/conf-sections.js';
import type { GeneratedFile } from './render-snapshot.js';

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
}

const dialplan = 'pbx_config.so';
// Reloads every type of object of pjsip, registrations and identifies too.
const pjsip = 'res_pjsip.so';
/** Who reads the files that are neither pjsip's nor the dialplan. */
const others = { 'rtp.conf': 'res_rtp_asterisk.so', 'indications.conf': 'indications' } as const;

/** Pure. Adds reach pjsip before the dialplan names them; what goes away leaves the dialplan first. */
export function reloadPlan(from: RevisionFiles, to: RevisionFiles): ReloadPlan {
  const changed = [...to.keys()].filter((file) => from.get(file) !== to.get(file));
  const modules: string[] = [];
  if (changed.some((file) => file.startsWith('pjsip_'))) modules.push(pjsip);
  if (changed.includes('extensions.conf')) modules.push(dialplan);
  for (const [file, module] of Object.entries(others)) {
    if (changed.includes(file as GeneratedFile)) modules.push(module);
  }
  const { added, removed } = cameAndWent(from, to);
  if (added.length === 0 && removed.length > 0) modules.reverse();
  return { changed, modules, added, removed, registerAnew: mustRegisterAnew(from, to) };
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
      ...(added.length === 0 && removed.length > 0 ? [dialplan, pjsip] : [pjsip, dialplan]),
      ...Object.values(others),
    ],
    added,
    removed,
    registerAnew: all('registerAnew'),
  };
}

/** Names of endpoints. Files of thousands are not taken apart to see that nothing of them changed. */
function cameAndWent(from: RevisionFiles, to: RevisionFiles): Pick<ReloadPlan, 'added' | 'removed'> {
  const file = 'pjsip_endpoint.conf';
  if (from.get(file) === to.get(file)) return { added: [], removed: [] };
  const before = new Set(sections(from, file).keys());
  const after = new Set(sections(to, file).keys());
  return {
    added: [...after].filter((name) => !before.has(name)),
    removed: [...before].filter((name) => !after.has(name)),
  };
}

function mustRegisterAnew(from: RevisionFiles, to: RevisionFiles): string[] {
  const moved = from.get('pjsip_transport.conf') !== to.get('pjsip_transport.conf');
  if (!moved && from.get('pjsip_auth.conf') === to.get('pjsip_auth.conf')) return [];
  const authBefore = sections(from, 'pjsip_auth.conf');
  const authAfter = sections(to, 'pjsip_auth.conf');
  const registrationsBefore = sections(from, 'pjsip_registration.conf');
  return [...sections(to, 'pjsip_registration.conf')]
    .filter(([name, text]) => registrationsBefore.get(name) === text)
    .filter(([name]) => moved || authBefore.get(name) !== authAfter.get(name))
    .map(([name]) => name);
}

function sections(files: RevisionFiles, file: GeneratedFile): Map<string, string> {
  return confSections(files.get(file) ?? '');
}
