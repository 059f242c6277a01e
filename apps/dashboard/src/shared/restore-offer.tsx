import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { DeletedKind, DeletedResource } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { deletedKinds, deletedResourceQuery } from '../api/deleted-resources';
import { formatRelative } from './format';
import { useReportOutcome } from './outcome';
import { useCan } from './principal';
import { RestoreFailed } from './restore-failed';
import { useNow } from './use-now';
import { useRestore } from './use-restore';

interface Props {
  kind: DeletedKind;
  id: string;
  onRestored?: () => void;
}

/** Says who deleted a resource and offers to restore it; that it is too late where it is. */
export function RestoreOffer({ kind, id, onRestored = () => {} }: Props) {
  const { t } = useTranslation();
  const { data, isPending } = useQuery(deletedResourceQuery(id));
  if (isPending) return null;
  if (!data || data.kind !== kind) return <Text size="sm">{t('deleted.tooLate')}</Text>;
  return <Offer resource={data} onRestored={onRestored} />;
}

function Offer({ resource, onRestored }: { resource: DeletedResource; onRestored: () => void }) {
  const { t } = useTranslation();
  const restore = useRestore(resource, useReportOutcome(), onRestored);
  const mayRestore = useCan(deletedKinds[resource.kind].permission);
  const time = formatRelative(resource.deletedAt, useNow());
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{t('deleted.goneBy', { name: resource.deletedBy.name, time })}</Text>
      {mayRestore && (
        <Button
          size="compact-md"
          fz="sm"
          variant="default"
          loading={restore.isPending}
          onClick={() => restore.mutate()}
        >
          {t('deleted.restore')}
        </Button>
      )}
      {restore.isError && <RestoreFailed error={restore.error} name={resource.name} />}
    </Stack>
  );
}
