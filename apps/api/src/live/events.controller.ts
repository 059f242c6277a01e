import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type EventStreamQuery, eventStreamQuerySchema, type Principal, streamPlaceSchema } from '@trunkline/contracts';
import type { Request, Response } from 'express';
import { Caller, Requires } from '../access/requires.decorator.js';
import { invalid } from '../http/contract.pipe.js';
import { AnswersStream } from '../openapi/answers.decorator.js';
import { LiveAccess } from './live-access.js';
import { LiveFeed } from './live-feed.js';
import { SseSink } from './sse-sink.js';

@ApiTags('events')
@Controller('events')
export class EventsController {
  constructor(
    private readonly feed: LiveFeed,
    private readonly access: LiveAccess,
  ) {}

  @Get()
  @Requires('calls:read')
  @AnswersStream('Follow what happens, as server-sent events; docs/asyncapi.yaml says which.')
  follow(
    @Query({ schema: eventStreamQuerySchema }) { since, ...filter }: EventStreamQuery,
    @Caller() { id, permissions }: Principal,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    if (request.method === 'HEAD') return void response.end();
    const place = lastEventId(request) ?? since;
    const admit = async () => (await this.access.holderOf(request.headers)).permissions;
    const follower = { holderId: id, permissions, filter, since: place, admit };
    response.once('close', this.feed.add(new SseSink(response), follower));
  }
}

/** A browser's EventSource sends it by itself when it comes back. */
function lastEventId(request: Request): number | undefined {
  const header = request.header('last-event-id');
  if (header === undefined || header === '') return undefined;
  const place = streamPlaceSchema.safeParse(header);
  if (!place.success)
    throw invalid([{ pointer: 'Last-Event-ID', message: 'must be the id of an event of this stream' }]);
  return place.data;
}
