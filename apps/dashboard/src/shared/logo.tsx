import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The mark and the name. */
export function Logo({ size = 28, nameFrom }: { size?: number; nameFrom?: 'xs' }) {
  const { t } = useTranslation();
  return (
    <Group gap={10} wrap="nowrap">
      <img src="/logo.svg" width={size} height={size} alt="" />
      <Text {...(nameFrom ? { visibleFrom: nameFrom } : {})} fw={650} fz={size * 0.64} lh={1}>
        {t('common.productName')}
      </Text>
    </Group>
  );
}
