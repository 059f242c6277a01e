import { Injectable } from '@nestjs/common';
import { explainRouting } from '@trunkline/config-renderer';
import type { RoutingExplanation, RoutingQuestion } from '@trunkline/contracts';
import { readRouting } from '@trunkline/persistence';
import { Database } from '../database/database.js';

@Injectable()
export class RoutingService {
  constructor(private readonly database: Database) {}

  async explain(question: RoutingQuestion): Promise<RoutingExplanation> {
    const at = question.at === null ? new Date() : new Date(question.at);
    return explainRouting(await readRouting(this.database.source), question, at);
  }
}
