import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 AA, and what lies below it. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

// The page behind an open panel was looked at when it was the page.
const run = `axe.run([...document.querySelectorAll('[role=dialog]')].at(-1) ?? document, {
  resultTypes: ['violations'],
  runOnly: ${JSON.stringify(tags)},
  rules: { 'target-size': { enabled: true } },
}).then(({ violations }) => violations.flatMap(({ id, impact, nodes }) => nodes.map(({ html, any, all }) =>
  impact + ' ' + id + ': ' + html.slice(0, 200) + ' (' + [...any, ...all].map(({ message }) => message).join('; ').slice(0, 200) + ')')))`;

/** Everything by which the page, or the panel that is open on it, breaks WCAG 2.2 AA: one line for each element. */
export async function axeViolations(page: Page): Promise<string[]> {
  // The page cannot be given a script because of its policy; the debugger can run one.
  if (await page.evaluate<boolean>(`typeof axe === 'undefined'`)) await page.evaluate(axe.source);
  return page.evaluate<string[]>(run);
}
