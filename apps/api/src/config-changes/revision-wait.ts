import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { SettledRevisions } from './settled-revisions.js';

const longestWaitSeconds = 10;

/** Holds an answer back until Asterisk has the change, for callers that ask: `?wait=applied` or `Prefer: wait=5`. */
@Injectable()
export class RevisionWait {
  constructor(private readonly settled: SettledRevisions) {}

  /** Waits for the revision that the answer names, and says in the headers what became of it. */
  async answer(request: Request, response: Response): Promise<void> {
    const revision = Number(response.getHeader('Trunkline-Revision') ?? 0);
    const preferred = preferredSeconds(request.header('prefer'));
    const seconds = request.query.wait === 'applied' ? longestWaitSeconds : preferred;
    if (revision === 0 || seconds === undefined) return;
    const status = await this.settled.wait(revision, seconds * 1000);
    response.setHeader('Trunkline-Revision-Status', status);
    if (preferred !== undefined) response.setHeader('Preference-Applied', `wait=${preferred}`);
  }
}

/** Seconds of the preference `wait` (RFC 7240), ten at most. A preference that cannot be read is ignored, as it says. */
function preferredSeconds(prefer: string | undefined): number | undefined {
  const wait = prefer?.match(/(?:^|[,\s])wait\s*=\s*"?(\d{1,6})"?\s*(?:$|[,;])/i)?.[1];
  return wait === undefined ? undefined : Math.min(longestWaitSeconds, Number(wait));
}
