import { Alert } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import type { CallRecord } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../shared/create-button';

/** Leads on to the call that this one was merged into; nothing for one that stands by itself. */
export function MergedNote({ record: { supersededBy } }: { record: CallRecord }) {
  const { t } = useTranslation();
  if (supersededBy === null) return null;
  return (
    <Alert color="gray" icon={<IconArrowMerge size={18} />} title={t('callRecords.mergedTitle')}>
      <ButtonLink
        to="/history/$id"
        params={{ id: supersededBy }}
        search={true}
        variant="default"
        size="compact-sm"
        mt={4}
      >
        {t('callRecords.openMerged')}
      </ButtonLink>
    </Alert>
  );
}
