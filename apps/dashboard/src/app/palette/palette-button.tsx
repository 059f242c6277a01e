import { ActionIcon, Button } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../shortcuts/keys';

const keys = ['Mod', 'k'];

/** Opens the palette, for those without its keys and those who do not know them. */
export function PaletteButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation();
  const shared = { onClick, 'aria-haspopup': 'dialog' as const, 'aria-keyshortcuts': 'Control+K Meta+K' };
  return (
    <>
      <Button
        {...shared}
        visibleFrom="sm"
        variant="default"
        size="compact-md"
        fz="sm"
        fw={400}
        leftSection={<IconSearch size={16} />}
        rightSection={
          <span aria-hidden="true">
            <Keys keys={keys} />
          </span>
        }
      >
        {t('palette.open')}
      </Button>
      <ActionIcon {...shared} hiddenFrom="sm" variant="subtle" color="gray" size="lg" aria-label={t('palette.open')}>
        <IconSearch size={20} stroke={1.6} />
      </ActionIcon>
    </>
  );
}
