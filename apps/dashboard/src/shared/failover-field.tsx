import { type FailoverClass, failoverClasses } from '@trunkline/contracts';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MultiSelect } from './choice-inputs';

interface Props {
  label?: string;
  description?: string;
  value?: string[];
  onChange?: (classes: string[]) => void;
  error?: ReactNode;
}

/** Choice of the ways a call can end at a carrier: of those after which another one is asked, unless it is labelled otherwise. */
export function FailoverField(props: Props) {
  const { t } = useTranslation();
  const data = failoverClasses.map((each) => ({ value: each, label: failoverText(each) }));
  return (
    <MultiSelect
      label={t('trunks.failoverOn')}
      description={t('trunks.failoverOnHelp')}
      data={data}
      {...props}
      value={props.value ?? []}
    />
  );
}

/** One of them in words. */
export const failoverText = (each: FailoverClass): string => i18next.t(`trunks.failover.${each}`);

/** A list of them in words. */
export function failoverTexts(classes: readonly FailoverClass[]): string {
  return classes.length === 0 ? i18next.t('trunks.failoverNever') : classes.map(failoverText).join(', ');
}
