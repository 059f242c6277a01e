import { ActionIcon } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePrincipal } from '../shared/principal';
import { useDeferred } from '../shared/use-deferred';

const loadMenu = async () => (await import('./opened-account-menu')).OpenedAccountMenu;

/** The button of the account's menu. The menu is on its way once the button is pointed at or focused. */
export function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation();
  const name = usePrincipal()?.name ?? '';
  const { Part: OpenedMenu, want } = useDeferred(loadMenu);
  if (OpenedMenu) return <OpenedMenu name={name} onHelp={onHelp} />;
  const warm = () => void loadMenu().catch(() => {});
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={t('session.account', { name })}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={() => void want()}
    >
      <IconUserCircle size={21} stroke={1.6} />
    </ActionIcon>
  );
}
