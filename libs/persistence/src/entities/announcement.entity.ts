import type { Destination } from '@trunkline/contracts';
import { Column, Entity, Unique } from 'typeorm';
import { ResourceEntity } from './resource.entity.js';

/** An announcement. `audioId` is what it plays, `next` where a call goes that has heard it. */
@Entity('announcements')
@Unique('announcements_ref_key', ['ref'])
export class AnnouncementEntity extends ResourceEntity {
  @Column('text')
  ref: string;

  @Column('text')
  name: string;

  @Column('text', { name: 'audio_id' })
  audioId: string;

  @Column('jsonb', { nullable: true })
  next: Destination | null;

  @Column('boolean')
  enabled: boolean;
}
