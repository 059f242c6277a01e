import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { audioLimits } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { type Request, type Response, raw } from 'express';

const read = raw({ type: 'audio/*', limit: audioLimits.bytes, inflate: false });

/**
 * Reads the file that a request consists of into its `body`. Guards run in turn, so nobody sends 20 MB who may not; and
 * before interceptors, so the file is what an `Idempotency-Key` stands for.
 */
@Injectable()
export class AudioBody implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    if (request.is('audio/*') === false && request.header('content-length') !== '0') throw notAudio();
    await new Promise<void>((resolve, reject) => {
      read(request, context.switchToHttp().getResponse<Response>(), (error?: unknown) =>
        error === undefined ? resolve() : reject(told(error)),
      );
    });
    if (!Buffer.isBuffer(request.body)) request.body = Buffer.alloc(0);
    return true;
  }
}

const notAudio = () =>
  new DomainError('unsupported_media_type', 'Send the file as it is, with a Content-Type such as audio/wav.');

function told(error: unknown): unknown {
  const { status } = error as { status?: number };
  const megabytes = audioLimits.bytes / 1_000_000;
  if (status === 413) return new DomainError('payload_too_large', `The file is larger than ${megabytes} MB.`);
  return status === 415 ? notAudio() : error;
}
