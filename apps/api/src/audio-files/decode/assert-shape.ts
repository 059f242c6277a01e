import { AudioProblem } from './audio-problem.js';

const rates = { lowest: 4000, highest: 192_000 };
const MOST_CHANNELS = 8;

/** @throws AudioProblem for a sample rate or a number of channels that no recording has. */
export function assertShape(sampleRate: number, channels: number): void {
  if (!(sampleRate >= rates.lowest && sampleRate <= rates.highest))
    throw new AudioProblem('must have a sample rate from 4000 to 192000 Hz');
  if (!(channels >= 1 && channels <= MOST_CHANNELS)) throw new AudioProblem('must have 1 to 8 channels');
}
