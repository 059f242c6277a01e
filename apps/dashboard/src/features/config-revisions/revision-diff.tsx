import { Alert, Loader, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { configDiffQuery } from '../../api/config-revisions';
import { DiffView } from '../../shared/diff-view';
import { ErrorNote } from '../../shared/error-note';

/** What a revision changed in the files of Asterisk. */
export function RevisionDiff({ number }: { number: number }) {
  const { t } = useTranslation();
  const { data: diff, error, refetch } = useQuery(configDiffQuery(number));
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        {t('configRevisions.files')}
      </Title>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {diff?.renderedAnew && (
        <Alert color="yellow">
          {t('configRevisions.renderedAnew', { applied: diff.appliedRendererVersion, present: diff.rendererVersion })}
        </Alert>
      )}
      {diff && <DiffView {...diff} />}
      {!diff && !error && <Loader aria-label={t('common.loading')} />}
    </Stack>
  );
}
