import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type RoutingQuestion, routingExplanationSchema, routingQuestionSchema } from '@trunkline/contracts';
import { Requires } from '../access/requires.decorator.js';
import { Answers } from '../openapi/answers.decorator.js';
import { RoutingService } from './routing.service.js';

@ApiTags('routing')
@Controller('routing')
export class RoutingController {
  constructor(private readonly routing: RoutingService) {}

  @Post('explain')
  @HttpCode(200)
  @Requires('config:read')
  @Answers(
    200,
    routingExplanationSchema,
    'Where a call would go: every rule that was looked at, why it did or did not fit, and what happens then. Calls nobody.',
  )
  explain(@Body({ schema: routingQuestionSchema }) question: RoutingQuestion) {
    return this.routing.explain(question);
  }
}
