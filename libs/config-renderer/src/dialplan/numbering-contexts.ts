import { numberingSchema } from '@trunkline/contracts';
import { inboundRewritings, outboundRewritings, type Rewriting, type SnapshotTrunk } from '@trunkline/domain';
import { ConfRefusedError } from '../conf/conf-refused-error.js';
import type { ConfWriter } from '../conf/conf-writer.js';
import { ourName } from '../conf/names.js';
import { numbersOnly } from './search-order.js';

/**
 * Contexts that rewrite numbers for the carriers that write them in their own way: `Gosub(tl-as-<t_…>,c<number>,1)` returns
 * one as the carrier is asked for it, and calls of a carrier come in by `tl-from-<t_…>`, which hands them on with theirs in
 * E.164 form.
 */
export function numberingContexts(conf: ConfWriter, trunks: readonly SnapshotTrunk[]): void {
  for (const trunk of trunks) {
    const { name, out, taken } = rewritingsOf(trunk);
    if (out.length > 0) rewriting(conf, writtenContext(name), out);
    if (taken.length > 0) callsIn(conf, trunk, taken);
  }
}

/** Where a number is rewritten for a trunk, null where it stays as it is. */
export function writtenAs(trunk: Pick<SnapshotTrunk, 'ref' | 'numbering'>): string | null {
  const { name, out } = rewritingsOf(trunk);
  return out.length > 0 ? writtenContext(name) : null;
}

/** Where the calls of a trunk come in. */
export function contextOfCallsIn(trunk: Pick<SnapshotTrunk, 'ref' | 'numbering' | 'maxCalls'>): string {
  const { name, taken } = rewritingsOf(trunk);
  return taken.length > 0 ? `tl-from-${name}` : sharedContext(trunk);
}

const writtenContext = (name: string): string => `tl-as-${name}`;
// Calls are counted before they are routed.
const sharedContext = ({ maxCalls }: Pick<SnapshotTrunk, 'maxCalls'>): string =>
  maxCalls === null ? 'tl-from-trunk' : 'tl-from-limited-trunk';

function rewritingsOf({ ref, numbering }: Pick<SnapshotTrunk, 'ref' | 'numbering'>) {
  const name = ourName('trunk', ref);
  const checked = numberingSchema.nullable().safeParse(numbering);
  if (!checked.success) throw new ConfRefusedError(`trunk ${name}`, 'writes numbers in a way that there is not');
  if (checked.data === null) return { name, out: [], taken: [] };
  return { name, out: outboundRewritings(checked.data), taken: inboundRewritings(checked.data) };
}

/** Asterisk takes the longest beginning, since what is spelled out goes before an open end. The c is for no number at all. */
function rewriting(conf: ConfWriter, context: string, all: readonly Rewriting[]): void {
  conf.section(context);
  for (const { from, put } of all) conf.object('exten', `_c${from}.,1,Return(${put}\${EXTEN:${from.length + 1}})`);
  conf.object('exten', `_c!,1,Return(\${EXTEN:1})`);
}

function callsIn(conf: ConfWriter, trunk: SnapshotTrunk, taken: readonly Rewriting[]): void {
  const name = contextOfCallsIn(trunk);
  rewriting(conf, `${name}-number`, taken);
  conf.section(name);
  conf.object('exten', `_[0-9+*#]!,1,${numbersOnly}`);
  // Who shows no number, or what is none, stays as it is.
  conf.same(`GotoIf($[\${REGEX("^[0-9+]+$" \${CALLERID(num)})} = 0]?called)`);
  conf.same(`Gosub(${name}-number,c\${CALLERID(num)},1)`);
  conf.same(`Set(CALLERID(num)=\${GOSUB_RETVAL})`);
  conf.same(`Gosub(${name}-number,c\${EXTEN},1)`, 'called');
  conf.same(`Goto(${sharedContext(trunk)},\${GOSUB_RETVAL},1)`);
}
