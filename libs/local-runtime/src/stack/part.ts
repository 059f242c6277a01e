import type { AsteriskInstance } from '../asterisk/asterisk-instance.js';
import type { Service } from '../process/service.js';

/** One process (or server) of a stack, which can be started, stopped and disturbed by itself. */
export interface Part {
  readonly name: string;
  /** Null when it does not run. */
  readonly pid: number | null;
  /** Resolves when it can be used; does nothing when it runs. */
  start(): Promise<void>;
  /** Ends it politely, then by force; resolves when it is gone. */
  stop(): Promise<void>;
  /** Sends a signal and waits for nothing. A part that was killed is started again when the stack restarts parts. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** SIGSTOP. */
  pause(): Promise<void>;
  /** SIGCONT. */
  resume(): Promise<void>;
}

/** The signals of a part, from the one function that sends them. */
export const pausing = (kill: Part['kill']): Pick<Part, 'kill' | 'pause' | 'resume'> => ({
  kill,
  pause: () => kill('SIGSTOP'),
  resume: () => kill('SIGCONT'),
});

/** A supervised process as a part. */
export function servicePart(service: Service): Part {
  return {
    name: service.name,
    get pid() {
      return service.pid;
    },
    start: () => service.start(),
    stop: () => service.stop(),
    ...pausing((signal) => service.kill(signal)),
  };
}

/** An Asterisk as a part. */
export function asteriskPart(instance: AsteriskInstance): Part {
  return servicePart(instance.service);
}
