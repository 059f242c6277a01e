import { Alert, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Drift } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { ApiText } from './api-text';
import { useCan } from './principal';
import { StatusBadge } from './status-badge';

/** Says in a list that Asterisk refused the newest version of a resource, and why. Nothing while all is well. */
export function DriftBadge({ drift }: { drift: Drift | null }) {
  const { t } = useTranslation();
  if (drift === null) return null;
  return (
    <div>
      <StatusBadge tone="bad" label={t('drift.badge')} help={t('drift.help')} />
      <Text size="xs" c="var(--trunkline-bad)" ta="start" lineClamp={2}>
        <ApiText>{drift.reason}</ApiText>
      </Text>
    </div>
  );
}

/** The same at the top of a panel, with what Asterisk runs instead and what to do. */
export function DriftNote({ drift }: { drift: Drift | null }) {
  const { t } = useTranslation();
  const mayWrite = useCan('config:write');
  if (drift === null) return null;
  const { reason, wantedRevision: revision, liveRevision } = drift;
  return (
    <Alert color="red" title={t('drift.title')} mb="md">
      <Text size="sm">
        <ApiText>{reason}</ApiText>
      </Text>
      <Text size="sm">{liveRevision === null ? t('drift.none') : t('drift.live', { revision: liveRevision })}</Text>
      {mayWrite && <Text size="sm">{t('drift.advice', { revision })}</Text>}
      <Link
        to="/revisions/$number"
        params={{ number: String(revision) }}
        style={{ color: 'var(--mantine-color-anchor)', fontSize: 'var(--mantine-font-size-sm)' }}
      >
        {t('drift.toRevision', { revision })}
      </Link>
    </Alert>
  );
}
