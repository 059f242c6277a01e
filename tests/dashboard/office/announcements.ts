/** Announcements: a file is uploaded and refused where it is none, listened to, led to, deleted and brought back. */
import type { Announcement } from '@trunkline/contracts';
import { makeWav, sineWave } from '@trunkline/testing';
import { afterAll, expect, it } from 'vitest';
import { field, usualSize } from '../open-dashboard.js';
import type { SharedDashboard } from '../shared-dashboard.js';
import { axeViolations } from '../walk/axe.js';
import { overhang } from '../walk/look.js';

/** The tests of announcements. */
export function announcementTests(at: SharedDashboard): void {
  const dialog = () => at.page.getByRole('dialog').last();
  const row = (text: string) => at.page.getByRole('row').filter({ hasText: text });
  const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click();
  const choose = async (name: string, option: string | RegExp) => {
    await dialog().getByRole('combobox', { name, exact: true }).click();
    await at.page.getByRole('option', { name: option, exact: typeof option === 'string' }).click();
  };
  const upload = (name: string, buffer: Buffer) =>
    dialog().locator('input[type=file]').setInputFiles({ name, mimeType: 'audio/wav', buffer });
  const announcements = async () => (await at.lab.api.get<{ items: Announcement[] }>('/announcements')).items;
  const tone = makeWav(sineWave(440, 44_100, 2), { rate: 44_100, channels: 2 });

  afterAll(async () => {
    for (const { id } of await announcements()) await at.lab.api.delete(`/announcements/${id}`);
  });

  it('given none, then one is made of a file, after what is no audio was refused by its name', async () => {
    const { page, office } = at;
    await at.open('/announcements');
    await page.getByRole('heading', { name: 'No announcement yet' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'New announcement' }).click();
    await press('Create');
    await dialog().getByText('This is required.').first().waitFor();
    await field(page, 'Name').fill('Welcome');
    await upload('text.wav', Buffer.from('This is no audio.'));
    await dialog().getByText('Is no audio that can be read: send WAV, MP3, FLAC or Ogg Vorbis').waitFor();
    await upload('welcome.wav', tone);
    await dialog().getByText('0:02 · WAV, 44.1 kHz, 2 channels').waitFor();
    const player = (of: string) => page.evaluate<number>(`document.querySelector('audio').${of}`);
    await expect.poll(() => player('duration')).toBe(2);
    await player('play()');
    await expect.poll(() => player('currentTime')).toBeGreaterThan(0);
    await choose('Then', 'Extension');
    await choose('Extension', /^1001/);
    expect(await axeViolations(page)).toEqual([]);
    await press('Create');
    await page.getByText(/Welcome is live/).waitFor();
    await row('Welcome').getByText('0:02 · WAV').waitFor();
    const next = { type: 'extension', extensionId: office.ada.id };
    expect(await announcements()).toMatchObject([{ name: 'Welcome', next, audio: { seconds: 2, channels: 2 } }]);
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('given a file that is dropped, then it takes the place of the first; deleted, it can be brought back', async () => {
    const { page } = at;
    const [welcome] = await announcements();
    await at.open(`/announcements/${welcome?.id}`);
    await dialog().getByText('0:02 · WAV').waitFor();
    const bytes = JSON.stringify([...makeWav(sineWave(880, 16_000, 1))]);
    const dropped = await page.evaluateHandle(`(() => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(${bytes})], 'other.wav', { type: 'audio/wav' }));
      return data;
    })()`);
    await dialog().getByText('or drop it here').dispatchEvent('drop', { dataTransfer: dropped });
    await dialog().getByText('0:01 · WAV, 16 kHz, 1 channel').waitFor();
    await press('Save');
    await row('Welcome').getByText('0:01 · WAV').waitFor();
    await row('Welcome').getByRole('link', { name: 'Welcome' }).click();
    await press('Delete');
    const question = page.getByRole('dialog', { name: 'Delete Welcome?' });
    await question.getByRole('button', { name: 'Delete', exact: true }).click();
    const toast = page.getByRole('alert').filter({ hasText: 'Welcome is deleted.' });
    await toast.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Welcome is back.').waitFor();
    expect(at.dashboard.complaints).toEqual([]);
  });

  it('is in German and on a phone too', async () => {
    const { page } = at;
    const [welcome] = await announcements();
    await page.evaluate("localStorage.setItem('trunkline-language', 'de')");
    await at.open(`/announcements/${welcome?.id}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await dialog().getByText('0:01 · WAV, 16 kHz, 1 Kanal').waitFor();
    await expect.poll(() => page.evaluate(overhang), { timeout: 3000 }).toBe(0);
    await page.evaluate("localStorage.removeItem('trunkline-language')");
    await page.setViewportSize(usualSize);
    expect(at.dashboard.complaints).toEqual([]);
  });
}
