import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefreshAlert } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { RestartWhen, Settings } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cancelRestart, requestRestart, settingsQuery } from '../../api/settings';
import { ApiText } from '../../shared/api-text';
import { ConfirmDialog } from '../../shared/confirm-dialog';
import { useCan } from '../../shared/principal';

/** What waits for a restart of Asterisk, what the restart would cost, and the way to it. Nothing when nothing waits. */
export function RestartNote({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayWrite = useCan('config:write');
  const [asking, setAsking] = useState<RestartWhen | 'cancel'>();
  const { restart, restartRequired, callsCutByRestart: count } = settings;
  if (restart === null && restartRequired.length === 0) return null;
  const failed = restart?.status === 'failed';
  const act = async () => {
    await (asking === 'cancel' || asking === undefined ? cancelRestart() : requestRestart(asking));
    await queries.invalidateQueries({ queryKey: settingsQuery.queryKey });
  };
  return (
    <Alert
      color={failed ? 'red' : 'yellow'}
      icon={failed ? <IconAlertTriangle size={18} /> : <IconRefreshAlert size={18} />}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
      title={restart === null ? t('settings.restartRequired') : t(`settings.restart_${restart.status}`)}
    >
      {restartRequired.map(({ field, running, wanted }) => (
        <Text size="sm" key={field}>
          {t('settings.staged', { field: t(`settings.${field}`), running: running ?? t('common.none'), wanted })}
        </Text>
      ))}
      {failed && restart.reason !== null && (
        <Text size="sm">
          <ApiText>{restart.reason}</ApiText>
        </Text>
      )}
      <Text size="sm">{t('settings.cuts', { count })}</Text>
      {mayWrite && restart?.status !== 'restarting' && (
        <Group gap="xs" mt="sm">
          <Button size="compact-sm" color="red" variant="light" onClick={() => setAsking('now')}>
            {t('settings.restartNow')}
          </Button>
          {restart?.status === 'waiting' ? (
            <Button size="compact-sm" variant="default" onClick={() => setAsking('cancel')}>
              {t('settings.cancelRestart')}
            </Button>
          ) : (
            <Button size="compact-sm" variant="default" onClick={() => setAsking('idle')}>
              {t('settings.restartIdle')}
            </Button>
          )}
        </Group>
      )}
      {asking !== undefined && (
        <ConfirmDialog
          title={t(`settings.ask_${asking}`)}
          confirm={t(asking === 'cancel' ? 'settings.cancelRestart' : 'settings.restartConfirm')}
          danger={asking === 'now'}
          action={act}
          onClose={() => setAsking(undefined)}
        >
          {asking === 'now' ? t('settings.cuts', { count }) : t(`settings.explain_${asking}`)}
        </ConfirmDialog>
      )}
    </Alert>
  );
}
