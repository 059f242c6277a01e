import { Button } from '@mantine/core';
import type { DeletedResource } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteResource } from '../api/deleted-resources';
import { ConfirmDialog } from './confirm-dialog';
import { useReportDeletion } from './undo-toast';
import { undoableOf } from './use-restore';

interface Props extends Pick<DeletedResource, 'kind' | 'id' | 'name'> {
  /** What deleting it means. */
  text: string;
  onDeleted: () => void;
}

/** The button that deletes what a panel shows: asks first, and offers to undo it afterwards. */
export function DeleteResource({ kind, id, name, text, onDeleted }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const report = useReportDeletion();
  const remove = async () => {
    const { outcome } = await deleteResource(kind, id);
    onDeleted();
    await report(undoableOf({ kind, id, name }), outcome, t('deleted.toastAdvice'));
  };
  return (
    <>
      <Button variant="subtle" color="red" c="var(--trunkline-bad)" onClick={() => setAsking(true)}>
        {t('common.delete')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('common.deleteTitle', { name })}
          confirm={t('common.delete')}
          action={remove}
          onClose={() => setAsking(false)}
        >
          {text} {t('deleted.canBeUndone')}
        </ConfirmDialog>
      )}
    </>
  );
}
