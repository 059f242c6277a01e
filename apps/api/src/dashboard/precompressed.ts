import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

const endings = { br: '.br', gzip: '.gz' } as const;

/**
 * Leads a request for a file of `directory` to the copy beside it that the build compressed, in the best coding that the
 * client takes (RFC 9110, 12.5.3). Whatever has no such copy goes on as it is.
 */
export function precompressed(directory: string): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    response.vary('Accept-Encoding');
    // Browsers name both without a preference, gzip first.
    const coding = (['br', 'gzip'] as const).find((each) => request.acceptsEncodings(each));
    if (coding === undefined || !/^\/[\w.-]+\.(js|css|svg)$/.test(request.path)) return next();
    const ending = endings[coding];
    access(join(directory, request.path + ending), constants.R_OK).then(
      () => {
        response.setHeader('Content-Encoding', coding);
        response.type(extname(request.path));
        request.url = request.path + ending;
        next();
      },
      () => next(),
    );
  };
}
