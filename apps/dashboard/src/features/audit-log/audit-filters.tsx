import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type AuditAction, auditActionSchema } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import type { AuditFilter } from '../../api/audit-log';
import { FilterGrid } from '../../shared/filter-grid';
import { instantOf } from '../../shared/format';
import { auditKinds, useKindText } from './audit-kinds';

interface Props {
  filter: AuditFilter;
  onChange: (change: Partial<AuditFilter>) => void;
}

/** What the audit log is searched by. */
export function AuditFilters({ filter, onChange }: Props) {
  const { t } = useTranslation();
  const kindText = useKindText();
  return (
    <FilterGrid>
      <TextInput
        type="search"
        label={t('auditLog.search')}
        leftSection={<IconSearch size={16} />}
        maxLength={100}
        value={filter.search}
        onChange={({ currentTarget }) => onChange({ search: currentTarget.value })}
      />
      <Select
        clearable
        label={t('auditLog.filterAction')}
        placeholder={t('auditLog.any')}
        data={auditActionSchema.options.map((value) => ({ value, label: t(`auditLog.action.${value}`) }))}
        value={filter.action ?? null}
        onChange={(action) => onChange({ action: (action as AuditAction | null) ?? undefined })}
      />
      <Select
        clearable
        label={t('auditLog.filterKind')}
        placeholder={t('auditLog.any')}
        data={auditKinds.map((value) => ({ value, label: kindText(value) }))}
        value={filter.kind ?? null}
        onChange={(kind) => onChange({ kind: kind ?? undefined })}
      />
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          type="datetime-local"
          label={t(end === 'from' ? 'auditLog.filterFrom' : 'auditLog.filterTo')}
          onChange={({ currentTarget }) => onChange({ [end]: instantOf(currentTarget.value) ?? undefined })}
        />
      ))}
    </FilterGrid>
  );
}
