import { Button, Loader, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ConfigPlan, PlannedChange } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { planChange } from '../api/config-plan';
import { DiffView } from './diff-view';
import { ErrorNote } from './error-note';
import { Facts } from './facts';
import { Modal } from './modal';

interface Props {
  /** Calls back with the change that saving would make, null when it makes none; not at all when fields are wrong. */
  onAsk: (review: (change: PlannedChange | null) => void) => void;
  onError: (error: unknown) => void;
}

/** The button that shows what saving would do to the files of Asterisk, and what it shows. */
export function ReviewChanges({ onAsk, onError }: Props) {
  const { t } = useTranslation();
  const plan = useMutation({
    mutationFn: async (change: PlannedChange | null) => (change === null ? null : planChange(change)),
    onError,
  });
  return (
    <>
      <Button variant="default" onClick={() => onAsk((change) => plan.mutate(change))}>
        {t('configDiff.review')}
      </Button>
      {!plan.isIdle && (
        <Modal
          opened
          onClose={plan.reset}
          size="xl"
          title={t('configDiff.reviewTitle')}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          {plan.isPending && <Loader aria-label={t('common.loading')} />}
          {plan.isError && <ErrorNote error={plan.error} />}
          {plan.isSuccess && (plan.data === null ? t('configDiff.nothing') : <Plan plan={plan.data} />)}
        </Modal>
      )}
    </>
  );
}

function Plan({ plan: { modules, registrations, liveCalls, files, refused } }: { plan: ConfigPlan }) {
  const { t } = useTranslation();
  const of = (wanted: 'register' | 'unregister') =>
    registrations.flatMap(({ trunk, action }) => (action === wanted ? [trunk] : [])).join(', ');
  return (
    <Stack>
      <Text c="dimmed">{t('configDiff.reviewIntro')}</Text>
      <Facts
        facts={[
          [t('configDiff.modules'), modules.join(', ') || t('configDiff.noModules')],
          [t('configDiff.register'), of('register')],
          [t('configDiff.unregister'), of('unregister')],
        ]}
      />
      {liveCalls.map(({ id, name, calls }) => (
        <Text key={id}>{t('configDiff.liveCalls', { count: calls, name })}</Text>
      ))}
      <DiffView files={files} refused={refused} />
    </Stack>
  );
}
