import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '../api/config-change';
import { useErrorText } from './messages';
import { type Report, useReportOutcome } from './outcome';
import { type Undoable, useUndo } from './use-restore';

/** Long enough to be read out, to be thought about and to be reached with the keyboard. It waits while it has the focus. */
const STAYS_MS = 20_000;

/** How a deletion is told: it can be undone at once; `later` says where once that has failed. */
export function useReportDeletion() {
  const queries = useQueryClient();
  const report = useReportOutcome();
  return async (deleted: Undoable, outcome: Outcome, later: string) => {
    offerUndo({ deleted, report, later });
    if (outcome.status === 'failed' || outcome.status === 'pending') report(deleted.name, outcome);
    await Promise.all(deleted.touches.map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
}

interface Offer {
  deleted: Undoable;
  report: Report;
  later: string;
}

/** Says that something is deleted, and offers to undo that. A notification is an alert, so it is read out. */
function offerUndo(offer: Offer): void {
  const id = `undo-${offer.deleted.id}`;
  // The same thing may have been deleted, restored and deleted again.
  notifications.hide(id);
  notifications.show({
    id,
    color: 'teal',
    autoClose: STAYS_MS,
    message: <UndoToast offer={offer} toast={id} />,
  });
}

function UndoToast({ offer, toast }: { offer: Offer; toast: string }) {
  const { t } = useTranslation();
  const text = useErrorText();
  const { deleted, report, later } = offer;
  const restore = useUndo(deleted, report, () => notifications.hide(toast));
  const undo = () =>
    restore.mutate(undefined, {
      onError: () =>
        notifications.update({
          id: toast,
          color: 'red',
          autoClose: false,
          message: <UndoToast offer={offer} toast={toast} />,
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
          {text(restore.error)} {later}
        </Text>
      )}
    </>
  );
}
