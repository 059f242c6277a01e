import { SAMPLE_RATE } from './tone.js';

/**
 * Samples of a WAV file of 16 bit linear mono at 8 kHz, as Asterisk records (format `wav`).
 * A file that is still being written has a wrong length in its header: everything present is read.
 */
export function readWav(file: Buffer): Int16Array {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE')
    throw new Error('not a RIFF WAVE file');
  let offset = 12;
  while (offset + 8 <= file.length) {
    const name = file.toString('latin1', offset, offset + 4);
    const length = file.readUInt32LE(offset + 4);
    const body = offset + 8;
    if (name === 'fmt ') checkFormat(file, body);
    if (name === 'data') return linear(file.subarray(body));
    offset = body + length + (length % 2);
  }
  throw new Error('the WAV file has no data chunk');
}

function checkFormat(file: Buffer, body: number): void {
  const [codec, channels, rate, bits] = [
    file.readUInt16LE(body),
    file.readUInt16LE(body + 2),
    file.readUInt32LE(body + 4),
    file.readUInt16LE(body + 14),
  ];
  if (codec !== 1 || channels !== 1 || rate !== SAMPLE_RATE || bits !== 16)
    throw new Error(`expected 16 bit mono at 8 kHz, got codec ${codec}, ${channels} channels, ${rate} Hz, ${bits} bit`);
}

function linear(bytes: Buffer): Int16Array {
  return Int16Array.from({ length: Math.floor(bytes.length / 2) }, (_, index) => bytes.readInt16LE(index * 2));
}
