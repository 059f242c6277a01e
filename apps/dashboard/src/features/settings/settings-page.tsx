import { Alert, Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Settings } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { certificatesQuery } from '../../api/certificates';
import { changeConfig } from '../../api/config-change';
import { settingsQuery } from '../../api/settings';
import { ofRevision } from '../../api/versions';
import { ErrorNote } from '../../shared/error-note';
import { ListFailed, ListPending } from '../../shared/list-surface';
import { ConflictMerge } from '../../shared/merge/conflict-merge';
import { useMergedSave } from '../../shared/merge/use-merged-save';
import { Page } from '../../shared/page';
import classes from '../../shared/panel-form.module.css';
import { useCan } from '../../shared/principal';
import { ReviewChanges } from '../../shared/review-changes';
import { Surface } from '../../shared/surface';
import { RestartNote } from './restart-note';
import { SettingsFields } from './settings-fields';
import { type SettingsValues, settingsErrors, settingsShape, settingsValues } from './settings-form';
import { useSettingsTexts } from './settings-texts';

/** The settings of the node, and what of them waits for a restart of Asterisk. */
export function SettingsPage() {
  const { t } = useTranslation();
  const query = useQuery(settingsQuery);
  return (
    <Page title={t('settings.title')} intro={t('settings.intro')}>
      {query.data ? (
        <Stack maw={760}>
          <RestartNote settings={query.data} />
          <SettingsForm settings={query.data} />
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
  const texts = useSettingsTexts();
  const form = useForm<SettingsValues>({ initialValues: settingsValues(settings), validate: settingsErrors });
  const save = useMergedSave({
    ...{
      newest: ofRevision(settings),
      form,
      shape: settingsShape,
      touches: [settingsQuery.queryKey, certificatesQuery.queryKey],
    },
    path: '/settings',
    change: changeConfig<Settings>,
    name: () => t('settings.change'),
    onSaved: () => {},
  });
  const unchanged = save.planned(form.values) === null;
  return (
    <Surface p="lg">
      <form onSubmit={form.onSubmit(save.submit)} noValidate>
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
                onAsk={(review) => form.onSubmit((values) => review(save.planned(values)))()}
                onError={save.showErrors}
              />
              <Group gap="xs" ml="auto">
                <Button variant="default" disabled={unchanged} onClick={() => form.reset()}>
                  {t('settings.discard')}
                </Button>
                <Button type="submit" disabled={unchanged} loading={save.busy}>
                  {t('common.save')}
                </Button>
              </Group>
            </Group>
          )}
        </Stack>
      </form>
      <ConflictMerge save={save} name={t('settings.title')} texts={texts} />
    </Surface>
  );
}
