import type { CelRow } from './cel-row.js';

/** What names the other channels in the rows that join calls, by their type. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  PICKUP: ['pickup_channel_uniqueid'],
  ATTENDEDTRANSFER: ['channel2_uniqueid', 'transferee_channel_uniqueid', 'transfer_target_channel_uniqueid'],
};

/** The channels that a pickup or an attended transfer makes one call of; none for any other row. */
export function joinedChannels(row: CelRow): string[] {
  const others = FIELDS[row.type];
  return others ? [row.uniqueid, ...others.flatMap((field) => row.extra[field] || [])] : [];
}
