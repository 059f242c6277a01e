import { Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { type WebhookCreate, webhookEvents } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { extensionsQuery } from '../../api/extensions';
import { trunksQuery } from '../../api/trunks';
import { MultiSelect } from '../../shared/choice-inputs';

/** The fields of a webhook. */
export function WebhookFields({ form }: { form: UseFormReturnType<WebhookCreate> }) {
  const { t } = useTranslation();
  const trunks = useQuery(trunksQuery).data ?? [];
  const extensions = useQuery(extensionsQuery).data ?? [];
  return (
    <>
      <TextInput
        label={t('webhooks.url')}
        description={t('webhooks.urlHelp')}
        placeholder="https://example.org/hooks"
        required
        data-autofocus
        {...form.getInputProps('url')}
      />
      <TextInput label={t('webhooks.description')} {...form.getInputProps('description')} />
      <MultiSelect
        label={t('webhooks.events')}
        description={t('webhooks.eventsHelp')}
        required
        searchable
        data={[...webhookEvents]}
        {...form.getInputProps('events')}
      />
      <MultiSelect
        label={t('webhooks.trunks')}
        description={t('webhooks.trunksHelp')}
        searchable
        data={trunks.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('trunkIds')}
      />
      <MultiSelect
        label={t('webhooks.extensions')}
        description={t('webhooks.extensionsHelp')}
        searchable
        data={extensions.map(({ id, number, name }) => ({ value: id, label: `${number} ${name}` }))}
        {...form.getInputProps('extensionIds')}
      />
      <Switch
        label={t('common.enabled')}
        description={t('webhooks.enabledHelp')}
        {...form.getInputProps('enabled', { type: 'checkbox' })}
      />
    </>
  );
}
