import { describe, expect, it } from 'vitest';
import { type DiskChange, DiskWatch } from './disk-watch.js';

const room = { bytes: 1e9, share: 0.5 };
const full = { bytes: 0, share: 0 };
const at = (second: number) => new Date(second * 1000);

describe('DiskWatch', () => {
  it('tells when the disk became full and when it had room again, once, however long the telling fails', async () => {
    const watch = new DiskWatch();
    const told: DiskChange[] = [];
    const tell = async (change: DiskChange) => void told.push(change);
    watch.saw(room, at(0));
    watch.saw(full, at(1));
    await expect(watch.tell(() => Promise.reject(new Error('the database is away')))).rejects.toThrow('away');
    watch.saw(full, at(2));
    watch.saw(null, at(3));
    watch.saw(room, at(4));
    await watch.tell(tell);
    await watch.tell(tell);
    expect(told).toEqual([
      { full: false, at: at(0) },
      { full: true, at: at(1) },
      { full: false, at: at(4) },
    ]);
  });
});
