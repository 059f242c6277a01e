import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { trunkCreateSchema } from '@trunkline/contracts';
import { describe, expect, it } from 'vitest';
import { assertTrunkWhole } from '../trunks/trunk-rules.js';
import { trunkPresets } from './presets.js';

const answers = { host: 'sip.example.net', port: 5060, username: 'customer', password: 'secret' };

describe('the presets of trunks', () => {
  it('are all that there are, each once', () => {
    const files = readdirSync(join(import.meta.dirname, 'carriers')).map((name) => name.replace('.json', ''));
    expect(trunkPresets.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
  });

  it.each(trunkPresets.map((preset) => [preset.id, preset] as const))(
    '%s makes a whole trunk with what it asks',
    (_, preset) => {
      const set = preset.settings.map(({ field, value }) => [field, value]);
      const asked = preset.asks
        .filter(({ required }) => required)
        .map(({ field, choices, example }) => [field, choices[0] ?? example ?? answers[field as keyof typeof answers]]);
      const trunk = trunkCreateSchema.parse({ name: preset.name, ...Object.fromEntries([...set, ...asked]) });
      expect(() => assertTrunkWhole({ ...trunk, hasPassword: trunk.password !== null })).not.toThrow();
      const fields = [...preset.settings, ...preset.asks].map(({ field }) => field);
      expect(new Set(fields).size).toBe(fields.length);
    },
  );

  it('name the page of each value that is verified, unless they are of no carrier', () => {
    for (const { generic, settings, asks } of trunkPresets) {
      for (const { verified, source } of [...settings, ...asks]) expect(verified).toBe(generic || source !== null);
    }
  });
});
