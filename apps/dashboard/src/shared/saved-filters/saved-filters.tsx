import { Button, Menu } from '@mantine/core';
import { IconBookmark, IconBookmarkPlus, IconCheck, IconPencil, IconStarFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { FilteredList, FilterValues, SavedFilter } from '@trunkline/contracts';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { savedFiltersQuery } from '../../api/saved-filters';

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
  const present = valuesOf(filter);
  const isEmpty = Object.keys(present).length === 0;
  const active = own?.find((each) => isSame(each.filter, present));
  useDefault(own, isEmpty, onApply);
  const close = () => setOpen(undefined);
  return (
    <>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} />} maw={260}>
            {active?.name ?? t('savedFilters.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t(own?.length ? 'savedFilters.own' : 'savedFilters.none')}</Menu.Label>
          {own?.map((each) => (
            <Menu.Item
              key={each.id}
              leftSection={<IconCheck size={16} visibility={each === active ? undefined : 'hidden'} />}
              rightSection={
                each.isDefault && <IconStarFilled size={14} role="img" aria-label={t('savedFilters.isDefault')} />
              }
              onClick={() => onApply(each.filter)}
            >
              <bdi>{each.name}</bdi>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconBookmarkPlus size={16} />}
            disabled={isEmpty || active !== undefined}
            onClick={() => setOpen('save')}
          >
            {t('savedFilters.save')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil size={16} />} disabled={!own?.length} onClick={() => setOpen('manage')}>
            {t('savedFilters.manage')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
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
