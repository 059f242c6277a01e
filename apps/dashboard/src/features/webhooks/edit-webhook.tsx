import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Webhook, type WebhookCreate, webhookPatchSchema } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/problem';
import { changeWebhook, deleteWebhook, rotateWebhookSecret, webhooksQuery } from '../../api/webhooks';
import { changedFields } from '../../shared/changed-fields';
import { ConfirmDialog } from '../../shared/confirm-dialog';
import { contractErrors } from '../../shared/contract-validation';
import { DeleteButton } from '../../shared/delete-button';
import { PanelForm } from '../../shared/panel-form';
import { WebhookFields } from './webhook-fields';
import { WebhookSecretDialog } from './webhook-secret-dialog';

/** Changes or deletes a webhook, or gives it a new secret. */
export function EditWebhook({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'delete' | 'secret'>();
  const [secret, setSecret] = useState<string>();
  // As it was when the form opened: the list is read again meanwhile.
  const [stored] = useState(() => valuesOf(webhook));
  const form = useForm<WebhookCreate>({
    initialValues: stored,
    validate: (values) => contractErrors(webhookPatchSchema, changedFields(stored, values)),
  });
  const readAgain = () => queries.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  const save = useMutation({
    mutationFn: (values: WebhookCreate) => changeWebhook(webhook.id, changedFields(stored, values)),
    onSuccess: async () => {
      await readAgain();
      notifications.show({ color: 'teal', message: t('webhooks.saved') });
      onClose();
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  const remove = async () => {
    await deleteWebhook(webhook.id);
    await readAgain();
    notifications.show({ color: 'teal', message: t('common.deleted', { name: webhook.url }) });
    onClose();
  };
  const rotate = async () => {
    setSecret((await rotateWebhookSecret(webhook.id)).secret);
    await readAgain();
  };
  return (
    <>
      <PanelForm
        onSubmit={form.onSubmit((values) => save.mutate(values))}
        submitLabel={t('common.save')}
        busy={save.isPending}
        error={save.error}
        onCancel={onClose}
        aside={
          <>
            <DeleteButton onClick={() => setAsking('delete')} />
            <Button variant="subtle" onClick={() => setAsking('secret')}>
              {t('webhooks.newSecret')}
            </Button>
          </>
        }
      >
        <WebhookFields form={form} />
      </PanelForm>
      {asking && (
        <ConfirmDialog
          title={t(asking === 'delete' ? 'webhooks.deleteTitle' : 'webhooks.newSecretTitle')}
          confirm={t(asking === 'delete' ? 'common.delete' : 'webhooks.newSecret')}
          danger={asking === 'delete'}
          action={asking === 'delete' ? remove : rotate}
          onClose={() => setAsking(undefined)}
        >
          {t(asking === 'delete' ? 'webhooks.deleteText' : 'webhooks.newSecretText')}
        </ConfirmDialog>
      )}
      {secret !== undefined && <WebhookSecretDialog secret={secret} onClose={() => setSecret(undefined)} />}
    </>
  );
}

function valuesOf({ url, description, events, trunkIds, extensionIds, enabled }: Webhook): WebhookCreate {
  return { url, description, events, trunkIds, extensionIds, enabled };
}
