import i18next from 'i18next';
import { z } from 'zod';
import { sentence } from './format';

/**
 * Readies zod for the browser: no `new Function`, which the Content-Security-Policy forbids, and words for people in
 * place of its own. Messages that the contracts give themselves stay.
 */
z.config({ jitless: true, customError: (issue) => words(issue) });

type Issue = Parameters<NonNullable<NonNullable<Parameters<typeof z.config>[0]>['customError']>>[0];

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
export function contractErrors(schema: z.ZodType, value: unknown): Record<string, string> {
  const result = schema.safeParse(value);
  if (result.success) return {};
  const errors: Record<string, string> = {};
  for (const { path, message } of result.error.issues) errors[path.join('.')] ??= sentence(message);
  return errors;
}
