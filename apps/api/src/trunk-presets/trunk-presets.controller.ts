import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { trunkPresetsSchema } from '@trunkline/contracts';
import { Requires } from '../access/requires.decorator.js';
import { Answers } from '../openapi/answers.decorator.js';
import { trunkPresets } from './presets.js';

@ApiTags('trunks')
@Controller('trunk-presets')
export class TrunkPresetsController {
  @Get()
  @Requires('config:read')
  @Answers(200, trunkPresetsSchema, 'What trunks to known carriers take, with the page that says so.')
  list() {
    return { items: trunkPresets };
  }
}
