import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type CallRecordSearch, exportAddress } from '../../api/call-records';

/** Downloads every record that fits the filters, as CSV. */
export function ExportButton({ filter }: { filter: CallRecordSearch }) {
  const { t } = useTranslation();
  return (
    <Button
      component="a"
      href={exportAddress(filter)}
      download="call-records.csv"
      variant="default"
      leftSection={<IconDownload size={17} />}
    >
      {t('callRecords.export')}
    </Button>
  );
}
