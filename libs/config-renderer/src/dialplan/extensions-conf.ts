import { leavesNumber } from '@trunkline/contracts';
import type { PbxSnapshot } from '@trunkline/domain';
import { ConfWriter } from '../conf/conf-writer.js';
import { ourName } from '../conf/names.js';
import { type Action, type Entry, inboundEntries, internalEntries } from './entries.js';
import { gatewaysContext } from './gateways-context.js';
import { type OutboundContext, outboundContexts, type TrunkCall } from './outbound-contexts.js';

/**
 * extensions.conf, the generated part: who is reached by which number. What happens to a call then is in the static
 * extensions.conf, contexts tl-extension and tl-trunk, so that ten thousand extensions are ten thousand lines.
 */
export function extensionsConf(snapshot: PbxSnapshot): string {
  const conf = new ConfWriter().comment('Extensions, numbers and outbound routes.');
  entries(conf, 'tl-internal', internalEntries(snapshot));
  entries(conf, 'tl-inbound', inboundEntries(snapshot));
  outbound(conf, outboundContexts(snapshot));
  gatewaysContext(conf, snapshot.trunks);
  return conf.toString();
}

function entries(conf: ConfWriter, context: string, all: readonly Entry[]): void {
  conf.section(context);
  for (const { exten, action } of all) conf.object('exten', `${exten},1,${application(action)}`);
}

function application(action: Action): string {
  if (action.kind === 'hangup') return `Hangup(${action.cause})`;
  return `Gosub(tl-extension,\${EXTEN},1(${ourName('extension', action.extension)}))`;
}

/**
 * One context for each pattern, joined by ordered includes: within one context Asterisk's own idea of the best match
 * wins over the order of the routes.
 */
function outbound(conf: ConfWriter, contexts: OutboundContext[]): void {
  conf.section('tl-outbound');
  for (const context of contexts) conf.object('include', context.name);
  for (const context of contexts) {
    conf.section(context.name);
    // A final dot takes any text after the digits. What is no number goes nowhere: filtered, it would be another number.
    const other = `$[\${LEN(\${FILTER(0-9+*#,\${EXTEN})})} != \${LEN(\${EXTEN})}]`;
    conf.object('exten', `_${context.match},1,GotoIf(${other}?tl-end,UNKNOWN,1)`);
    conf.same(`Set(__TL_ROUTE=${context.route.ref})`);
    conf.same(`Set(TL_NUMBER=\${FILTER(0-9+*#,${context.prepend}\${EXTEN:${context.strip}})})`);
    // Such a pattern is refused today, but an older one may be stored. Without its number a Gosub would take what was dialled.
    if (!leavesNumber(context)) conf.same(`GotoIf($[\${LEN(\${TL_NUMBER})} = 0]?tl-end,UNKNOWN,1)`);
    for (const trunk of context.trunks) conf.same(trunkStep(trunk));
    conf.same('Goto(tl-end,TRUNKS,1)');
  }
}

/** Calls the number over a trunk; goes on when another may be tried. */
function trunkStep({ ref, maxCalls, callerId, gateways, failoverOn }: TrunkCall): string {
  // No class has this name: nothing is tried elsewhere.
  const classes = failoverOn.join('-') || 'never';
  if (gateways.length > 0) return `Gosub(tl-gateways,${ref},1(${classes}))`;
  return `Gosub(tl-trunk,\${TL_NUMBER},1(${ref},${maxCalls ?? ''},${callerId ?? ''},${classes}))`;
}
