import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { WebhookCreate } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/problem';
import { createWebhook, webhooksQuery } from '../../api/webhooks';
import { contractErrors } from '../../shared/contract-validation';
import { PanelForm } from '../../shared/panel-form';
import { SidePanel } from '../../shared/side-panel';
import { WebhookFields } from './webhook-fields';
import { WebhookSecretDialog } from './webhook-secret-dialog';

const usual: WebhookCreate = {
  url: '',
  description: '',
  events: ['call.*'],
  trunkIds: [],
  extensionIds: [],
  enabled: true,
};

/** The panel that creates a webhook and then shows its secret, once. */
export function NewWebhookPanel() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const close = () => void navigate({ to: '/webhooks' });
  const form = useForm<WebhookCreate>({
    initialValues: usual,
    validate: (values) => contractErrors('webhookCreateSchema', values),
  });
  const create = useMutation({
    mutationFn: createWebhook,
    onSuccess: () => queries.invalidateQueries({ queryKey: webhooksQuery.queryKey }),
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  if (create.data) return <WebhookSecretDialog secret={create.data.secret} onClose={close} />;
  return (
    <SidePanel title={t('common.newWebhook')} onClose={close}>
      <PanelForm
        onSubmit={form.onSubmit((values) => create.mutate({ ...values, url: values.url.trim() }))}
        submitLabel={t('common.create')}
        busy={create.isPending}
        error={create.error}
        onCancel={close}
      >
        <WebhookFields form={form} />
      </PanelForm>
    </SidePanel>
  );
}
