import { Code, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { AuditEntry } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { auditEntryQuery } from '../../api/audit-log';
import { ApiError } from '../../api/problem';
import { ErrorNote } from '../../shared/error-note';
import { Facts } from '../../shared/facts';
import { formatAbsolute } from '../../shared/format';
import { MissingResource } from '../../shared/missing-resource';
import { SidePanel } from '../../shared/side-panel';
import { useThingText } from './audit-kinds';

const route = getRouteApi('/shell/audit-log/$number');

/** One change whole: what was before, what is after. */
export function AuditEntryPanel() {
  const { t } = useTranslation();
  const thingText = useThingText();
  const { number } = route.useParams();
  const navigate = route.useNavigate();
  const query = useQuery(auditEntryQuery(number));
  const gone = query.error instanceof ApiError && query.error.code === 'not_found';
  const title = query.data
    ? `${t(`auditLog.action.${query.data.action}`)}: ${thingText(query.data.resource)}`
    : t('auditLog.details');
  return (
    <SidePanel title={title} onClose={() => void navigate({ to: '/audit-log', search: (present) => present })}>
      {query.data && <Details entry={query.data} />}
      {query.isError && !gone && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {!query.data && (query.isPending || gone) && <MissingResource pending={!gone} />}
    </SidePanel>
  );
}

function Details({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const { actor, requestId, hash, at } = entry;
  return (
    <Stack>
      <Facts
        facts={[
          [t('auditLog.columnWho'), `${actor.name} (${t(`auditLog.actor.${actor.kind}`)})`],
          [t('auditLog.time'), formatAbsolute(at)],
          [t('auditLog.request'), requestId],
          [t('auditLog.hash'), `${hash.slice(0, 16)}…`],
        ]}
      />
      <Image label={t('auditLog.before')} image={entry.before} />
      <Image label={t('auditLog.after')} image={entry.after} />
    </Stack>
  );
}

function Image({ label, image }: { label: string; image: AuditEntry['before'] }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {label}
      </Text>
      {image === null ? (
        <Text c="dimmed">{t('auditLog.nothing')}</Text>
      ) : (
        <Code block>{JSON.stringify(image, null, 2)}</Code>
      )}
    </div>
  );
}
