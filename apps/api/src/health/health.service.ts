import { Injectable } from '@nestjs/common';
import type { Health } from '@trunkline/platform';
import { Database } from '../database/database.js';

@Injectable()
export class HealthService {
  constructor(private readonly database: Database) {}

  /** Ready when it can answer requests: with the database. An agent that is away is told by `GET /system`. */
  async read(): Promise<Health> {
    const { status } = await this.database.check();
    // Open to everybody, so it names no host and no error.
    return { ready: status === 'up', components: { database: { status, detail: null, since: null } } };
  }
}
