import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state';

/** Stands in for a page that the account may not see. */
export function NoPermission() {
  const { t } = useTranslation();
  return (
    <EmptyState icon={IconLock} title={t('errors.noPermissionTitle')}>
      {t('errors.noPermission')}
    </EmptyState>
  );
}
