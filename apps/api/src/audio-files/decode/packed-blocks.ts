import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import { MPEGDecoder } from 'mpg123-decoder';
import { assertShape } from './assert-shape.js';
import type { AudioBlock } from './audio-block.js';
import { AudioProblem } from './audio-problem.js';
import { cutShort } from './wav-blocks.js';

/** So little at a time that what it unpacks to has room in memory: a FLAC frame of 14 bytes can be 65,535 samples. */
const PIECE = 1024;

interface Decoded {
  channelData: Float32Array[];
  samplesDecoded: number;
  sampleRate: number;
  errors: readonly unknown[];
}
interface Decoder {
  ready: Promise<void>;
  decode(piece: Uint8Array): Decoded | Promise<Decoded>;
  flush?(): Promise<Decoded>;
  free(): void;
}

async function* blocks(decoder: Decoder, file: Uint8Array): AsyncGenerator<AudioBlock> {
  await decoder.ready;
  const usable = ({ channelData, samplesDecoded, sampleRate, errors }: Decoded): AudioBlock[] => {
    if (errors.length > 0) throw damaged();
    return samplesDecoded > 0 ? [{ sampleRate, channelData }] : [];
  };
  for (let at = 0; at < file.length; at += PIECE) yield* usable(await decoder.decode(file.slice(at, at + PIECE)));
  if (decoder.flush) yield* usable(await decoder.flush());
  decoder.free();
}

/** The samples of an MP3 file. @throws AudioProblem */
export async function* mp3Blocks(file: Uint8Array): AsyncGenerator<AudioBlock> {
  let samples = 0;
  for await (const block of blocks(new MPEGDecoder(), file)) {
    samples += block.channelData[0]?.length ?? 0;
    yield block;
  }
  // The encoder's delay and padding are not played.
  if (samples > 0 && samples + 4 * 1152 < promisedSamples(file)) throw cutShort();
}

/** How many samples the header of a variable bit rate (Xing, Info) tells; 0 without one. */
function promisedSamples(file: Uint8Array): number {
  const view = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const tagged = view.toString('latin1', 0, 3) === 'ID3' && view.length > 10;
  const size = (at: number) => [0, 1, 2, 3].reduce((sum, place) => sum * 128 + ((view[at + place] ?? 0) & 0x7f), 0);
  const start = tagged ? 10 + size(6) : 0;
  const frame = view.subarray(start, start + 64);
  const at = Math.max(frame.indexOf('Xing'), frame.indexOf('Info'));
  if (at < 0 || at + 12 > frame.length || ((frame[at + 7] ?? 0) & 1) === 0) return 0;
  const isMpeg1 = ((frame[1] ?? 0) & 0x18) === 0x18;
  return frame.readUInt32BE(at + 8) * (isMpeg1 ? 1152 : 576);
}

/** The samples of a FLAC file (RFC 9639). @throws AudioProblem */
export async function* flacBlocks(file: Uint8Array): AsyncGenerator<AudioBlock> {
  const header = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, 42));
  if (header.length < 42) throw cutShort();
  const shape = header.readUIntBE(18, 4);
  assertShape(Math.floor(shape / 4096), ((shape >> 9) & 7) + 1);
  const total = (header.readUInt8(21) & 0x0f) * 2 ** 32 + header.readUInt32BE(22);
  let samples = 0;
  for await (const block of blocks(new FLACDecoder(), file)) {
    samples += block.channelData[0]?.length ?? 0;
    yield block;
  }
  // Frames that do not fit their checksum are left out.
  if (samples < total) throw new AudioProblem('is cut short or damaged: audio is missing');
}

/** The samples of a Vorbis stream in Ogg (RFC 3533, Vorbis I). @throws AudioProblem */
export async function* oggBlocks(file: Uint8Array): AsyncGenerator<AudioBlock> {
  const view = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (view.length < 58) throw cutShort();
  const identification = 27 + view.readUInt8(26);
  if (view.toString('latin1', identification, identification + 7) !== '\x01vorbis')
    throw new AudioProblem('is Ogg without Vorbis, such as Opus: save it as MP3, FLAC or WAV');
  assertShape(view.readUInt32LE(identification + 12), view.readUInt8(identification + 11));
  const last = view.lastIndexOf('OggS');
  const segments = view.subarray(last + 27, last + 27 + (view[last + 26] ?? 0));
  const end = last + 27 + segments.length + segments.reduce((sum, length) => sum + length, 0);
  if (((view[last + 5] ?? 0) & 4) === 0 || end > view.length) throw cutShort();
  yield* blocks(new OggVorbisDecoder(), file);
}

const damaged = () => new AudioProblem('is damaged');
