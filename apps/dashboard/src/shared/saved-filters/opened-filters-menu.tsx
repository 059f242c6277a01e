import { Button, Menu } from '@mantine/core';
import { IconBookmark, IconBookmarkPlus, IconCheck, IconPencil, IconStarFilled } from '@tabler/icons-react';
import type { FilterValues, SavedFilter } from '@trunkline/contracts';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  own: readonly SavedFilter[];
  /** The one that the list is filtered by. */
  active: SavedFilter | undefined;
  maySave: boolean;
  onApply: (filter: FilterValues) => void;
  onSave: () => void;
  onManage: () => void;
}

/** The menu of the filters that the user named, with its button. It opens as soon as it is there. */
export function OpenedFiltersMenu({ own, active, maySave, onApply, onSave, onManage }: Props) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    // Where the focus goes when the menu is closed.
    button.current?.focus();
    setOpened(true);
  }, []);
  return (
    <Menu position="bottom-start" width={260} opened={opened} onChange={setOpened} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button ref={button} variant="default" leftSection={<IconBookmark size={16} />} maw={260}>
          {active?.name ?? t('savedFilters.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(own.length > 0 ? 'savedFilters.own' : 'savedFilters.none')}</Menu.Label>
        {own.map((each) => (
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
        <Menu.Item leftSection={<IconBookmarkPlus size={16} />} disabled={!maySave} onClick={onSave}>
          {t('savedFilters.save')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={16} />} disabled={own.length === 0} onClick={onManage}>
          {t('savedFilters.manage')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
