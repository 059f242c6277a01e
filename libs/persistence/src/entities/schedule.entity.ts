import type { Holiday, Schedule, WeeklyHours } from '@trunkline/contracts';
import { Column, Entity, Unique } from 'typeorm';
import { ResourceEntity } from './resource.entity.js';

/** A schedule, in its own time zone. */
@Entity('schedules')
@Unique('schedules_ref_key', ['ref'])
export class ScheduleEntity extends ResourceEntity {
  @Column('text')
  ref: string;

  @Column('text')
  name: string;

  @Column('text')
  timezone: string;

  @Column('jsonb')
  weekly: WeeklyHours[];

  @Column('jsonb')
  holidays: Holiday[];

  @Column('text', { nullable: true })
  override: Schedule['override'];
}
