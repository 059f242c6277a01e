import { Module } from '@nestjs/common';
import { DeletedResourcesController } from './deleted-resources.controller.js';

@Module({ controllers: [DeletedResourcesController] })
export class DeletedResourcesModule {}
