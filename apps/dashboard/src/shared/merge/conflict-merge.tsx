import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { lastChangeQuery } from '../../api/audit-log';
import { formatRelative } from '../format';
import { useCan } from '../principal';
import { useNow } from '../use-now';
import type { FieldTexts } from './form-shape';
import type { MergedSave } from './use-merged-save';

const MergeDialog = lazy(async () => ({ default: (await import('./merge-dialog')).MergeDialog }));

interface Props<R extends { id: string; updatedAt?: string }, V> {
  save: MergedSave<R, V>;
  name: string;
  texts: FieldTexts;
}

/** Shows the conflict of a save as a merge. Nothing while there is none. */
export function ConflictMerge<R extends { id: string; updatedAt?: string }, V>({ save, name, texts }: Props<R, V>) {
  if (save.conflict === null) return null;
  const { theirs, differences } = save.conflict;
  return (
    <Suspense>
      <MergeDialog
        key={theirs.etag}
        name={name}
        who={<Who id={theirs.value.id} at={theirs.value.updatedAt} />}
        differences={differences}
        texts={texts}
        onSave={save.merge}
        onClose={save.dismiss}
      />
    </Suspense>
  );
}

/** Who changed it last, as the audit log says where one may read that; else when it was changed, where that is known. */
function Who({ id, at }: { id: string; at?: string | undefined }) {
  const { t } = useTranslation();
  const now = useNow();
  const { data: last } = useQuery({ ...lastChangeQuery(id), enabled: useCan('access:manage') });
  const when = last?.at ?? at;
  const time = when === undefined ? '' : formatRelative(when, now);
  const somebody = when === undefined ? t('merge.changed') : t('merge.changedAt', { time });
  return (
    <Text>
      {last ? t('merge.changedBy', { name: last.actor.name, time }) : somebody} {t('merge.intro')}
    </Text>
  );
}
