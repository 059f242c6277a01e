import { Module } from '@nestjs/common';
import { AudioConverter } from './audio-converter.js';
import { AudioFilesController } from './audio-files.controller.js';
import { AudioFilesService } from './audio-files.service.js';

@Module({ controllers: [AudioFilesController], providers: [AudioConverter, AudioFilesService] })
export class AudioFilesModule {}
