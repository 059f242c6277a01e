/** How a WAV file is written: PCM of 16 bits, one channel and 16 kHz unless it is said otherwise. */
export interface WavShape {
  rate?: number;
  channels?: number;
  /** 1: PCM, 3: IEEE float. */
  codec?: number;
  bits?: number;
  /** Length of the data as the header tells it. */
  told?: number;
}

/** A WAV file of these samples, -1 to 1, the same in each channel. */
export function makeWav(samples: readonly number[], shape: WavShape = {}): Buffer {
  const { rate = 16_000, channels = 1, codec = 1, bits = 16, told } = shape;
  const width = bits / 8;
  const data = Buffer.alloc(samples.length * channels * width);
  samples.forEach((sample, frame) => {
    for (let channel = 0; channel < channels; channel += 1) {
      const at = (frame * channels + channel) * width;
      if (codec === 3) data.writeFloatLE(sample, at);
      else if (bits === 8) data.writeUInt8(Math.round(sample * 127) + 128, at);
      else data.writeIntLE(Math.round(sample * (2 ** (bits - 1) - 1)), at, width);
    }
  });
  const header = Buffer.alloc(44);
  header.write('RIFF\0\0\0\0WAVEfmt ', 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(codec, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt16LE(bits, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(told ?? data.length, 40);
  return Buffer.concat([header, data]);
}

/** The samples of a sine wave of half the full level, for `makeWav`. */
export const sineWave = (frequency: number, rate: number, seconds: number): number[] =>
  Array.from({ length: rate * seconds }, (_, at) => 0.5 * Math.sin((2 * Math.PI * frequency * at) / rate));
