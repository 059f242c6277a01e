import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Asks to delete what a panel shows. */
export function DeleteButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <Button variant="subtle" color="red" c="var(--trunkline-bad)" onClick={onClick}>
      {t('common.delete')}
    </Button>
  );
}
