/**
 * Strangers choose the name and number they call with. What a browser, a spreadsheet or the eye could take for more
 * than text arrives by SIP as it is sent and is looked at where people see it: live, in the history and its panel, and
 * in the exported file. Nothing runs, nothing moves to another place, no cell is a formula. In the controls the same
 * payloads meet a page, a line of text and a cell that nothing protects.
 */
import { readFile } from 'node:fs/promises';
import type { Call, Page as Listed } from '@trunkline/contracts';
import { ports } from '@trunkline/local-runtime';
import { anIpTrunk, callerScenario, recordsOf, type SippProcess, startSipp } from '@trunkline/testing';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SharedDashboard } from '../shared-dashboard.js';
import { csvRows } from './csv-rows.js';

const image = '<img src=x onerror=alert(1)>';
const hebrew = '\u05e9\u05dc\u05d5\u05dd';
const formula = "=cmd|' /C calc'!A0";

/** `user` as it stands in a SIP URI, `shown` what is to be read in its place. */
const callers = [
  { what: 'markup as a name', name: image, user: '+15550108001', shown: image },
  { what: 'markup as a number', user: '%3cscript%3ealert(2)%3c%2fscript%3e', shown: '<script>alert(2)</script>' },
  { what: 'bidi marks', name: `\u202e${hebrew}\u2066\u200f`, user: '+15550108003', shown: hebrew },
  { what: 'a formula as a name', name: formula, user: '+15550108004', shown: formula },
  { what: 'a formula as a number', user: '%3d1%2b1', shown: '=1+1' },
  { what: 'line breaks', user: '+1555%0d%0a%0d%0a0108006', shown: '+15550108006' },
];

/** The tests of what strangers send. */
export function hostilePayloadTests(at: SharedDashboard): void {
  const dialogs: string[] = [];
  const running: SippProcess[] = [];

  beforeAll(async () => {
    at.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await anIpTrunk(at.lab, at.lab.slot.peer(20), { name: 'Stranger' });
    await at.open('/calls');
    running.push(await at.office.adasPhone.answer({ by: 'caller' }, { ringMs: 20, stopAfterOne: false }));
    running.push(...(await Promise.all(callers.map((caller, index) => call(caller, 5070 + index)))));
  });
  afterAll(async () => {
    at.page.removeAllListeners('dialog');
    await Promise.all(running.map((phone) => phone.kill()));
  });

  /** A call from outside to our number that lasts until this side ends it. */
  const call = ({ name, user }: { name?: string; user: string }, port: number) =>
    startSipp({
      scenario: callerScenario({ by: 'callee' }, { digest: false }),
      local: { address: at.lab.slot.peer(20), port },
      remote: { address: at.lab.slot.pbx, port: ports.sip },
      service: at.office.number.number,
      keys: { user, from: name === undefined ? '' : `"${name}" `, rtp_port: '6000' },
    });

  const row = (shown: string) => at.page.getByRole('row').filter({ has: at.page.getByText(shown, { exact: true }) });

  /** Nothing ran, nothing tried to, and no text on the page holds a mark that moves what stands beside it. */
  const expectOnlyText = async () => {
    expect(dialogs).toEqual([]);
    expect(at.dashboard.complaints).toEqual([]);
    expect(await at.page.locator('main img, [role=dialog] img').count()).toBe(0);
    expect(await at.page.locator('body').innerText()).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
  };

  it('given such callers, then the live page shows what they sent as text', async () => {
    for (const { shown } of callers) await row(shown).getByText('Connected').waitFor();
    await expectOnlyText();
  });

  it('when their calls have ended, then the history and the panel of each show it as text', async () => {
    const { items } = await at.lab.api.get<Listed<Call>>('/calls');
    await Promise.all(items.map(({ id }) => at.lab.api.delete(`/calls/${id}`)));
    await recordsOf(at.lab, callers.length, ({ from, fromName }) =>
      callers.some(({ shown }) => shown === fromName || shown === from),
    );
    await at.open('/history');
    for (const { shown } of callers) {
      await row(shown).getByRole('link').click();
      await at.page.getByRole('dialog').getByText(shown, { exact: true }).first().waitFor();
      await expectOnlyText();
      await at.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    }
  });

  it('given a name that is written from right to left, then what stands beside it stays in its place', async () => {
    await row(hebrew).getByRole('link').click();
    const parties = at.page.getByRole('dialog').getByTestId('parties').locator('bdi');
    expect(await stand(parties.nth(0), parties.nth(1))).toBe('in order');
    await at.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

    const bare = await unprotectedPage(at);
    try {
      await bare.setContent(`<p><span>\u202e${hebrew}</span> → <span>+15550200001</span></p>`);
      expect(await stand(bare.locator('span').nth(0), bare.locator('span').nth(1))).toBe('the other way round');
    } finally {
      await bare.close();
    }
  });

  it('when the calls are exported, then each has one line and no cell is a formula', async () => {
    const download = at.page.waitForEvent('download');
    await at.page.getByRole('link', { name: 'Export CSV' }).click();
    const rows = csvRows(await readFile(await (await download).path(), 'utf8'));
    const [header = [], ...records] = rows;
    expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([header.length]));
    const cells = records.flat();
    expect(cells.filter(isFormula)).toEqual([]);
    for (const { shown } of callers) expect(cells).toContain(isFormula(shown) ? `'${shown}` : shown);
    // The control: both formulas are there, and would be found.
    expect(callers.map(({ shown }) => shown).filter(isFormula)).toEqual([formula, '=1+1']);
  });

  it('given the same payload as markup, then this page refuses to run it, and one without protection runs it', async () => {
    const put = `document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(image)})`;
    await at.page.evaluate(put);
    await expect.poll(() => at.dashboard.complaints.join()).toContain('Content Security Policy');
    expect(dialogs).toEqual([]);

    const bare = await unprotectedPage(at);
    try {
      const alerted = bare.waitForEvent('dialog');
      await bare.setContent('<p></p>');
      const running = bare.evaluate(put);
      const dialog = await alerted;
      expect(dialog.message()).toBe('1');
      await dialog.dismiss();
      await running;
    } finally {
      await bare.close();
    }
  });
}

/** An empty page of the same browser. */
async function unprotectedPage(at: SharedDashboard): Promise<Page> {
  const browser = at.page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  return browser.newPage();
}

/** What a spreadsheet would calculate. A telephone number may begin with a plus. */
function isFormula(cell: string): boolean {
  return /^[=+\-@\t\r]/.test(cell) && !/^\+?\d+$/.test(cell);
}

/** How two texts of one line stand to each other, when the first is to be left of the second. */
async function stand(first: Locator, second: Locator): Promise<'in order' | 'the other way round'> {
  const [one, two] = [await first.boundingBox(), await second.boundingBox()];
  if (!one || !two) throw new Error('one of the texts is not shown');
  return one.x + one.width <= two.x ? 'in order' : 'the other way round';
}
