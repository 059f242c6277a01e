import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconMoon, IconPlus, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePermissions } from '../../shared/principal';
import { creations } from '../creations';
import { pagesFor } from '../navigation';
import { keysTo } from '../shortcuts/shortcut-table';
import type { Entry, EntryGroup } from './entries';

/** The pages that the account may see, and what it may do from anywhere. */
export function useOwnEntries(onHelp: () => void): EntryGroup[] {
  const { t } = useTranslation();
  const permissions = usePermissions();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const pages = pagesFor(permissions).map(
    ({ to, label, icon }): Entry => ({ key: to, icon, label: t(label), keys: keysTo(to), choose: { to: { to } } }),
  );
  const actions = creations
    .filter(({ permission }) => permissions.includes(permission))
    .map(({ to, label }): Entry => ({ key: to, icon: IconPlus, label: t(label), choose: { to: { to } } }));
  actions.push(
    {
      key: 'colours',
      icon: dark ? IconSun : IconMoon,
      label: t(dark ? 'common.useLightColors' : 'common.useDarkColors'),
      choose: { run: () => setColorScheme(dark ? 'light' : 'dark') },
    },
    { key: 'shortcuts', icon: IconKeyboard, label: t('shortcuts.title'), keys: ['?'], choose: { run: onHelp } },
  );
  return [
    { title: t('palette.pages'), entries: pages },
    { title: t('palette.actions'), entries: actions },
  ];
}
