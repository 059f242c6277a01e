import { notifications } from '@mantine/notifications';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** What every such dialog is told. */
export interface DialogProps {
  opened: boolean;
  onClose: () => void;
}

/** A dialog whose code is read when it is first asked for, so that no page waits for it. */
export function useLazyDialog<P extends DialogProps>(load: () => Promise<ComponentType<P>>) {
  const { t } = useTranslation();
  const [Dialog, setDialog] = useState<ComponentType<P>>();
  const [opened, setOpened] = useState(false);
  const open = () => {
    load().then(
      (loaded) => {
        setDialog(() => loaded);
        setOpened(true);
      },
      () => notifications.show({ color: 'red', message: t('common.partFailed') }),
    );
  };
  return { Dialog, opened, open, onClose: () => setOpened(false) };
}
