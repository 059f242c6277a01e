import { Body, Controller, Delete, Get, Param, Put, Query, UseGuards } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import {
  idSchema,
  type Principal,
  type RateQuery,
  rateQuerySchema,
  rateSchema,
  type TrunkRatesPut,
  trunkRatesPutSchema,
  trunkSchema,
} from '@trunkline/contracts';
import { z } from 'zod';
import { Caller, Requires } from '../access/requires.decorator.js';
import { type ChangeQuery, changeQuerySchema } from '../config-changes/changed.js';
import { Changes } from '../config-changes/changes.decorator.js';
import { AnswersPage } from '../openapi/answers.decorator.js';
import { RatesBody } from './rates-body.guard.js';
import { TrunkRatesService } from './trunk-rates.service.js';

/** `currency` is that of a file, which has no place for it. */
const putQuerySchema = changeQuerySchema.extend({ currency: z.string().optional() });

@ApiTags('trunks')
@Controller('trunks')
export class TrunkRatesController {
  constructor(private readonly rates: TrunkRatesService) {}

  @Get(':id/rates')
  @Requires('config:read')
  @AnswersPage(rateSchema, 'What the carrier of a trunk charges, by prefix; or, by `number`, the rate of one number.')
  list(@Param('id', { schema: idSchema }) id: string, @Query({ schema: rateQuerySchema }) query: RateQuery) {
    return this.rates.list(id, query);
  }

  @Put(':id/rates')
  @UseGuards(RatesBody)
  @ApiConsumes('application/json', 'text/csv')
  @Changes(
    200,
    trunkSchema,
    'Replace all rates of a trunk, by JSON up to 100 kB or by a file of at most 2 MB: lines of prefix, price and perhaps a name as text/csv, its currency in the query. Problems of a file name its lines.',
  )
  put(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: trunkRatesPutSchema }) body: TrunkRatesPut,
    @Query({ schema: putQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.rates.put(id, body, caller);
  }

  @Delete(':id/rates')
  @Changes(200, trunkSchema, 'Delete all rates of a trunk: what its carrier charges is not known then.')
  remove(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.rates.remove(id, caller);
  }
}
