import { Module } from '@nestjs/common';
import { TrunkPresetsController } from './trunk-presets.controller.js';

@Module({ controllers: [TrunkPresetsController] })
export class TrunkPresetsModule {}
