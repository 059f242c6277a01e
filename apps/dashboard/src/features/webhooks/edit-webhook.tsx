import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { Webhook, WebhookCreate, WebhookWithSecret } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeStored } from '../../api/config-change';
import { rotateWebhookSecret, webhooksQuery } from '../../api/webhooks';
import { ConfirmDialog } from '../../shared/confirm-dialog';
import { EditForm } from '../../shared/edit-form';
import { useMergedSave } from '../../shared/merge/use-merged-save';
import type { ShownOnce } from '../../shared/secret-once';
import { WebhookFields } from './webhook-fields';
import { webhookErrors, webhookShape } from './webhook-form';
import { WebhookSecretDialog } from './webhook-secret-dialog';
import { useWebhookTexts } from './webhook-texts';

/** Changes or deletes a webhook, or gives it a new secret. */
export function EditWebhook({ webhook, gone, onClose }: { webhook: Webhook; gone: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const texts = useWebhookTexts();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [rotated, setRotated] = useState<ShownOnce<WebhookWithSecret, 'secret'>>();
  const form = useForm<WebhookCreate>({ initialValues: webhookShape.values(webhook), validate: webhookErrors });
  const save = useMergedSave({
    newest: { value: webhook, etag: `"${webhook.version}"` },
    ...{ form, shape: webhookShape, touches: [webhooksQuery.queryKey] },
    path: `/webhooks/${webhook.id}`,
    change: changeStored<Webhook>,
    name: () => t('webhooks.thisOne'),
    onSaved: onClose,
  });
  const rotate = async () => {
    setRotated(await rotateWebhookSecret(webhook.id));
    await queries.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  };
  return (
    <>
      <EditForm
        kind="webhook"
        {...{ resource: webhook, name: webhook.url, gone, form, save, texts, onClose }}
        deleteText={t('webhooks.deleteText')}
        aside={
          <Button variant="subtle" onClick={() => setAsking(true)}>
            {t('webhooks.newSecret')}
          </Button>
        }
      >
        <WebhookFields form={form} />
      </EditForm>
      {asking && (
        <ConfirmDialog
          title={t('webhooks.newSecretTitle')}
          confirm={t('webhooks.newSecret')}
          danger={false}
          action={rotate}
          onClose={() => setAsking(false)}
        >
          {t('webhooks.newSecretText')}
        </ConfirmDialog>
      )}
      {rotated && <WebhookSecretDialog secret={rotated.secret} onClose={() => setRotated(undefined)} />}
    </>
  );
}
