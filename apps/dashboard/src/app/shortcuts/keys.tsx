import { Kbd, Text } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';

const isMac = /^(Mac|iP)/.test(navigator.platform);

/** Keys as they are printed on a keyboard: `Ctrl K`, `G then T`. */
export function Keys({ keys }: { keys: readonly string[] }) {
  const { t } = useTranslation();
  const held = keys[0] === 'Mod';
  return (
    <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
      {keys.map((key, place) => (
        <Fragment key={key}>
          {place > 0 && ` ${held ? '+' : t('shortcuts.then')} `}
          <Kbd size="xs">{key === 'Mod' ? (isMac ? '⌘' : t('shortcuts.control')) : key.toUpperCase()}</Kbd>
        </Fragment>
      ))}
    </Text>
  );
}
