import { Button, Checkbox, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ApiKeyCreate, type ApiKeyWithSecret, type Permission, permissions } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { apiKeysQuery, createApiKey } from '../../api/api-keys';
import { fieldErrors } from '../../api/problem';
import { contractErrors } from '../../shared/contract-validation';
import { instantOf } from '../../shared/format';
import { Modal } from '../../shared/modal';
import { PanelForm } from '../../shared/panel-form';
import { SecretOnce, type ShownOnce } from '../../shared/secret-once';
import { SidePanel } from '../../shared/side-panel';

const usual: Permission[] = ['config:read', 'config:write', 'calls:read', 'calls:control', 'records:read'];

/** The panel that creates an API key and then shows it, once. */
export function NewApiKeyPanel() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const close = () => void navigate({ to: '/api-keys' });
  const form = useForm<ApiKeyCreate>({
    initialValues: { name: '', permissions: usual, expiresAt: null },
    validate: (values) => contractErrors('apiKeyCreateSchema', values),
  });
  const create = useMutation({
    mutationFn: createApiKey,
    onSuccess: () => queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  if (create.data) return <KeyDialog made={create.data} onClose={close} />;
  return (
    <SidePanel title={t('common.newApiKey')} onClose={close}>
      <PanelForm
        onSubmit={form.onSubmit((values) => create.mutate({ ...values, name: values.name.trim() }))}
        submitLabel={t('common.create')}
        busy={create.isPending}
        error={create.error}
        onCancel={close}
      >
        <TextInput
          label={t('apiKeys.name')}
          description={t('apiKeys.nameHelp')}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label={t('apiKeys.permissions')} required {...form.getInputProps('permissions')}>
          <Stack gap="xs" mt={6}>
            {permissions.map((permission) => (
              <Checkbox
                key={permission}
                value={permission}
                label={t(`apiKeys.permission.${permission}`)}
                description={permission}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <TextInput
          type="datetime-local"
          label={t('apiKeys.expires')}
          description={t('apiKeys.expiresHelp')}
          error={form.errors.expiresAt}
          onChange={({ currentTarget }) => form.setFieldValue('expiresAt', instantOf(currentTarget.value))}
        />
      </PanelForm>
    </SidePanel>
  );
}

function KeyDialog({ made, onClose }: { made: ShownOnce<ApiKeyWithSecret, 'key'>; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('apiKeys.ready', { name: made.name })}
      centered
      size="lg"
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack gap="sm">
        <SecretOnce
          label={t('apiKeys.key')}
          value={made.key}
          testId="api-key"
          once={t('apiKeys.keyOnce')}
          lost={t('apiKeys.keyLost')}
        />
        {made.key !== undefined && (
          <div>
            <Text size="sm" fw={600} mb={4}>
              {t('apiKeys.example')}
            </Text>
            <Code block>{`curl -H "Authorization: Bearer ${made.key}" ${window.location.origin}/api/v1/system`}</Code>
          </div>
        )}
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('common.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
