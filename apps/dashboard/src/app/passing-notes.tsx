import { notificationsStore } from '@mantine/notifications';
import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react';

const countNotes = () => notificationsStore.getState().notifications.length;

/** The notes that pass by themselves. What shows them is loaded with the first one; a failure is tried again with the next. */
export function PassingNotes() {
  const count = useSyncExternalStore(notificationsStore.subscribe, countNotes);
  const [shown, setShown] = useState<{ Notifications: ComponentType<{ position: 'bottom-right' }> }>();
  const missing = count > 0 && shown === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new note is a reason to try again
  useEffect(() => {
    if (missing) import('./notifications').then(setShown, () => {});
  }, [missing, count]);
  return shown && <shown.Notifications position="bottom-right" />;
}
