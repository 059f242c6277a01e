import type { Numbering } from '@trunkline/contracts';

/** What begins so becomes `put` and the rest. `from` may be a plus; something has to follow it. */
export interface Rewriting {
  from: string;
  put: string;
}

/** What numbers of a carrier become in E.164 form; the longest beginning counts, and what has none of them stays. */
export function inboundRewritings(numbering: Numbering): Rewriting[] {
  return numbering.in === 'national' ? toE164(numbering) : [];
}

/** What numbers become that a carrier is asked for, or shown. */
export function outboundRewritings(numbering: Numbering): Rewriting[] {
  const { countryCode, nationalPrefix, internationalPrefix } = numbering;
  switch (numbering.out) {
    case 'as_dialled':
      return [];
    case 'e164':
      return toE164(numbering);
    case 'digits':
      return [...toE164(numbering).map(({ from, put }) => ({ from, put: put.slice(1) })), { from: '+', put: '' }];
    case 'national':
      return [
        { from: `+${countryCode}`, put: nationalPrefix },
        { from: '+', put: internationalPrefix },
        ...(internationalPrefix === '' ? [] : [{ from: internationalPrefix + countryCode, put: nationalPrefix }]),
      ];
  }
}

function toE164({ countryCode, nationalPrefix, internationalPrefix }: Numbering): Rewriting[] {
  return [
    ...(internationalPrefix === '' ? [] : [{ from: internationalPrefix, put: '+' }]),
    ...(nationalPrefix === '' ? [] : [{ from: nationalPrefix, put: `+${countryCode}` }]),
  ];
}

/** A number as these rewritings leave it. */
export function rewritten(number: string, rewritings: readonly Rewriting[]): string {
  const fitting = rewritings
    .filter(({ from }) => number.startsWith(from) && number.length > from.length)
    .sort((a, b) => b.from.length - a.from.length)[0];
  return fitting ? fitting.put + number.slice(fitting.from.length) : number;
}
