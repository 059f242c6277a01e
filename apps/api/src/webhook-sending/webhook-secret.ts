import { randomBytes } from 'node:crypto';

/** What the secrets of webhooks are sealed for. */
export const secretPurpose = 'webhook-secret';

/** A new secret in the form of Standard Webhooks: `whsec_` and 32 bytes in base64. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}
