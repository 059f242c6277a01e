import type { LoggerService } from '@nestjs/common';
import type { Logger } from './create-logger.js';

type Level = 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal';

/** Lets Nest write through a process's logger: `NestFactory.create(AppModule, { logger: nestLogger(log) })`. */
export function nestLogger(log: Logger): LoggerService {
  const at =
    (level: Level) =>
    (message: unknown, ...rest: unknown[]): void => {
      const context = typeof rest.at(-1) === 'string' ? rest.at(-1) : undefined;
      if (message instanceof Error) log[level]({ context, err: message }, message.message);
      else if (typeof message === 'object') log[level]({ context, details: message });
      else if (level === 'error' && rest.length > 1) log.error({ context, stack: rest[0] }, String(message));
      else log[level]({ context }, String(message));
    };
  return {
    // Nest reports each module and each route at `log`; that is for a debugging eye.
    log: at('debug'),
    error: at('error'),
    warn: at('warn'),
    debug: at('debug'),
    verbose: at('trace'),
    fatal: at('fatal'),
  };
}
