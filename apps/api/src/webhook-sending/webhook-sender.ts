import { Inject, Injectable } from '@nestjs/common';
import type { WebhookAttempt } from '@trunkline/contracts';
import { cleanTextOrNull } from '@trunkline/domain';
import { SecretCipher } from '@trunkline/persistence';
import type { ApiEnv } from '@trunkline/platform';
import { Webhook } from 'standardwebhooks';
import { API_ENV } from '../tokens.js';
import { version } from '../version.js';
import { answerProblem, failureText } from './failure-text.js';
import { type PostAnswer, post, TimedOut } from './post.js';
import { Resolver } from './resolver.js';
import { secretPurpose } from './webhook-secret.js';

/** What is sent where, and the sealed secrets that sign it. */
export interface Signed {
  eventId: string;
  body: string;
  url: string;
  secretSealed: string;
  previousSecretSealed: string | null;
  previousSecretUntil: Date | null;
}

/** An attempt and what it means; `gone`: the receiver wants no more of this webhook. */
export interface Sent {
  attempt: WebhookAttempt;
  delivered: boolean;
  gone: boolean;
}

const answerLength = 500;

/** Sends one event to one webhook, signed as Standard Webhooks says. */
@Injectable()
export class WebhookSender {
  constructor(
    @Inject(API_ENV) private readonly env: ApiEnv,
    private readonly cipher: SecretCipher,
    private readonly resolver: Resolver,
  ) {}

  /** Never throws: what goes wrong is in the attempt, in words. */
  async send(signed: Signed): Promise<Sent> {
    const at = new Date();
    const begun = performance.now();
    const attempt = (status: number | null, error: string | null, answer: string | null): WebhookAttempt => ({
      at: at.toISOString(),
      durationMs: Math.round(performance.now() - begun),
      status,
      error,
      answer,
    });
    try {
      const { status, body } = await this.post(signed, at);
      const problem = answerProblem(status);
      const sent = attempt(status, problem, cleanTextOrNull(body, answerLength));
      return { attempt: sent, delivered: problem === null, gone: status === 410 };
    } catch (error) {
      const text = error instanceof TimedOut ? error.message : failureText(error);
      return { attempt: attempt(null, text, null), delivered: false, gone: false };
    }
  }

  private post(signed: Signed, at: Date): Promise<PostAnswer> {
    const { eventId, body, url } = signed;
    const headers = {
      'content-type': 'application/json',
      'user-agent': `Trunkline/${version}`,
      'webhook-id': eventId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': this.secrets(signed, at)
        .map((secret) => new Webhook(secret).sign(eventId, at, body))
        .join(' '),
    };
    return post(url, headers, body, {
      networks: this.env.WEBHOOK_ALLOWED_NETWORKS,
      resolver: this.resolver,
      timeoutMs: this.env.WEBHOOK_TIMEOUT_SECONDS * 1000,
    });
  }

  private secrets({ secretSealed, previousSecretSealed, previousSecretUntil }: Signed, at: Date): string[] {
    const overlaps = previousSecretSealed !== null && previousSecretUntil !== null && at < previousSecretUntil;
    const sealed = overlaps ? [secretSealed, previousSecretSealed] : [secretSealed];
    return sealed.map((envelope) => this.cipher.open(envelope, secretPurpose));
  }
}
