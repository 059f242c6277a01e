import { e164Of } from '../numbers/e164.js';

/** Something of ours that a name in Asterisk stands for. */
export interface DirectoryEntry {
  id: string;
  name: string;
}

/** An extension: `number` is what people dial. */
export interface DirectoryExtension extends DirectoryEntry {
  number: string;
}

/** A number (DID) of ours in E.164 form. */
export interface DirectoryNumber {
  id: string;
  number: string;
}

/** What the names in Asterisk (`t_…`, `e_…`, `r_…`) and the numbers dialled stand for, disabled resources included. */
export interface Directory {
  trunk(ref: string): DirectoryEntry | null;
  route(ref: string): DirectoryEntry | null;
  extension(sipUsername: string): DirectoryExtension | null;
  extensionByNumber(number: string): DirectoryExtension | null;
  /** A number of ours as a carrier dials it, with or without its plus. */
  numberDialled(dialled: string): DirectoryNumber | null;
  /** A number as it was dialled or signalled in the country of the node, in E.164 form. */
  e164(number: string): string | null;
}

/** The rows a directory is made of. */
export interface DirectoryRows {
  trunks: readonly { id: string; ref: string; name: string }[];
  extensions: readonly { id: string; sipUsername: string; number: string; name: string }[];
  routes: readonly { id: string; ref: string; name: string }[];
  numbers?: readonly DirectoryNumber[];
  country?: string;
}

const withoutPlus = (number: string): string => number.replace(/^\+/, '');

/** A directory of these rows; each look-up takes constant time. */
export function directoryOf(rows: DirectoryRows): Directory {
  const trunks = new Map(rows.trunks.map(({ id, ref, name }) => [ref, { id, name }]));
  const routes = new Map(rows.routes.map(({ id, ref, name }) => [ref, { id, name }]));
  const extensions = new Map(
    rows.extensions.map(({ id, sipUsername, number, name }) => [sipUsername, { id, number, name }]),
  );
  const byNumber = new Map(rows.extensions.map(({ id, number, name }) => [number, { id, number, name }]));
  const numbers = new Map((rows.numbers ?? []).map(({ id, number }) => [withoutPlus(number), { id, number }]));
  return {
    trunk: (ref) => trunks.get(ref) ?? null,
    route: (ref) => routes.get(ref) ?? null,
    extension: (sipUsername) => extensions.get(sipUsername) ?? null,
    extensionByNumber: (number) => byNumber.get(number) ?? null,
    numberDialled: (dialled) => numbers.get(withoutPlus(dialled)) ?? null,
    e164: (number) => e164Of(number, rows.country),
  };
}

/** Knows nothing: what there is before the database was reached. */
export const emptyDirectory: Directory = directoryOf({ trunks: [], extensions: [], routes: [] });
