import { codecs } from '@trunkline/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MultiSelect } from './choice-inputs';
import { codecName } from './codec-names';

interface Props {
  value?: string[];
  onChange?: (codecs: string[]) => void;
  error?: ReactNode;
}

/** Choice of codecs, in order of preference. */
export function CodecField(props: Props) {
  const { t } = useTranslation();
  const { value = [] } = props;
  const data = codecs.map((codec) => ({ value: codec, label: codecName(codec) }));
  return (
    <MultiSelect
      label={t('common.codecs')}
      description={
        value.includes('g729') ? `${t('common.codecsHelp')} ${t('common.g729Help')}` : t('common.codecsHelp')
      }
      data={data}
      required
      {...props}
      value={value}
    />
  );
}
