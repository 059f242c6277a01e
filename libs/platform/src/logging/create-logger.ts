import { type Logger as PinoLogger, pino } from 'pino';
import { requestId } from '../context/request-context.js';
import { escapeControls, redact, redactError, removeSecrets } from './redact.js';

/** A pino logger: `log.info({ callId }, 'call ended')`. */
export type Logger = PinoLogger;

/** `service` names the process in each line. `secrets` are values that must not stand in a line, wherever from. */
export interface LoggerOptions {
  service: string;
  level?: string;
  secrets?: readonly string[];
  /** Where lines go; standard output by default. */
  write?: (line: string) => void;
}

/**
 * Makes the logger of a process: one line of JSON for each message, with the id of the HTTP request if there is one.
 * Properties with a secret's name and the values in `secrets` are removed, control characters are escaped.
 */
export function createLogger({ service, level = 'info', secrets = [], write }: LoggerOptions): Logger {
  const out = write ?? ((line: string) => void process.stdout.write(line));
  return pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => {
        const id = requestId();
        return id ? { requestId: id } : {};
      },
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
      serializers: { err: (error: unknown) => (error instanceof Error ? redactError(error) : error) },
    },
    { write: (line: string) => out(removeSecrets(escapeControls(line), secrets)) },
  );
}

/** The secret values of an environment, for `LoggerOptions.secrets`; the password in a database URL is one too. */
export function secretValues(env: object): string[] {
  const values: string[] = [];
  for (const [name, value] of Object.entries(env)) {
    if (typeof value === 'string' && /PASSWORD|SECRET|TOKEN/.test(name)) values.push(value);
    if (name === 'TRUNKLINE_KEY' && Buffer.isBuffer(value)) values.push(value.toString('base64'));
    if (name === 'DATABASE_URL' && typeof value === 'string') values.push(...urlPassword(value));
  }
  return values;
}

function urlPassword(url: string): string[] {
  const { password } = new URL(url);
  return password ? [password, decodeURIComponent(password)] : [];
}
