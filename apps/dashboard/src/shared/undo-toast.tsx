import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useErrorText } from './messages';
import type { Report } from './outcome';
import { type Deleted, useRestore } from './use-restore';

/** Long enough to be read out, to be thought about and to be reached with the keyboard. It waits while it has the focus. */
const STAYS_MS = 20_000;

/** Says that something is deleted, and offers to undo that. A notification is an alert, so it is read out. */
export function offerUndo(deleted: Deleted, report: Report): void {
  const id = `undo-${deleted.id}`;
  // The same thing may have been deleted, restored and deleted again.
  notifications.hide(id);
  notifications.show({
    id,
    color: 'teal',
    autoClose: STAYS_MS,
    message: <UndoToast deleted={deleted} report={report} toast={id} />,
  });
}

function UndoToast({ deleted, report, toast }: { deleted: Deleted; report: Report; toast: string }) {
  const { t } = useTranslation();
  const text = useErrorText();
  const restore = useRestore(deleted, report, () => notifications.hide(toast));
  const undo = () =>
    restore.mutate(undefined, {
      onError: () =>
        notifications.update({
          id: toast,
          color: 'red',
          autoClose: false,
          message: <UndoToast deleted={deleted} report={report} toast={toast} />,
        }),
    });
  const { name } = deleted;
  return (
    <>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" c="var(--mantine-color-text)" style={{ overflowWrap: 'anywhere' }}>
          {restore.isError ? t('deleted.failedTitle', { name }) : t('common.deleted', { name })}
        </Text>
        <Button size="compact-md" fz="sm" variant="default" loading={restore.isPending} onClick={undo}>
          {t(restore.isError ? 'common.retry' : 'deleted.undo')}
        </Button>
      </Group>
      {restore.isError && (
        <Text size="sm" mt={4}>
          {text(restore.error)} {t('deleted.toastAdvice')}
        </Text>
      )}
    </>
  );
}
