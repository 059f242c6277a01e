import type { PbxSnapshot } from '@trunkline/domain';
import { ConfWriter } from '../conf/conf-writer.js';
import { dialled, ourName } from '../conf/names.js';
import { type OutboundContext, outboundContexts } from './outbound-contexts.js';

/**
 * extensions.conf, the generated part: who is reached by which number. What happens to a call then is in the static
 * extensions.conf, contexts tl-extension and tl-trunk, so that ten thousand extensions are ten thousand lines.
 */
export function extensionsConf(snapshot: PbxSnapshot): string {
  const conf = new ConfWriter().comment('Extensions, numbers and outbound routes.');
  internal(conf, snapshot);
  inbound(conf, snapshot);
  outbound(conf, outboundContexts(snapshot));
  return conf.toString();
}

function internal(conf: ConfWriter, snapshot: PbxSnapshot): void {
  conf.section('tl-internal');
  for (const extension of snapshot.extensions) {
    conf.object('exten', `${dialled('extension number', extension.number)},1,${ring(extension.sipUsername)}`);
  }
}

/** Carriers write a number with and without its plus: both are ours. */
function inbound(conf: ConfWriter, snapshot: PbxSnapshot): void {
  const byId = new Map(snapshot.extensions.map((extension) => [extension.id, extension.sipUsername]));
  conf.section('tl-inbound');
  for (const { number, destination } of snapshot.numbers) {
    const digits = dialled('number', number).replace(/^\+/, '');
    // 404 without a destination; 480 when the extension exists and is disabled.
    const target = destination === null ? undefined : byId.get(destination.extensionId);
    const action = destination === null ? 'Hangup(1)' : target === undefined ? 'Hangup(20)' : ring(target);
    conf.object('exten', `+${digits},1,${action}`).object('exten', `${digits},1,${action}`);
  }
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
    conf.same(`Set(__TL_ROUTE=${context.routeRef})`);
    conf.same(`Set(TL_NUMBER=\${FILTER(0-9+*#,${context.prepend}\${EXTEN:${context.strip}})})`);
    for (const trunk of context.trunks) conf.same(`Gosub(tl-trunk,\${TL_NUMBER},1(${trunk}))`);
    conf.same('Goto(tl-end,TRUNKS,1)');
  }
}

function ring(sipUsername: string): string {
  return `Gosub(tl-extension,\${EXTEN},1(${ourName('extension', sipUsername)}))`;
}
