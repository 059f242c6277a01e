import { Module } from '@nestjs/common';
import { ExtensionGroupsController } from './extension-groups.controller.js';

@Module({ controllers: [ExtensionGroupsController] })
export class ExtensionGroupsModule {}
