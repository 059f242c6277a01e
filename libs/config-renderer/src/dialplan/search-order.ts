import type { ConfWriter } from '../conf/conf-writer.js';

// Asterisk gives up a search at 512 contexts (pbx.c, AST_PBX_MAX_STACK), those before ours and templates among them.
const MOST_CONTEXTS = 200;

const isNoNumber = `$[\${LEN(\${FILTER(0-9+*#,\${EXTEN})})} != \${LEN(\${EXTEN})}]`;

/** A step that ends the call of what is no number. Filtered, it would be another number. */
export const numbersOnly = `GotoIf(${isNoNumber}?tl-end,UNKNOWN,1)`;

/** The same, which goes to a context otherwise. */
export const numberTo = (context: string): string => `GotoIf(${isNoNumber}?tl-end,UNKNOWN,1:${context},\${EXTEN},1)`;

/** The name of the part of a search that comes `index` parts after the first. */
export const searchPart = (name: string, index: number): string => (index === 0 ? name : `${name}-${index + 1}`);

/**
 * Has `name` looked through contexts in their order, whatever their number is. `parts` are lists of contexts; a call can go
 * on with any of them by `searchPart`. `last` is looked through at the end, then what nobody has.
 */
export function searchOrder(conf: ConfWriter, name: string, parts: readonly string[][], last: readonly string[]): void {
  const jumps: string[] = [];
  let visited = 0;
  for (const [index, contexts] of parts.entries()) {
    conf.section(searchPart(name, index));
    for (const context of contexts) conf.object('include', context);
    visited += contexts.length + 1;
    const next = parts[index + 1];
    if (next === undefined) {
      for (const context of index === 0 ? last : [...last, 'tl-unknown']) conf.object('include', context);
    } else if (visited + next.length < MOST_CONTEXTS) {
      conf.object('include', searchPart(name, index + 1));
    } else {
      jumps.push(searchPart(name, index + 1));
      conf.object('include', `${searchPart(name, index + 1)}-on`);
      visited = 0;
    }
  }
  for (const part of jumps) {
    conf.section(`${part}-on`);
    conf.object('exten', `_[0-9+*#]!,1,${numberTo(part)}`);
  }
}

/** Contexts in parts that can be searched at once. */
export function inParts(contexts: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let at = 0; at < contexts.length; at += MOST_CONTEXTS) parts.push(contexts.slice(at, at + MOST_CONTEXTS));
  return parts.length === 0 ? [[]] : parts;
}
