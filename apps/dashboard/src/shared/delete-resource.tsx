import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { DeletedResource } from '@trunkline/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteResource, touchedBy } from '../api/deleted-resources';
import { ConfirmDialog } from './confirm-dialog';
import { useReportOutcome } from './outcome';
import { offerUndo } from './undo-toast';

interface Props extends Pick<DeletedResource, 'kind' | 'id' | 'name'> {
  /** What deleting it means. */
  text: string;
  onDeleted: () => void;
}

/** The button that deletes what a panel shows: asks first, and offers to undo it afterwards. */
export function DeleteResource({ kind, id, name, text, onDeleted }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const report = useReportOutcome();
  const remove = async () => {
    const { outcome } = await deleteResource(kind, id);
    onDeleted();
    offerUndo({ kind, id, name }, report);
    if (outcome.status === 'failed' || outcome.status === 'pending') report(name, outcome);
    await Promise.all(touchedBy(kind).map((queryKey) => queries.invalidateQueries({ queryKey })));
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
