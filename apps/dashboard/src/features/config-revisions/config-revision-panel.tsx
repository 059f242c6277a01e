import { Button, Stack, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ConfigRevision } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { configLists } from '../../api/config-lists';
import { configRevisionQuery, rollBackRevision } from '../../api/config-revisions';
import { ApiError } from '../../api/problem';
import { ApiText } from '../../shared/api-text';
import { ConfirmDialog } from '../../shared/confirm-dialog';
import { ErrorNote } from '../../shared/error-note';
import { Facts } from '../../shared/facts';
import { formatAbsolute, sentenceStart } from '../../shared/format';
import { MissingResource } from '../../shared/missing-resource';
import { useCan } from '../../shared/principal';
import { SidePanel } from '../../shared/side-panel';
import { useConfigChange } from '../../shared/use-config-change';
import { RevisionDiff } from './revision-diff';
import { RevisionStatus } from './revision-status';

const route = getRouteApi('/shell/revisions/$number');
/** One revision: who made it, what became of it, what it changed, and the way back. */
export function ConfigRevisionPanel() {
  const { t } = useTranslation();
  const { number } = route.useParams();
  const navigate = useNavigate();
  const query = useQuery(configRevisionQuery(number));
  const gone = query.error instanceof ApiError && query.error.code === 'not_found';
  return (
    <SidePanel
      wide
      title={t('configRevisions.details', { number })}
      onClose={() => void navigate({ to: '/revisions' })}
    >
      {query.data && <Details key={number} revision={query.data} />}
      {query.isError && !gone && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {!query.data && (query.isPending || gone) && <MissingResource pending={!gone} />}
    </SidePanel>
  );
}

function Details({ revision }: { revision: ConfigRevision }) {
  const { t } = useTranslation();
  const { number, author, summary, status, reason, createdAt, settledAt, rollbackOf } = revision;
  return (
    <Stack gap="lg">
      <Text fz="lg" fw={650} style={{ overflowWrap: 'anywhere' }}>
        <ApiText as={sentenceStart}>{summary}</ApiText>
      </Text>
      <Facts
        facts={[
          [t('configRevisions.columnStatus'), <RevisionStatus key="status" status={status} />],
          [t('configRevisions.reason'), reason && <ApiText key="reason">{reason}</ApiText>],
          [t('configRevisions.author'), author],
          [t('configRevisions.created'), formatAbsolute(createdAt)],
          [t('configRevisions.settled'), settledAt && formatAbsolute(settledAt)],
          [t('configRevisions.rollbackOf'), rollbackOf && <RevisionLink key="rollback" number={rollbackOf} />],
          [t('configRevisions.resources'), <Changes key="changes" changes={revision.changes} />],
        ]}
      />
      <RollBack number={number} />
      <RevisionDiff number={number} />
    </Stack>
  );
}

function RevisionLink({ number }: { number: number }) {
  const { t } = useTranslation();
  return (
    <Link to="/revisions/$number" params={{ number: String(number) }} style={{ color: 'var(--mantine-color-anchor)' }}>
      {t('configRevisions.revisionLink', { number })}
    </Link>
  );
}

function Changes({ changes }: Pick<ConfigRevision, 'changes'>) {
  const { t } = useTranslation();
  return (
    <Stack gap={2}>
      {changes.map(({ kind, id, action, name }) => (
        <span key={`${id} ${action}`}>
          {t(`configRevisions.kind.${kind}`)} {name} {t(`configRevisions.action.${action}`)}
        </span>
      ))}
    </Stack>
  );
}

function RollBack({ number }: { number: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const rollBack = useConfigChange({
    change: () => rollBackRevision(number),
    touches: configLists,
    name: () => t('configRevisions.rolledBack', { number }),
    onSaved: ({ value }) => void navigate({ to: '/revisions/$number', params: { number: String(value.number) } }),
  });
  if (!useCan('config:write')) return null;
  return (
    <div>
      <Button variant="default" leftSection={<IconArrowBackUp size={18} />} onClick={() => setAsking(true)}>
        {t('configRevisions.rollBack')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('configRevisions.rollBackTitle', { number })}
          confirm={t('configRevisions.rollBack')}
          action={() => rollBack.mutateAsync(undefined)}
          onClose={() => setAsking(false)}
        >
          {t('configRevisions.rollBackText')}
        </ConfirmDialog>
      )}
    </div>
  );
}
