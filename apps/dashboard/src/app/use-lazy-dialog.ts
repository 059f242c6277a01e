import { type ComponentType, useState } from 'react';
import { useDeferred } from '../shared/use-deferred';

/** What every such dialog is told. */
export interface DialogProps {
  opened: boolean;
  onClose: () => void;
}

/** A dialog whose code is read when it is first asked for, so that no page waits for it. */
export function useLazyDialog<P extends DialogProps>(load: () => Promise<ComponentType<P>>) {
  const { Part: Dialog, want } = useDeferred(load);
  const [opened, setOpened] = useState(false);
  const open = () => void want().then((there) => there && setOpened(true));
  return { Dialog, opened, open, onClose: () => setOpened(false) };
}
