import { createHash } from 'node:crypto';
import { type AudioFile, audioLimits } from '@trunkline/contracts';
import { assertShape } from './assert-shape.js';
import type { AudioBlock } from './audio-block.js';
import { AudioProblem } from './audio-problem.js';
import { flacBlocks, mp3Blocks, oggBlocks } from './packed-blocks.js';
import { Resampler } from './resampler.js';
import { wavBlocks } from './wav-blocks.js';

/** What Asterisk plays best to a phone of wide band, and turns into what others take. */
export const KEPT_RATE = 16_000;
const SHORTEST_SECONDS = 0.1;
const HEADER = 44;

/** A file as it is kept, and what it was made of. */
export type ConvertedAudio = AudioFile & { content: Uint8Array<ArrayBuffer> };

type Blocks = (file: Uint8Array) => Iterable<AudioBlock> | AsyncIterable<AudioBlock>;
const readers: Record<AudioFile['format'], Blocks> = {
  ...{ wav: wavBlocks, mp3: mp3Blocks, flac: flacBlocks, ogg: oggBlocks },
};

/** The file as WAV of one channel, 16 bits and 16 kHz. @throws AudioProblem */
export async function convertAudio(file: Uint8Array): Promise<ConvertedAudio> {
  const format = formatOf(file);
  const parts: Float32Array[] = [];
  let shape: { sampleRate: number; channels: number } | undefined;
  let resampler: Resampler | undefined;
  let frames = 0;
  for await (const { sampleRate, channelData } of readers[format](file)) {
    shape ??= { sampleRate, channels: channelData.length };
    assertShape(sampleRate, channelData.length);
    if (sampleRate !== shape.sampleRate) throw new AudioProblem('changes its sample rate');
    frames += channelData[0]?.length ?? 0;
    if (frames > audioLimits.seconds * sampleRate)
      throw new AudioProblem(`must not be longer than ${audioLimits.seconds / 60} minutes`);
    resampler ??= new Resampler(sampleRate, KEPT_RATE);
    parts.push(sampleRate === KEPT_RATE ? mixed(channelData) : resampler.push(mixed(channelData)));
  }
  if (!shape || !resampler || frames === 0) throw new AudioProblem('has no audio in it');
  if (frames < SHORTEST_SECONDS * shape.sampleRate) throw new AudioProblem('must be at least 0.1 seconds long');
  if (shape.sampleRate !== KEPT_RATE) parts.push(resampler.end());
  const content = wavOf(parts);
  const id = createHash('sha256').update(content).digest('hex');
  const seconds = (content.length - HEADER) / 2 / KEPT_RATE;
  return { id, seconds, format, ...shape, content };
}

/** The kind of a file by how it begins: its name and type say what they like. */
function formatOf(file: Uint8Array): AudioFile['format'] {
  if (file.length === 0) throw new AudioProblem('is empty');
  const start = Buffer.from(file.subarray(0, 12)).toString('latin1');
  if (start.startsWith('RIFF') && start.endsWith('WAVE')) return 'wav';
  if (start.startsWith('fLaC')) return 'flac';
  if (start.startsWith('OggS')) return 'ogg';
  const [first = 0, second = 0] = file;
  // The sync of a frame (ISO/IEC 11172-3), of a layer that there is.
  if (start.startsWith('ID3') || (first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0)) return 'mp3';
  throw new AudioProblem('is no audio that can be read: send WAV, MP3, FLAC or Ogg Vorbis');
}

/** All channels as one. */
function mixed(channelData: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(), ...others] = channelData;
  if (others.length === 0) return first;
  return first.map((sample, index) => {
    const sum = others.reduce((total, channel) => total + (channel[index] ?? 0), sample);
    return sum / channelData.length;
  });
}

/** A WAV file of 16 bits, one channel. */
function wavOf(parts: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  const samples = parts.reduce((sum, part) => sum + part.length, 0);
  const content = new Uint8Array(HEADER + 2 * samples);
  const view = new DataView(content.buffer);
  const text = (at: number, name: string) => content.set(Buffer.from(name, 'latin1'), at);
  text(0, 'RIFF');
  view.setUint32(4, 36 + 2 * samples, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, KEPT_RATE, true);
  view.setUint32(28, 2 * KEPT_RATE, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, 2 * samples, true);
  let at = HEADER;
  for (const part of parts) {
    for (const sample of part) {
      // What is not a number is silence.
      view.setInt16(at, Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))) || 0, true);
      at += 2;
    }
  }
  return content;
}
