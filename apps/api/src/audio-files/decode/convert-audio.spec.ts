import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWav, sineWave, type WavShape } from '@trunkline/testing';
import { describe, expect, it } from 'vitest';
import { AudioProblem } from './audio-problem.js';
import { convertAudio, KEPT_RATE } from './convert-audio.js';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures', name));

const wav = makeWav;
const tone = (frequency: number, rate: number, seconds = 0.5) => sineWave(frequency, rate, seconds);

/** How loud a converted file is as a whole, and at one frequency; a full sine wave is 0.5. The ends are left out. */
async function heard(file: Uint8Array, frequency: number): Promise<{ power: number; at: number; seconds: number }> {
  const { content, seconds } = await convertAudio(file);
  const view = Buffer.from(content);
  const all = Array.from({ length: (view.length - 44) / 2 }, (_, at) => view.readInt16LE(44 + 2 * at) / 32_768);
  const samples = all.slice(1600, -1600);
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const part = (wave: (x: number) => number) =>
    samples.reduce((sum, sample, at) => sum + sample * wave((2 * Math.PI * frequency * at) / KEPT_RATE), 0) /
    samples.length;
  return { power, at: 2 * (part(Math.sin) ** 2 + part(Math.cos) ** 2), seconds };
}

describe('a file that is converted', () => {
  it.each<[string, WavShape]>([
    ['16 kHz', {}],
    ['8 kHz', { rate: 8000 }],
    ['44.1 kHz in two channels', { rate: 44_100, channels: 2 }],
    ['48 kHz of 24 bits', { rate: 48_000, bits: 24 }],
    ['11.025 kHz of 8 bits', { rate: 11_025, bits: 8 }],
    ['floating point', { rate: 22_050, codec: 3, bits: 32 }],
    ['a length that its writer did not know', { told: 0xffff_ffff }],
  ])('has the same tone, given WAV with %s', async (_, shape) => {
    const { power, at, seconds } = await heard(wav(tone(1000, shape.rate ?? 16_000), shape), 1000);
    expect(seconds).toBeCloseTo(0.5, 3);
    expect(power).toBeCloseTo(0.125, 2);
    expect(at / power).toBeGreaterThan(0.998);
  });

  it.each(['tone.mp3', 'tone.flac', 'tone.ogg'])('has the same tone, given %s', async (name) => {
    const { power, at, seconds } = await heard(fixture(name), 440);
    expect(seconds).toBeGreaterThan(0.49);
    expect(seconds).toBeLessThan(0.6);
    // An MP3 file ends with silence.
    expect(power).toBeGreaterThan(0.07);
    expect(power).toBeLessThan(0.085);
    expect(at / power).toBeGreaterThan(0.98);
  });

  it('tells what it was, and has the id of its content', async () => {
    const { content, ...about } = await convertAudio(fixture('tone.flac'));
    expect(about).toMatchObject({ format: 'flac', sampleRate: 44_100, channels: 1, seconds: 0.5 });
    expect((await convertAudio(content)).id).toBe(about.id);
  });

  it('keeps what is below 7 kHz, and nothing of what is above 8 kHz folds back', async () => {
    expect((await heard(wav(tone(6900, 48_000), { rate: 48_000 }), 6900)).at).toBeGreaterThan(0.12);
    for (const frequency of [8100, 9000, 12_000, 15_000, 20_000])
      expect((await heard(wav(tone(frequency, 48_000), { rate: 48_000 }), 1000)).power).toBeLessThan(1e-7);
    expect((await heard(wav(tone(3400, 8000), { rate: 8000 }), 4600)).at).toBeLessThan(1e-7);
  });
});

