import { Center, Loader } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from './error-note';
import { panelOf } from './panel';

/** The next page is asked for this far ahead of the end of the list. */
const AHEAD = '0px 0px 800px 0px';

interface Props {
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    error: unknown;
    fetchNextPage: () => Promise<unknown>;
  };
}

/** Reads the next page of a list as its end comes near, and says so there; nothing on the last page. */
export function LoadMore({ query }: Props) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const waits = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    if (!waits || end.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void fetchNextPage();
      },
      { root: panelOf(end.current), rootMargin: AHEAD },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [waits, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div ref={end}>
      {isFetchNextPageError && !isFetchingNextPage ? (
        <ErrorNote error={query.error} onRetry={() => void fetchNextPage()} />
      ) : (
        <Center mih={36}>{isFetchingNextPage && <Loader size="sm" aria-label={t('common.loading')} />}</Center>
      )}
    </div>
  );
}
