import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Principal, type SettingsPatch, settingsPatchSchema, settingsSchema } from '@trunkline/contracts';
import { Caller } from '../access/requires.decorator.js';
import { type ChangeQuery, changeQuerySchema } from '../config-changes/changed.js';
import { Changes } from '../config-changes/changes.decorator.js';
import { Reads } from '../config-changes/reads.decorator.js';
import { SettingsService } from './settings.service.js';

@ApiTags('settings')
@Controller('settings')
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  @Get()
  @Reads(settingsSchema, 'Read the settings of the node.')
  read() {
    return this.settings.read();
  }

  @Patch()
  @Changes(200, settingsSchema, 'Change what the body names (JSON merge patch).')
  patch(
    @Body({ schema: settingsPatchSchema }) body: SettingsPatch,
    @Query({ schema: changeQuerySchema }) _query: ChangeQuery,
    @Caller() caller: Principal,
  ) {
    return this.settings.patch(body, caller);
  }
}
