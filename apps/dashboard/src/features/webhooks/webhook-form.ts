import type { Webhook, WebhookCreate } from '@trunkline/contracts';
import { changedFields } from '../../shared/changed-fields';
import { contractErrors } from '../../shared/contract-validation';
import type { FormShape } from '../../shared/merge/form-shape';

function webhookValues({ url, description, events, trunkIds, extensionIds, enabled }: Webhook): WebhookCreate {
  return { url, description, events, trunkIds, extensionIds, enabled };
}

/** How the form holds a webhook. */
export const webhookShape: FormShape<Webhook, WebhookCreate> = {
  values: webhookValues,
  fields: (values) => ({ ...values }),
  patch: (webhook, values) => changedFields(webhookValues(webhook), values),
};

/** Errors by field. */
export const webhookErrors = (values: WebhookCreate) => contractErrors('webhookCreateSchema', values);
