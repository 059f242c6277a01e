import type { PbxSnapshot } from '@trunkline/domain';
import { ConfWriter } from '../conf/conf-writer.js';

/** Countries whose tones stand in the static indications.conf. */
export const toneZones: readonly string[] = [
  ...['us', 'gb', 'de', 'at', 'ch', 'fr', 'nl', 'be', 'it', 'es', 'pl', 'se', 'no', 'dk', 'au', 'br'],
];

/** indications.conf, the generated part: whose tones callers hear. Other countries get those of the United States. */
export function indicationsConf({ settings: { country } }: PbxSnapshot): string {
  const zone = toneZones.find((name) => name === country.toLowerCase()) ?? 'us';
  return new ConfWriter().comment('Tones of the country of the settings.').set('country', zone).toString();
}
