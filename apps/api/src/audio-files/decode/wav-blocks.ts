import { assertShape } from './assert-shape.js';
import type { AudioBlock } from './audio-block.js';
import { AudioProblem } from './audio-problem.js';

const BLOCK_FRAMES = 65_536;
/** What a writer that could not go back puts into the length of the data. */
const UNKNOWN = 0xffff_ffff;

interface WavFormat {
  codec: number;
  channels: number;
  sampleRate: number;
  bits: number;
}

/** How a sample is read, by codec and bits: PCM, IEEE float, A-law and µ-law (ITU-T G.711). */
const readers: Record<string, (data: DataView, at: number) => number> = {
  '1/8': (data, at) => (data.getUint8(at) - 128) / 128,
  '1/16': (data, at) => data.getInt16(at, true) / 32_768,
  '1/24': (data, at) => (data.getUint16(at, true) + data.getInt8(at + 2) * 65_536) / 8_388_608,
  '1/32': (data, at) => data.getInt32(at, true) / 2_147_483_648,
  '3/32': (data, at) => data.getFloat32(at, true),
  '3/64': (data, at) => data.getFloat64(at, true),
  '6/8': (data, at) => alaw(data.getUint8(at)),
  '7/8': (data, at) => mulaw(data.getUint8(at)),
};

/** The samples of a WAV file (RIFF). @throws AudioProblem */
export function* wavBlocks(file: Uint8Array): Generator<AudioBlock> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const { format, start, end } = chunks(view);
  const { codec, channels, sampleRate, bits } = format;
  assertShape(sampleRate, channels);
  const read = readers[`${codec}/${bits}`];
  if (!read) throw new AudioProblem('is a WAV file of a kind that is not read: save it as PCM');
  const width = bits / 8;
  const frames = Math.floor((end - start) / (width * channels));
  for (let first = 0; first < frames; first += BLOCK_FRAMES) {
    const count = Math.min(BLOCK_FRAMES, frames - first);
    const channelData = Array.from({ length: channels }, (_, channel) =>
      Float32Array.from({ length: count }, (_, frame) =>
        read(view, start + ((first + frame) * channels + channel) * width),
      ),
    );
    yield { sampleRate, channelData };
  }
}

function chunks(view: DataView): { format: WavFormat; start: number; end: number } {
  let format: WavFormat | undefined;
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const length = view.getUint32(at + 4, true);
    const start = at + 8;
    const name = view.getUint32(at, false);
    if (name === 0x666d_7420 && start + 16 <= view.byteLength) format = formatAt(view, start, length);
    if (name === 0x6461_7461) {
      if (!format) break;
      if (length !== UNKNOWN && start + length > view.byteLength) throw cutShort();
      return { format, start, end: length === UNKNOWN ? view.byteLength : start + length };
    }
    at = start + length + (length % 2);
  }
  throw cutShort();
}

function formatAt(view: DataView, at: number, length: number): WavFormat {
  const codec = view.getUint16(at, true);
  // WAVE_FORMAT_EXTENSIBLE names the codec at the end.
  const extended = codec === 0xfffe && length >= 26 && at + 26 <= view.byteLength;
  return {
    codec: extended ? view.getUint16(at + 24, true) : codec,
    channels: view.getUint16(at + 2, true),
    sampleRate: view.getUint32(at + 4, true),
    bits: view.getUint16(at + 14, true),
  };
}

/** The problem of a file that ends before its audio does. */
export const cutShort = () => new AudioProblem('is cut short: it ends before its audio does');

function mulaw(byte: number): number {
  const bits = ~byte & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + 132) << ((bits >> 4) & 0x07)) - 132;
  return (bits & 0x80 ? -magnitude : magnitude) / 32_768;
}

function alaw(byte: number): number {
  const bits = byte ^ 0x55;
  const exponent = (bits >> 4) & 0x07;
  const mantissa = ((bits & 0x0f) << 4) + (exponent === 0 ? 8 : 264);
  const magnitude = exponent > 1 ? mantissa << (exponent - 1) : mantissa;
  return (bits & 0x80 ? magnitude : -magnitude) / 32_768;
}
