import { Alert, Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { PlannedChange, Settings } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../api/problem';
import { patchSettings, settingsQuery } from '../../api/settings';
import { ErrorNote } from '../../shared/error-note';
import { ListFailed, ListPending } from '../../shared/list-surface';
import { Page } from '../../shared/page';
import classes from '../../shared/panel-form.module.css';
import { useCan } from '../../shared/principal';
import { ReviewChanges } from '../../shared/review-changes';
import { Surface } from '../../shared/surface';
import { useConfigChange } from '../../shared/use-config-change';
import { RestartNote } from './restart-note';
import { SettingsFields } from './settings-fields';
import { type SettingsValues, settingsErrors, settingsFields, settingsPatch, settingsValues } from './settings-form';

/** The settings of the node, and what of them waits for a restart of Asterisk. */
export function SettingsPage() {
  const { t } = useTranslation();
  const query = useQuery(settingsQuery);
  return (
    <Page title={t('settings.title')} intro={t('settings.intro')}>
      {query.data ? (
        <Stack maw={760}>
          <RestartNote settings={query.data} />
          <SettingsForm key={query.data.revision} settings={query.data} />
        </Stack>
      ) : query.isPending ? (
        <ListPending />
      ) : (
        <ListFailed error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Page>
  );
}

function SettingsForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const readOnly = !useCan('config:write');
  const form = useForm<SettingsValues>({ initialValues: settingsValues(settings), validate: settingsErrors });
  const save = useConfigChange({
    change: (values: SettingsValues) => patchSettings(settingsPatch(settings, values)),
    touches: [settingsQuery.queryKey],
    name: () => t('settings.change'),
    onError: (error) => form.setErrors(settingsFields(fieldErrors(error))),
  });
  const unchanged = Object.keys(settingsPatch(settings, form.values)).length === 0;
  return (
    <Surface p="lg">
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack>
          {readOnly && (
            <Alert color="gray" icon={<IconLock size={18} />}>
              {t('common.readOnly')}
            </Alert>
          )}
          <fieldset disabled={readOnly} className={classes.fields}>
            <Stack>
              <SettingsFields form={form} installed={settings.installed} />
            </Stack>
          </fieldset>
          {save.error !== null && <ErrorNote error={save.error} />}
          {!readOnly && (
            <Group justify="space-between" gap="xs">
              <ReviewChanges
                onAsk={(review) => form.onSubmit((values) => review(planned(settings, values)))()}
                onError={(error) => form.setErrors(settingsFields(fieldErrors(error)))}
              />
              <Group gap="xs" ml="auto">
                <Button variant="default" disabled={unchanged} onClick={() => form.reset()}>
                  {t('settings.discard')}
                </Button>
                <Button type="submit" disabled={unchanged} loading={save.isPending}>
                  {t('common.save')}
                </Button>
              </Group>
            </Group>
          )}
        </Stack>
      </form>
    </Surface>
  );
}

/** The change that saving would make, null when there is none. */
function planned(settings: Settings, values: SettingsValues): PlannedChange | null {
  const body = settingsPatch(settings, values);
  return Object.keys(body).length === 0 ? null : { method: 'PATCH', path: '/settings', body };
}
