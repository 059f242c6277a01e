import { notifications } from '@mantine/notifications';
import { type ComponentType, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * A part of the page that is loaded when it is first wanted, such as a dialog. `want` loads it and may be called again:
 * where it could not be loaded the reader is told, and the next time it is tried anew.
 */
export function useDeferred<Props>(load: () => Promise<ComponentType<Props>>) {
  const { t } = useTranslation();
  const [loaded, setLoaded] = useState<{ Part: ComponentType<Props> }>();
  const want = useCallback(async () => {
    try {
      setLoaded({ Part: await load() });
      return true;
    } catch {
      notifications.show({ color: 'red', message: t('errors.partNotLoaded') });
      return false;
    }
  }, [load, t]);
  return { Part: loaded?.Part, want };
}
