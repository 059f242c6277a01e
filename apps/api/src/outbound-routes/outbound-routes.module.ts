import { Module } from '@nestjs/common';
import { OutboundRoutesController } from './outbound-routes.controller.js';
import { OutboundRoutesService } from './outbound-routes.service.js';

@Module({ controllers: [OutboundRoutesController], providers: [OutboundRoutesService] })
export class OutboundRoutesModule {}
