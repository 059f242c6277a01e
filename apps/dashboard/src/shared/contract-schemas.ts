import * as contracts from '@trunkline/contracts';
import i18next from 'i18next';
import { z } from 'zod';
import { inPageLanguage } from '../i18n/api-words';
import { sentence } from './format';

/**
 * Readies zod for the browser: no `new Function`, which the Content-Security-Policy forbids, and words for people in
 * place of its own. Messages that the contracts give themselves are those of the API.
 */
z.config({ jitless: true, customError: (issue) => words(issue) });

type Issue = Parameters<NonNullable<NonNullable<Parameters<typeof z.config>[0]>['customError']>>[0];
type Contracts = typeof contracts;

/** The names of what the contracts can hold a value against. */
export type SchemaName = {
  [Name in keyof Contracts]: Contracts[Name] extends z.ZodType ? Name : never;
}[keyof Contracts];

function words(issue: Issue): string {
  const { t } = i18next;
  if (issue.input === '' || issue.input === null || issue.input === undefined) return t('errors.required');
  if (issue.code === 'too_big') {
    return t(issue.origin === 'string' ? 'errors.tooLong' : 'errors.tooBig', { maximum: Number(issue.maximum) });
  }
  if (issue.code === 'too_small') {
    return issue.origin === 'array' ? t('errors.atLeastOne') : t('errors.tooSmall', { minimum: Number(issue.minimum) });
  }
  return t('errors.notValid');
}

/** Errors by form path of `value` against a contract; empty when it holds. */
export function errorsAgainst(schema: SchemaName, value: unknown): Record<string, string> {
  // biome-ignore lint/performance/noDynamicNamespaceImportAccess: this chunk is all of the contracts, loaded with the first form that is sent
  const result = contracts[schema].safeParse(value);
  if (result.success) return {};
  const errors: Record<string, string> = {};
  for (const { path, message } of result.error.issues) errors[path.join('.')] ??= sentence(inPageLanguage(message));
  return errors;
}