describe('a file that is refused', () => {
  const flac = () => Buffer.from(fixture('tone.flac'));
  const edited = (file: Buffer, edit: (file: Buffer) => void) => {
    edit(file);
    return file;
  };
  it.each<[string, () => Buffer, string]>([
    ['is empty', () => Buffer.alloc(0), 'is empty'],
    ['is text', () => Buffer.from('RIFF is a word, and so is WAVE.'), 'is no audio that can be read'],
    ['begins like MPEG and is text', () => Buffer.from(`\u00ff\u00fb${'text '.repeat(900)}`, 'latin1'), 'is damaged'],
    ['is UTF-16', () => Buffer.from('\ufeffhello', 'utf16le'), 'is no audio that can be read|has no audio'],
    ['has a header and no audio', () => wav([]), 'has no audio in it'],
    ['is a moment long', () => wav(tone(440, 16_000, 0.05)), 'must be at least 0.1 seconds long'],
    [
      'is too long',
      () => wav(Array(601 * 4000).fill(0), { rate: 4000, bits: 8 }),
      'must not be longer than 10 minutes',
    ],
    ['is cut within its data', () => wav(tone(440, 16_000)).subarray(0, 4000), 'is cut short'],
    ['is cut within its header', () => wav(tone(440, 16_000)).subarray(0, 30), 'is cut short'],
    ['has a rate of 0', () => wav(tone(440, 16_000), { rate: 0 }), 'must have a sample rate from 4000 to 192000 Hz'],
    ['has a rate of 3 GHz', () => wav(tone(440, 16_000), { rate: 3e9 }), 'must have a sample rate'],
    ['has 9 channels', () => wav(tone(440, 16_000, 0.1), { channels: 9 }), 'must have 1 to 8 channels'],
    ['has no channel', () => edited(wav(tone(440, 16_000)), (file) => file.writeUInt16LE(0, 22)), 'must have 1 to 8'],
    ['is ADPCM', () => edited(wav(tone(440, 16_000)), (file) => file.writeUInt16LE(17, 20)), 'a kind that is not read'],
    ['is FLAC, cut', () => flac().subarray(0, 5000), 'is cut short or damaged'],
    ['is FLAC, damaged', () => edited(flac(), (file) => file.fill(0x5a, 4000, 4100)), 'is cut short or damaged'],
    ['is FLAC of 700 kHz', () => edited(flac(), (file) => file.writeUInt16BE(0xafff, 18)), 'must have a sample rate'],
    ['is a FLAC header alone', () => flac().subarray(0, 42), 'has no audio|is cut short'],
    ['is Ogg, cut', () => fixture('tone.ogg').subarray(0, 4500), 'is cut short'],
    [
      'is Ogg, damaged',
      () => edited(Buffer.from(fixture('tone.ogg')), (file) => file.fill(0x5a, 600, 900)),
      'is damaged|no audio',
    ],
    [
      'is Ogg with Opus',
      () => edited(Buffer.from(fixture('tone.ogg')), (file) => file.write('OpusHead', 28)),
      'without Vorbis',
    ],
  ])('%s: the rule is named', async (_, file, message) => {
    const problem = await convertAudio(file()).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(AudioProblem);
    expect((problem as Error).message).toMatch(new RegExp(message));
  });

  it('unpacks to hours: it is given up at ten minutes, in little memory', { timeout: 60_000 }, async () => {
    const before = process.memoryUsage.rss();
    await expect(convertAudio(silentFlac(3 * 3600))).rejects.toThrow('must not be longer than 10 minutes');
    expect(process.memoryUsage.rss() - before).toBeLessThan(300e6);
  });
});

/** FLAC (RFC 9639) of one channel whose frames are one constant: 16 bytes for 65,535 samples. */
function silentFlac(seconds: number): Buffer {
  const block = 65_535;
  const info = Buffer.alloc(34);
  info.writeUInt16BE(block, 0);
  info.writeUInt16BE(block, 2);
  // 44,100 Hz, 1 channel, 16 bits, and a length that is not known.
  info.writeUInt32BE(((44_100 << 12) | (15 << 4)) >>> 0, 10);
  const frames = Array.from({ length: Math.ceil((seconds * 44_100) / block) }, (_, number) => {
    const count =
      number < 128
        ? [number]
        : number < 2048
          ? [0xc0 | (number >> 6), 0x80 | (number & 63)]
          : [0xe0 | (number >> 12), 0x80 | ((number >> 6) & 63), 0x80 | (number & 63)];
    const header = Buffer.from([0xff, 0xf8, 0x79, 0x08, ...count, (block - 1) >> 8, (block - 1) & 255]);
    const body = Buffer.concat([header, Buffer.from([crc(header, 8, 0x07)]), Buffer.from([0, 0, 0])]);
    const check = crc(body, 16, 0x8005);
    return Buffer.concat([body, Buffer.from([check >> 8, check & 255])]);
  });
  return Buffer.concat([Buffer.from('fLaC'), Buffer.from([0x80, 0, 0, 34]), info, ...frames]);
}

/** A cyclic redundancy check, most significant bit first. */
function crc(bytes: Buffer, width: number, polynomial: number): number {
  const [top, mask] = [1 << (width - 1), 2 ** width - 1];
  return bytes.reduce((sum, byte) => {
    let value = sum ^ (byte << (width - 8));
    for (let bit = 0; bit < 8; bit += 1) value = (value & top ? (value << 1) ^ polynomial : value << 1) & mask;
    return value;
  }, 0);
}
