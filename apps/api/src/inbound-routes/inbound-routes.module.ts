import { Module } from '@nestjs/common';
import { InboundRoutesController } from './inbound-routes.controller.js';
import { InboundRoutesService } from './inbound-routes.service.js';

@Module({ controllers: [InboundRoutesController], providers: [InboundRoutesService] })
export class InboundRoutesModule {}
