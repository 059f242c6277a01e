import { Button, Center, Group, Loader } from '@mantine/core';
import { IconCloudOff, IconError404, IconMoodConfuzed, IconRefresh } from '@tabler/icons-react';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isTransient } from '../api/problem';
import { EmptyState } from '../shared/empty-state';

const TRY_AGAIN_MS = 3000;

export function PagePending() {
  const { t } = useTranslation();
  return (
    <Center mih={240}>
      <Loader aria-label={t('common.loading')} />
    </Center>
  );
}

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={IconError404}
      title={t('errors.notFoundTitle')}
      action={
        <Button component={Link} to="/">
          {t('errors.toStart')}
        </Button>
      }
    >
      {t('errors.notFound')}
    </EmptyState>
  );
}

/** Shown when a page cannot be drawn: the API is away, the page is older than the server, or it has a fault. */
export function CrashPage({ error }: ErrorComponentProps) {
  if (isTransient(error)) return <UnreachablePage />;
  return <FailedPage outdated={error instanceof Error && /import|module/i.test(error.message)} />;
}

function UnreachablePage() {
  const { t } = useTranslation();
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => void router.invalidate(), TRY_AGAIN_MS);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <EmptyState icon={IconCloudOff} title={t('errors.startTitle')}>
      {t('errors.startText')}
    </EmptyState>
  );
}

function FailedPage({ outdated }: { outdated: boolean }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={outdated ? IconRefresh : IconMoodConfuzed}
      title={t(outdated ? 'errors.newVersionTitle' : 'errors.crashTitle')}
      action={
        <Group>
          <Button onClick={() => window.location.reload()}>{t('errors.reload')}</Button>
        </Group>
      }
    >
      {t(outdated ? 'errors.newVersion' : 'errors.crash')}
    </EmptyState>
  );
}
