import type { AudioFile } from '@trunkline/contracts';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { lockConfig } from '../config/with-config-change.js';
import { AudioFileEntity } from '../entities/audio-file.entity.js';

/** An audio file with what is kept of it, and what `content` was made of. */
export type StoredAudio = AudioFile & { content: Buffer };

/**
 * The audio files that announcements play. One is kept for as long as a config revision names it, and all of those are
 * kept: so each of them can be gone back to. What no revision ever named goes a day after its upload.
 */
export const AudioFiles = {
  /** Keeps a file; of one that is there already only its age is new. */
  async keep(source: DataSource | EntityManager, file: StoredAudio): Promise<AudioFile> {
    const { id, seconds, format, sampleRate, channels, content } = file;
    await source.query(
      `INSERT INTO audio_files (id, seconds, format, sample_rate, channels, content) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET uploaded_at = now()`,
      [id, seconds, format, sampleRate, channels, content],
    );
    const [kept] = await AudioFiles.read(source, [id]);
    return kept ?? { id, seconds, format, sampleRate, channels };
  },

  /** Those of these ids that are there, without their content. */
  async read(source: DataSource | EntityManager, ids: readonly string[]): Promise<AudioFile[]> {
    const manager = 'manager' in source ? source.manager : source;
    const rows = ids.length === 0 ? [] : await manager.findBy(AudioFileEntity, { id: In([...ids]) });
    return rows.map(({ id, seconds, format, sampleRate, channels }) => ({ id, seconds, format, sampleRate, channels }));
  },

  /** How many bytes a file has; null when there is none. */
  async size(source: DataSource | EntityManager, id: string): Promise<number | null> {
    const [row] = await source.query<{ size: number }[]>(
      'SELECT length(content) AS size FROM audio_files WHERE id = $1',
      [id],
    );
    return row?.size ?? null;
  },

  /** The bytes of a file from `start` on, `count` of them, or all; null when there is none. */
  async content(source: DataSource | EntityManager, id: string, start = 0, count = 2 ** 30): Promise<Buffer | null> {
    const [row] = await source.query<{ content: Buffer }[]>(
      'SELECT substring(content FROM $2 FOR $3) AS content FROM audio_files WHERE id = $1',
      [id, start + 1, count],
    );
    return row?.content ?? null;
  },

  /** Deletes what was uploaded more than a day ago and no config revision names. */
  async prune(source: DataSource): Promise<void> {
    await source.transaction(async (manager) => {
      // Nobody makes an announcement of one that is about to go.
      await lockConfig(manager);
      await manager.query(unnamed);
    });
  },
};

const unnamed = `
WITH old AS MATERIALIZED (
  SELECT id FROM audio_files
   WHERE uploaded_at < now() - interval '1 day' AND id NOT IN (SELECT audio_id FROM announcements)),
named AS MATERIALIZED (
  SELECT image->>'audioId' AS id
    FROM config_revisions r, jsonb_array_elements(r.changes) c, LATERAL (VALUES (c->'before'), (c->'after')) v (image)
   WHERE EXISTS (SELECT FROM old) AND r.changes @> '[{"kind": "announcement"}]')
DELETE FROM audio_files
 WHERE id IN (SELECT id FROM old) AND id NOT IN (SELECT id FROM named WHERE id IS NOT NULL)`;
