import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Log } from '../log.js';
import type { AriEvent, AsteriskFacts } from './ari-types.js';
import { readEvent, readFacts } from './read-answers.js';
import { ASTERISK_SILENT } from './relay-protocol.js';

/** Milliseconds: how often Asterisk is asked over the socket, and how long it may be silent when it should answer. */
export interface Heartbeat {
  every: number;
  within: number;
}

interface AriSessionOptions {
  app: string;
  heartbeat?: Heartbeat;
  onEvent(event: AriEvent): void;
  onUp(asterisk: AsteriskFacts): void;
  onDown(reason: string, silent: boolean): void;
  log: Log;
}

const answerSchema = z.object({
  request_id: z.string(),
  status_code: z.number(),
  message_body: z.string().optional(),
});
type Answer = z.infer<typeof answerSchema>;

/** Milliseconds by which a timer is late only when the process did not run. */
const lateness = 1000;

/**
 * One connection of Asterisk, behind the event relay. It is up once Asterisk has said who it is, and down when the socket closes or Asterisk is
 * silent although it was asked: a half-open connection is so for more than a minute and its events are lost. An answer
 * stands behind all that Asterisk kept for us, so whatever arrives is a sign of life. That ARI itself hangs while events
 * go on is seen by who asks it by REST.
 */
export class AriSession {
  private readonly waiting = new Map<string, (answer: Answer) => void>();
  private timer: NodeJS.Timeout | undefined;
  private state: 'connecting' | 'up' | 'closed' = 'connecting';
  private heardAt = Number.NEGATIVE_INFINITY;
  private saidUnreadable = false;

  constructor(
    private readonly socket: WebSocket,
    private readonly options: AriSessionOptions,
  ) {}

  get up(): boolean {
    return this.state === 'up';
  }

  get open(): boolean {
    return this.state !== 'closed';
  }

  start(): void {
    this.socket.on('message', (data) => this.receive(String(data)));
    this.socket.on('close', (_, reason) => this.close(String(reason) || 'the event relay ended'));
    this.socket.on('error', () => this.close('the connection broke'));
    this.expectAnswer('Asterisk does not say who it is');
    this.introduce();
  }

  /** Ends the session, once; `onDown` is told only if it had been up. `silent`: nobody ended it, it went dumb. */
  close(reason: string, silent = false): void {
    if (this.state === 'closed') return;
    const wasUp = this.state === 'up';
    this.state = 'closed';
    clearTimeout(this.timer);
    this.waiting.clear();
    if (silent) this.socket.close(ASTERISK_SILENT);
    else this.socket.terminate();
    if (wasUp) this.options.onDown(reason, silent);
  }

  /** Asked again and again: an Asterisk that is still booting has a socket already and drops what it is asked. */
  private introduce(): void {
    if (this.state !== 'connecting') return;
    this.send('asterisk/info', (answer) => {
      if (this.state !== 'connecting' || answer.status_code !== 200) return;
      const facts = factsOf(answer);
      if (facts === null) return this.close('Asterisk does not say who it is');
      clearTimeout(this.timer);
      this.state = 'up';
      this.options.onUp(facts);
      this.beatLater();
    });
    setTimeout(() => this.introduce(), 250).unref();
  }

  /** Asks once nothing was heard for a while. */
  private beatLater(pause = this.heartbeat.every): void {
    this.timer = setTimeout(() => {
      const left = this.heardAt + this.heartbeat.every - performance.now();
      if (left > 0) return this.beatLater(left);
      // The application, not asterisk/info, which still answers when applications are deadlocked.
      this.ask(`applications/${this.options.app}`, (answer) => {
        if (answer.status_code === 200) this.beatLater();
        else this.close(`Asterisk does not know the application ${this.options.app}`);
      });
    }, pause);
  }

  private ask(uri: string, answered: (answer: Answer) => void): void {
    this.expectAnswer(`Asterisk did not answer within ${this.heartbeat.within} ms`);
    this.send(uri, (answer) => {
      clearTimeout(this.timer);
      answered(answer);
    });
  }

  /**
   * Closes the session after a time without a word. A timer that is late tells that we were stopped, not Asterisk: its
   * answer may lie unread, so it gets as long again.
   */
  private expectAnswer(otherwise: string, left = this.heartbeat.within): void {
    const { within } = this.heartbeat;
    const from = performance.now();
    this.timer = setTimeout(() => {
      const now = performance.now();
      if (now - from > left + lateness) this.expectAnswer(otherwise);
      else if (this.heardAt > now - within) this.expectAnswer(otherwise, this.heardAt + within - now);
      else this.close(otherwise, true);
    }, left);
  }

  private send(uri: string, answered: (answer: Answer) => void): void {
    const id = randomUUID();
    this.waiting.set(id, answered);
    this.socket.send(JSON.stringify({ type: 'RESTRequest', transaction_id: id, request_id: id, method: 'GET', uri }));
  }

  private receive(text: string): void {
    if (this.state === 'closed') return;
    this.heardAt = performance.now();
    if (text.includes('"RESTResponse"') && this.answer(text)) return;
    const event = readEvent(text);
    if (event !== null) this.options.onEvent(event);
    else if (!this.saidUnreadable) {
      this.saidUnreadable = true;
      this.options.log.warn({ length: text.length }, 'a message of Asterisk could not be read and is left out');
    }
  }

  /** The type is checked after parsing: a caller's name may contain the word. */
  private answer(text: string): boolean {
    try {
      const message = JSON.parse(text) as { type?: unknown };
      if (message.type !== 'RESTResponse') return false;
      const answer = answerSchema.parse(message);
      const answered = this.waiting.get(answer.request_id);
      this.waiting.delete(answer.request_id);
      answered?.(answer);
      return true;
    } catch {
      return false;
    }
  }

  private get heartbeat(): Heartbeat {
    // A connection that is dead is known to be so within 4 s at most.
    return this.options.heartbeat ?? { every: 1500, within: 2500 };
  }
}

function factsOf(answer: Answer): AsteriskFacts | null {
  try {
    return readFacts(JSON.parse(answer.message_body ?? ''));
  } catch {
    return null;
  }
}
