import { ActionIcon, Menu } from '@mantine/core';
import { IconKeyboard, IconLock, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { logOut, sessionQuery } from '../api/session';
import { useDeferred } from '../shared/use-deferred';
import { LanguageItems } from './language-items';
import { useSingleKeys } from './shortcuts/use-single-keys';

const loadPasswordDialog = async () => (await import('../features/session/password-dialog')).PasswordDialog;

/** Who is logged in, the language, the shortcuts, a new password, and the way out. It opens as soon as it is there. */
export function OpenedAccountMenu({ name, onHelp }: { name: string; onHelp: () => void }) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  const [changing, setChanging] = useState(false);
  const [single, setSingle] = useSingleKeys();
  const { Part: PasswordDialog, want } = useDeferred(loadPasswordDialog);
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
  useEffect(() => {
    // Where the focus goes when the menu is closed.
    button.current?.focus();
    setOpened(true);
  }, []);
  const changePassword = async () => setChanging(await want());
  return (
    <>
      <Menu position="bottom-end" width={250} opened={opened} onChange={setOpened} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon ref={button} variant="subtle" color="gray" size="lg" aria-label={t('session.account', { name })}>
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
          <Menu.Item leftSection={<IconLock size={16} />} onClick={() => void changePassword()}>
            {t('session.changePassword')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave.mutate()}>
            {t('session.logOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {changing && PasswordDialog && <PasswordDialog onClose={() => setChanging(false)} />}
    </>
  );
}
