import { useRouter } from '@tanstack/react-router';
import { usePermissions } from '../../shared/principal';
import { creations } from '../creations';
import { pagesFor } from '../navigation';
import type { ShortcutAction } from './shortcut-table';
import { useGo } from './use-go';
import { useShortcuts } from './use-shortcuts';
import { useSingleKeys } from './use-single-keys';

interface Dialogs {
  openPalette: () => void;
  openHelp: () => void;
}

/** Makes the shortcuts do what they stand for, as far as the account may do it. */
export function useShortcutActions({ openPalette, openHelp }: Dialogs): void {
  const [single] = useSingleKeys();
  const permissions = usePermissions();
  const router = useRouter();
  const go = useGo();
  useShortcuts(single, (action: ShortcutAction) => {
    if (action === 'palette') return openPalette();
    if (action === 'help') return openHelp();
    if (action === 'find') return focusSearch() || openPalette();
    if (action === 'create') {
      const { pathname } = router.state.location;
      const creation = creations.find(({ list }) => pathname === list);
      if (creation && permissions.includes(creation.permission)) go({ to: creation.to });
      return;
    }
    const page = pagesFor(permissions).find(({ to }) => to === action.to);
    if (page) go({ to: page.to });
  });
}

/** Puts the cursor into the search field of the page, if it has one. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('#content input[type=search]');
  field?.focus();
  field?.select();
  return field !== null;
}
