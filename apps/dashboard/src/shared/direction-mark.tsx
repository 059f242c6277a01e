import { Group } from '@mantine/core';
import { IconArrowDownLeft, IconArrowsLeftRight, IconArrowUpRight, IconQuestionMark } from '@tabler/icons-react';
import type { CallDirection } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import classes from './direction-mark.module.css';

const icons = {
  inbound: IconArrowDownLeft,
  outbound: IconArrowUpRight,
  internal: IconArrowsLeftRight,
  unknown: IconQuestionMark,
} as const;

/** Which way a call goes: an arrow and a word. */
export function DirectionMark({ direction }: { direction: CallDirection }) {
  const { t } = useTranslation();
  const Icon = icons[direction];
  return (
    <Group gap={8} wrap="nowrap" component="span">
      <span className={classes.mark} data-direction={direction}>
        <Icon size={16} stroke={1.8} aria-hidden />
      </span>
      <span className={classes.word}>{t(`calls.direction.${direction}`)}</span>
    </Group>
  );
}
