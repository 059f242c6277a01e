import { Injectable } from '@nestjs/common';
import type { AudioFile } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { AudioFiles } from '@trunkline/persistence';
import type { Request, Response } from 'express';
import { Database } from '../database/database.js';
import { invalid } from '../http/contract.pipe.js';
import { AudioConverter } from './audio-converter.js';
import { AudioProblem } from './decode/audio-problem.js';

@Injectable()
export class AudioFilesService {
  constructor(
    private readonly database: Database,
    private readonly converter: AudioConverter,
  ) {}

  /** Converts a file and keeps it. @throws DomainError validation_failed, whose pointer is the whole body. */
  async keep(file: Buffer): Promise<AudioFile> {
    const { content, ...about } = await this.converter.convert(file).catch((error: unknown) => {
      throw error instanceof AudioProblem ? invalid([{ pointer: '', message: error.message }]) : error;
    });
    return AudioFiles.keep(this.database.source, { ...about, content: Buffer.from(content.buffer) });
  }

  async read(id: string): Promise<AudioFile> {
    const [found] = await AudioFiles.read(this.database.source, [id]);
    if (!found) throw missing();
    return found;
  }

  /** Answers with the file, or with the one part of it that is asked for (RFC 9110 section 14). */
  async send(id: string, request: Request, response: Response): Promise<void> {
    const size = await AudioFiles.size(this.database.source, id);
    if (size === null) throw missing();
    response.setHeader('Content-Type', 'audio/wav');
    response.setHeader('Accept-Ranges', 'bytes');
    // What has this id never changes.
    response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
    const ranges = request.range(size);
    if (ranges === -1) {
      response.status(416).setHeader('Content-Range', `bytes */${size}`).end();
      return;
    }
    const range = typeof ranges === 'object' && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
    const [start, end] = range ? [range.start, range.end] : [0, size - 1];
    if (range) response.status(206).setHeader('Content-Range', `bytes ${start}-${end}/${size}`);
    const content = await AudioFiles.content(this.database.source, id, start, end - start + 1);
    if (!content) throw missing();
    response.setHeader('Content-Length', content.length);
    response.end(request.method === 'HEAD' ? undefined : content);
  }
}

const missing = () => new DomainError('not_found', 'There is no such audio file.');
