import { Body, Controller, Get, HttpCode, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiDefaultResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type AudioFile, audioFileIdSchema, audioFileSchema, problemSchema } from '@trunkline/contracts';
import type { Request, Response } from 'express';
import { Requires } from '../access/requires.decorator.js';
import { Answers } from '../openapi/answers.decorator.js';
import { bodySchema } from '../openapi/contract-schemas.js';
import { AudioBody } from './audio-body.guard.js';
import { AudioFilesService } from './audio-files.service.js';

const file = { type: 'string' as const, format: 'binary' };
const problem = { 'application/problem+json': { schema: bodySchema(problemSchema) } };

@ApiTags('announcements')
@Controller('audio-files')
export class AudioFilesController {
  constructor(private readonly files: AudioFilesService) {}

  @Post()
  @HttpCode(201)
  @Requires('config:write')
  @UseGuards(AudioBody)
  @ApiConsumes('audio/*')
  @ApiBody({ schema: file })
  @Answers(
    201,
    audioFileSchema,
    'Upload an audio file: WAV, MP3, FLAC or Ogg Vorbis, at most 20 MB and 10 minutes. It is converted to WAV of one channel, 16 bits and 16 kHz. One that no announcement was ever made of goes after a day.',
  )
  async upload(@Body() body: Buffer, @Res({ passthrough: true }) response: Response): Promise<AudioFile> {
    const kept = await this.files.keep(body);
    response.setHeader('Location', `/api/v1/audio-files/${kept.id}`);
    return kept;
  }

  @Get(':id')
  @Requires('config:read')
  @Answers(200, audioFileSchema, 'Read what is known of an audio file.')
  read(@Param('id', { schema: audioFileIdSchema }) id: string): Promise<AudioFile> {
    return this.files.read(id);
  }

  @Get(':id/content')
  @Requires('config:read')
  @ApiOperation({ summary: 'Listen to an audio file, as it is played: whole, or one `Range` of it.' })
  @ApiResponse({
    status: 200,
    description: 'WAV, 16 kHz; 206 and a part of it for a `Range`.',
    content: { 'audio/wav': { schema: file } },
  })
  @ApiDefaultResponse({ description: 'A problem (RFC 9457).', content: problem })
  content(
    @Param('id', { schema: audioFileIdSchema }) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.files.send(id, request, response);
  }
}
