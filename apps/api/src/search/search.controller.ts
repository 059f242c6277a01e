import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Principal, type SearchQuery, searchQuerySchema, searchResultsSchema } from '@trunkline/contracts';
import { Caller } from '../access/requires.decorator.js';
import { Answers } from '../openapi/answers.decorator.js';
import { SearchService } from './search.service.js';

@ApiTags('search')
@Controller('search')
export class SearchController {
  constructor(private readonly search: SearchService) {}

  @Get()
  @Answers(
    200,
    searchResultsSchema,
    'Find resources by name, number or description, and call records by id or number. A kind that the caller may not see is null.',
  )
  find(@Query({ schema: searchQuerySchema }) query: SearchQuery, @Caller() caller: Principal) {
    return this.search.find(query, caller);
  }
}
