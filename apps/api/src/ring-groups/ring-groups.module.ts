import { Module } from '@nestjs/common';
import { RingGroupsController } from './ring-groups.controller.js';
import { RingGroupsService } from './ring-groups.service.js';

@Module({ controllers: [RingGroupsController], providers: [RingGroupsService] })
export class RingGroupsModule {}
