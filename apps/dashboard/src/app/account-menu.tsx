import { ActionIcon, Menu } from '@mantine/core';
import { IconKeyboard, IconLock, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { logOut, sessionQuery } from '../api/session';
import { PasswordDialog } from '../features/session/password-dialog';
import { usePrincipal } from '../shared/principal';
import { LanguageItems } from './language-items';
import { useSingleKeys } from './shortcuts/use-single-keys';

/** Who is logged in, the language, the shortcuts, a new password, and the way out. */
export function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation();
  const name = usePrincipal()?.name ?? '';
  const [changing, setChanging] = useState(false);
  const [single, setSingle] = useSingleKeys();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: logOut,
    onSuccess: async () => {
      queries.setQueryData(sessionQuery.queryKey, null);
      await navigate({ to: '/login', search: {} });
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
  });
  return (
    <>
      <Menu position="bottom-end" width={250} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('session.account', { name })}>
            <IconUserCircle size={21} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('session.loggedInAs', { name })}</Menu.Label>
          <LanguageItems />
          <Menu.Divider />
          <Menu.CheckboxItem checked={single} onChange={setSingle}>
            {t('shortcuts.use')}
          </Menu.CheckboxItem>
          <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onHelp}>
            {t('shortcuts.title')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLock size={16} />} onClick={() => setChanging(true)}>
            {t('session.changePassword')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave.mutate()}>
            {t('session.logOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </>
  );
}
