import { Button } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { auditActions } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { ChoiceField, MomentField, TypedField } from '../../shared/filter-fields';
import { FilterGrid } from '../../shared/filter-grid';
import { SavedFilters } from '../../shared/saved-filters/saved-filters';
import { usePutSearch } from '../../shared/use-put-search';
import { auditKinds, useKindText } from './audit-kinds';
import { type AuditSearch, readAuditSearch } from './audit-search';

const route = getRouteApi('/shell/audit-log');

/** What the audit log is searched by; it stands in the address. */
export function AuditFilters() {
  const { t } = useTranslation();
  const kindText = useKindText();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const putSearch = usePutSearch();
  const filter = (name: keyof AuditSearch) => ({
    value: search[name],
    onChange: (value: string | null) =>
      void navigate({ search: (present) => readAuditSearch({ ...present, [name]: value }), replace: true }),
  });
  return (
    <FilterGrid
      actions={
        <>
          <SavedFilters list="audit-log" filter={search} onApply={(filter) => putSearch(readAuditSearch(filter))} />
          {Object.keys(search).length > 0 && (
            <Button variant="subtle" leftSection={<IconX size={16} />} onClick={() => putSearch({})}>
              {t('callRecords.clear')}
            </Button>
          )}
        </>
      }
    >
      <TypedField label={t('auditLog.search')} icon={<IconSearch size={16} />} longest={100} {...filter('search')} />
      <ChoiceField
        label={t('auditLog.filterAction')}
        unset={t('auditLog.any')}
        data={auditActions.map((value) => ({ value, label: t(`auditLog.action.${value}`) }))}
        {...filter('action')}
      />
      <ChoiceField
        label={t('auditLog.filterKind')}
        unset={t('auditLog.any')}
        data={auditKinds.map((value) => ({ value, label: kindText(value) }))}
        {...filter('kind')}
      />
      <MomentField label={t('auditLog.filterFrom')} {...filter('from')} />
      <MomentField label={t('auditLog.filterTo')} {...filter('to')} />
    </FilterGrid>
  );
}
