import type { ValueTransformer } from 'typeorm';

/** Text that Postgres can store: it refuses NUL, and JSON refuses half a surrogate pair. Both become U+FFFD. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd');
}

/** A deep copy of a JSON value in which every string is storable. */
export function storableJson(value: unknown): unknown {
  if (value === null || value === undefined) return value;
  return JSON.parse(JSON.stringify(value, (_key, item) => (typeof item === 'string' ? storableText(item) : item)));
}

/** A JSON value as text in which every string is storable. */
export function storableJsonText(value: unknown): string {
  const text = JSON.stringify(value);
  // What Postgres refuses is written as an escape; most values have none.
  return text.includes('\\u') ? JSON.stringify(storableJson(value)) : text;
}

/** For text columns that keep what a stranger sent. */
export const textTransformer: ValueTransformer = {
  to: (value: unknown) => (typeof value === 'string' ? storableText(value) : value),
  from: (value: unknown) => value,
};

/** For jsonb columns that keep what a stranger sent. */
export const jsonTransformer: ValueTransformer = { to: storableJson, from: (value: unknown) => value };

/** pg hands out bigint as text; ours stay below 2^53. */
export const bigintTransformer: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: unknown) => (typeof value === 'string' ? Number(value) : value),
};
