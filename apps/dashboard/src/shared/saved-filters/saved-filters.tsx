import { Button } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { FilteredList, FilterValues, SavedFilter } from '@trunkline/contracts';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { savedFiltersQuery } from '../../api/saved-filters';
import { useDeferred } from '../use-deferred';

const loadMenu = async () => (await import('./opened-filters-menu')).OpenedFiltersMenu;
const SaveFilterDialog = lazy(() => import('./save-filter-dialog'));
const ManageFiltersDialog = lazy(() => import('./manage-filters-dialog'));

interface Props {
  list: FilteredList;
  /** What the list is filtered by now; what is empty counts for nothing. */
  filter: Record<string, string | number | undefined>;
  /** Filters the list by this and nothing else. */
  onApply: (filter: FilterValues) => void;
}

/** The filters of this list that the user named: applies one, saves what is set now, leads to where they are changed. */
export function SavedFilters({ list, filter, onApply }: Props) {
  const { t } = useTranslation();
  const all = useQuery(savedFiltersQuery).data;
  const own = all?.filter((each) => each.list === list);
  const [open, setOpen] = useState<'save' | 'manage'>();
  const { Part: OpenedMenu, want } = useDeferred(loadMenu);
  const present = valuesOf(filter);
  const isEmpty = Object.keys(present).length === 0;
  const active = own?.find((each) => isSame(each.filter, present));
  useDefault(own, isEmpty, onApply);
  const close = () => setOpen(undefined);
  const warm = () => void loadMenu().catch(() => {});
  return (
    <>
      {OpenedMenu ? (
        <OpenedMenu
          own={own ?? []}
          active={active}
          maySave={!isEmpty && active === undefined}
          onApply={onApply}
          onSave={() => setOpen('save')}
          onManage={() => setOpen('manage')}
        />
      ) : (
        <Button
          variant="default"
          leftSection={<IconBookmark size={16} />}
          maw={260}
          aria-haspopup="menu"
          aria-expanded={false}
          onPointerEnter={warm}
          onFocus={warm}
          onClick={() => void want()}
        >
          {active?.name ?? t('savedFilters.title')}
        </Button>
      )}
      <Suspense>
        {open === 'save' && <SaveFilterDialog list={list} filter={present} onClose={close} />}
        {open === 'manage' && <ManageFiltersDialog filters={own ?? []} onClose={close} />}
      </Suspense>
    </>
  );
}

/** A list opens with its default filter, unless its address names another. */
function useDefault(own: SavedFilter[] | undefined, isEmpty: boolean, apply: Props['onApply']): void {
  const wanted = useRef(isEmpty);
  useEffect(() => {
    if (!isEmpty) wanted.current = false;
    if (!wanted.current || own === undefined) return;
    wanted.current = false;
    const found = own.find(({ isDefault }) => isDefault);
    if (found) apply(found.filter);
  });
}

function valuesOf(filter: Props['filter']): FilterValues {
  const entries = Object.entries(filter).map(([name, value]) => [name, String(value ?? '').trim()] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function isSame(a: FilterValues, b: FilterValues): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
