import type { AudioFile } from '@trunkline/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * An audio file, by the SHA-256 of `content` in hex: WAV of one channel, 16 bits and 16 kHz. The other columns tell what was
 * uploaded; `uploadedAt` is when it last was.
 */
@Entity('audio_files')
export class AudioFileEntity {
  @PrimaryColumn('text')
  id: string;

  @Column('double precision')
  seconds: number;

  @Column('text')
  format: AudioFile['format'];

  @Column('int', { name: 'sample_rate' })
  sampleRate: number;

  @Column('int')
  channels: number;

  /** Megabytes, so it is read only where it is asked for. */
  @Column('bytea', { select: false })
  content: Buffer;

  @Column('timestamptz', { name: 'uploaded_at', default: () => 'now()' })
  uploadedAt: Date;
}
