import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { field } from '../open-dashboard.js';
import type { Flow } from './flows.js';

/** A flow in a tab of its own. */
export class FlowTab {
  private constructor(
    readonly flow: Flow,
    readonly page: Page,
  ) {}

  /** Opens the page of the flow and does all but its button. */
  static async open(context: BrowserContext, flow: Flow): Promise<FlowTab> {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(flow.address);
    await flow.prepare(page);
    return new FlowTab(flow, page);
  }

  /** The next change this tab asks for is done, but its answer does not come. Without `protect` each try is a first one. */
  async loseAnswer({ protect = true } = {}): Promise<void> {
    let lost = false;
    await this.page.route('**/api/v1/**', async (route) => {
      if (route.request().method() === 'GET') return route.fallback();
      const { 'idempotency-key': key, ...headers } = route.request().headers();
      const sent = protect && key !== undefined ? { ...headers, 'idempotency-key': key } : headers;
      if (lost) return route.continue({ headers: sent });
      lost = true;
      await route.fetch({ headers: sent });
      await route.abort('connectionreset');
    });
  }

  /** Presses the button, which is the same every time. */
  async press(): Promise<void> {
    await this.#button.click();
  }

  get #place(): Locator {
    return this.page.getByRole(this.flow.within).last();
  }

  get #button(): Locator {
    return this.#place.getByRole('button', { name: this.flow.button, exact: true });
  }

  /** Says in the form that nothing came of it, and keeps what was typed. */
  async saysThatItIsAway(): Promise<void> {
    const alert = this.#place.getByRole('alert').filter({ hasText: 'That did not work' });
    await alert.getByText(/^Trunkline cannot be reached/).waitFor();
    expect(await this.keepsWhatWasTyped(), this.flow.name).toBe(true);
  }

  async keepsWhatWasTyped(): Promise<boolean> {
    for (const [label, value] of Object.entries(this.flow.typed)) {
      const input = field(this.page, label);
      if ((await input.count()) !== 1 || (await input.inputValue()) !== value) return false;
    }
    return true;
  }

  /** The form or question is gone, or has nothing more to save: what it was for is done. */
  async isDone(): Promise<void> {
    if (this.flow.within === 'dialog') return this.#button.waitFor({ state: 'detached' });
    await this.#place.locator('button[type=submit]:disabled:not([data-loading])').waitFor();
  }

  /** How many things there are now as the flow means them. */
  async count(): Promise<number> {
    const answer = await this.page.request.get(`/api/v1${this.flow.list}`);
    const body = (await answer.json()) as { items?: Record<string, unknown>[] };
    return (body.items ?? [body]).filter(this.flow.counts).length;
  }
}
