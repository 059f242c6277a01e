import { z } from 'zod';
import { audioFormats } from './choices.js';

/** Id of an audio file: the SHA-256, in hex, of what it was converted to. */
export const audioFileIdSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be the id of an audio file');

/**
 * An uploaded audio file as it is read. `seconds` is how long it plays; `format`, `sampleRate` (Hz) and `channels` are what
 * was uploaded. It is kept and played as WAV of one channel, 16 bits and 16 kHz.
 */
export const audioFileSchema = z.object({
  id: audioFileIdSchema,
  seconds: z.number(),
  format: z.enum(audioFormats),
  sampleRate: z.number().int().positive(),
  channels: z.number().int().positive(),
});
export type AudioFile = z.infer<typeof audioFileSchema>;
