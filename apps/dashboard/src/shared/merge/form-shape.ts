import type { Fields } from './three-way-merge';

/** How a form holds a resource `R` as values `V`. */
export interface FormShape<R, V> {
  values(resource: R): V;
  /** The fields of the API that `values` stand for, all but those that it never shows. */
  fields(values: V): Fields;
  /** Body of the PATCH that makes `values` of `base`; empty when they are the same. */
  patch(base: R, values: V): object;
  /** What the API never shows, such as a password: nobody can see whether another side changed it. */
  secrets?: readonly (keyof V)[];
  /** Errors of the API by the fields of the form, where these have other names. */
  errors?(errors: Record<string, string>): Record<string, string>;
}

/** What a field is called, and how its value is written where `String` would not do. */
export type FieldTexts = Readonly<Record<string, { label: string; text?: (value: unknown) => string }>>;
