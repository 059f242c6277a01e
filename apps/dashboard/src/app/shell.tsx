import { Box, Burger, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useMatches } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { SystemIndicator } from '../features/system/system-indicator';
import { LiveProvider } from '../live/live-provider';
import { Logo } from '../shared/logo';
import { NoPermission } from '../shared/no-permission';
import { OutcomeProvider } from '../shared/outcome';
import { usePrincipal } from '../shared/principal';
import { AccountMenu } from './account-menu';
import { AppShell } from './app-shell';
import { ColorSchemeButton } from './color-scheme-button';
import { ConnectionNote } from './connection-note';
import { keepFocus } from './focus-keeper';
import { NavigationLinks } from './navigation-links';
import { PaletteButton } from './palette/palette-button';
import classes from './shell.module.css';
import { useShortcutActions } from './shortcuts/use-shortcut-actions';
import { useLazyDialog } from './use-lazy-dialog';

const loadPalette = () => import('./palette/palette').then(({ Palette }) => Palette);
const loadHelp = () => import('./shortcuts/shortcut-help').then(({ ShortcutHelp }) => ShortcutHelp);

/** What surrounds every page of one who is logged in. */
export function Shell() {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure();
  const palette = useLazyDialog(loadPalette);
  const help = useLazyDialog(loadHelp);
  useShortcutActions({ openPalette: palette.open, openHelp: help.open });
  useEffect(keepFocus, []);
  return (
    <LiveProvider>
      <a className="skip-link" href="#content">
        {t('common.skipToContent')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t(opened ? 'common.closeNavigation' : 'common.openNavigation')}
            />
            <Link to="/" className={classes.home} aria-label={t('common.productName')}>
              <Logo nameFrom="xs" />
            </Link>
          </Group>
          <Group gap={4} wrap="nowrap" miw={0}>
            <PaletteButton onClick={palette.open} />
            <SystemIndicator />
            <ColorSchemeButton />
            <AccountMenu onHelp={help.open} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar opened={opened} label={t('common.navigation')}>
        <NavigationLinks onNavigate={close} />
      </AppShell.Navbar>
      <AppShell.Main>
        <ConnectionNote />
        <OutcomeProvider>
          <Box>
            <AllowedPage />
          </Box>
        </OutcomeProvider>
      </AppShell.Main>
      {palette.Dialog && <palette.Dialog opened={palette.opened} onClose={palette.onClose} onHelp={help.open} />}
      {help.Dialog && <help.Dialog opened={help.opened} onClose={help.onClose} />}
    </LiveProvider>
  );
}

/** The page, or a friendly word where the account may not see it. */
function AllowedPage() {
  const needed = useMatches({ select: (matches) => matches.map((match) => match.staticData.permission) });
  const principal = usePrincipal();
  const missing = needed.some((permission) => permission && !principal?.permissions.includes(permission));
  return missing && principal !== null ? <NoPermission /> : <Outlet />;
}
