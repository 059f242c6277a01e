import type { SearchHit } from '@trunkline/contracts';
import type { DataSource } from 'typeorm';
import { part, plain, prefix } from '../data-source/like.js';
import { bareNumber } from './bare-number.js';

/** Where a kind is kept, what its hits are called, and what it is found by: each an expression of SQL. */
interface Place {
  table: string;
  title: string;
  subtitle: string;
  text: readonly string[];
}

const patterns = `(SELECT string_agg(pattern->>'match', ', ') FROM jsonb_array_elements(patterns) pattern)`;
const called = `(SELECT string_agg(concat_ws(' - ', number->>'number', number->>'prefix', number->>'from', number->>'to'), ', ')
   FROM jsonb_array_elements(numbers) number)`;

const places = {
  extensions: {
    table: 'extensions',
    title: 'number',
    subtitle: 'name',
    text: ['number', 'name', 'sip_username'],
  },
  trunks: { table: 'trunks', title: 'name', subtitle: 'host', text: ['name', 'host', 'username', 'caller_id', 'ref'] },
  numbers: { table: 'numbers', title: 'number', subtitle: 'label', text: ['number', 'label'] },
  outboundRoutes: { table: 'outbound_routes', title: 'name', subtitle: patterns, text: ['name', 'ref', patterns] },
  ringGroups: { table: 'ring_groups', title: 'name', subtitle: 'number', text: ['name', 'number', 'ref'] },
  schedules: { table: 'schedules', title: 'name', subtitle: 'timezone', text: ['name', 'timezone', 'ref'] },
  inboundRoutes: { table: 'inbound_routes', title: 'name', subtitle: called, text: ['name', 'ref', called] },
  certificates: { table: 'certificates', title: 'name', subtitle: 'NULL::text', text: ['name'] },
  users: { table: 'users', title: 'username', subtitle: 'role', text: ['username'] },
  webhooks: { table: 'webhooks', title: 'url', subtitle: "nullif(description, '')", text: ['url', 'description'] },
} as const satisfies Record<string, Place>;

/** A kind of resource that can be searched, by the name of its list. */
export type SearchedKind = keyof typeof places;

/** The hits of one kind: called so, beginning so, explained so, all others; each by title. */
function hitsOf(kind: SearchedKind): string {
  const { table, title, subtitle, text }: Place = places[kind];
  return `
(SELECT '${kind}' AS kind, id, title, subtitle
   FROM (SELECT id, ${title} AS title, ${subtitle} AS subtitle, concat_ws(' ', ${text.join(', ')}) AS text FROM ${table}) thing
  WHERE text ILIKE ALL ($1::text[]) OR text ILIKE $2
  ORDER BY lower(title) <> lower($3), title NOT ILIKE $4, coalesce(subtitle NOT ILIKE $4, true), title, id
  LIMIT $5)`;
}

/**
 * The best hits of each of `kinds`, `limit` of each at most: what has every word of `wanted` in it, or its digits when it
 * is written as a telephone number. Reads all resources of a kind, of which there are ten thousands at most.
 */
export async function findResources(
  ds: DataSource,
  kinds: readonly SearchedKind[],
  wanted: string,
  limit: number,
): Promise<Partial<Record<SearchedKind, SearchHit[]>>> {
  const found: Partial<Record<SearchedKind, SearchHit[]>> = Object.fromEntries(kinds.map((kind) => [kind, []]));
  const words = plain(wanted).split(/\s+/).filter(Boolean);
  if (words.length === 0 || kinds.length === 0) return found;
  const text = words.join(' ');
  const digits = bareNumber(text)?.replace(/^0+/, '');
  const values = [words.map(part), digits ? part(digits) : null, text, prefix(text), limit];
  const rows: (SearchHit & { kind: SearchedKind })[] = await ds.query(kinds.map(hitsOf).join(' UNION ALL '), values);
  for (const { kind, ...hit } of rows) found[kind]?.push(hit);
  return found;
}
