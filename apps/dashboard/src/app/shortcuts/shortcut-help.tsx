import { getDefaultZIndex, Modal, Stack, Switch, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePermissions } from '../../shared/principal';
import { pagesFor } from '../navigation';
import type { DialogProps } from '../use-lazy-dialog';
import { Keys } from './keys';
import { type Shortcut, shortcuts } from './shortcut-table';
import { useSingleKeys } from './use-single-keys';

/** Every shortcut that does something for the account, and the switch for those of a single key. */
export function ShortcutHelp({ opened, onClose }: DialogProps) {
  const { t } = useTranslation();
  const [single, setSingle] = useSingleKeys();
  const pages = pagesFor(usePermissions());
  const general = shortcuts.filter(({ action }) => typeof action === 'string');
  const toPages = shortcuts.filter(
    ({ action }) => typeof action === 'object' && pages.some(({ to }) => to === action.to),
  );
  const textOf = ({ action }: Shortcut) =>
    typeof action === 'string'
      ? t(`shortcuts.action.${action}`)
      : t(pages.find(({ to }) => to === action.to)?.label ?? 'common.none');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      zIndex={getDefaultZIndex('overlay')}
      size="lg"
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <Switch
          label={t('shortcuts.single')}
          description={t('shortcuts.singleHelp')}
          checked={single}
          onChange={({ currentTarget }) => setSingle(currentTarget.checked)}
        />
        <Part title={t('shortcuts.everywhere')} rows={general} textOf={textOf} />
        <Part title={t('shortcuts.pages')} rows={toPages} textOf={textOf} />
        <Text size="sm" c="dimmed">
          {t('shortcuts.notInFields')}
        </Text>
      </Stack>
    </Modal>
  );
}

function Part({ title, rows, textOf }: { title: string; rows: Shortcut[]; textOf: (row: Shortcut) => string }) {
  return (
    <Table captionSide="top" verticalSpacing={6}>
      <Table.Caption ta="start" fw={600}>
        {title}
      </Table.Caption>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.keys.join(' ')}>
            <Table.Th scope="row" fw={400}>
              {textOf(row)}
            </Table.Th>
            <Table.Td ta="end">
              <Keys keys={row.keys} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
