/** Reads one value of an address; undefined where it makes no sense. */
type Read<T> = (raw: string) => T | undefined;

/** All values that are allowed, as keys, so that the compiler misses one that is not there. */
export const oneOf =
  <T extends string>(values: Record<T, true>): Read<T> =>
  (raw) =>
    (Object.keys(values) as T[]).find((value) => value === raw);

/** A text of at most so many characters. */
export const text =
  (longest: number): Read<string> =>
  (raw) =>
    raw.trim().slice(0, longest) || undefined;

/** A whole number from nothing to `most`. */
export const whole =
  (most: number): Read<number> =>
  (raw) =>
    /^\d{1,10}$/.test(raw) && Number(raw) <= most ? Number(raw) : undefined;

export const id: Read<string> = (raw) => (/^[0-9a-f-]{36}$/i.test(raw) ? raw : undefined);

/** An instant, in UTC whatever zone it is written in. */
export const instant: Read<string> = (raw) => {
  const at = new Date(raw);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

type Readers = Record<string, Read<string | number>>;

/** What an address says to `R`. */
export type SearchOf<R extends Readers> = { [Name in keyof R]?: NonNullable<ReturnType<R[Name]>> };

/** Reads an address tolerantly: what makes no sense is left out. The router's own parsing makes 1001 a number. */
export function readSearch<R extends Readers>(readers: R, raw: Record<string, unknown>): SearchOf<R> {
  const entries = Object.entries(readers).map(([name, read]) => {
    const value = raw[name];
    return [name, typeof value === 'string' || typeof value === 'number' ? read(String(value)) : undefined];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as SearchOf<R>;
}
