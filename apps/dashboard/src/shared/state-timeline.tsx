import { Loader, Text, Timeline } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiText } from './api-text';
import { ErrorNote } from './error-note';
import { LoadMore } from './load-more';
import { RelativeTime } from './relative-time';

interface Change {
  id: string;
  at: string;
  reason: string | null;
}

interface Props<T extends Change> {
  changes: readonly T[] | undefined;
  error: unknown;
  badge: (change: T) => ReactNode;
  more: ComponentProps<typeof LoadMore>['query'];
}

/** How a state changed, newest first: what it was from when on, and why. */
export function StateTimeline<T extends Change>({ changes, error, badge, more }: Props<T>) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('common.stateHistory')}>
      <Text fw={600} size="sm" mb="xs">
        {t('common.stateHistory')}
      </Text>
      {error !== null && !more.isFetchNextPageError && <ErrorNote error={error} />}
      {changes === undefined && error === null && <Loader size="sm" />}
      {changes?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('common.noStateHistory')}
        </Text>
      )}
      <Timeline bulletSize={12} lineWidth={2} active={-1}>
        {changes?.map((change) => (
          <Timeline.Item key={change.id} title={badge(change)}>
            {change.reason !== null && (
              <Text size="sm">
                <ApiText>{change.reason}</ApiText>
              </Text>
            )}
            <Text size="xs" c="dimmed">
              <RelativeTime at={change.at} />
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
      <LoadMore query={more} />
    </section>
  );
}
