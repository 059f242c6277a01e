import { MultiSelect } from '@mantine/core';
import { codecSchema } from '@trunkline/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const names: Record<string, string> = {
  ulaw: 'G.711 µ-law',
  alaw: 'G.711 A-law',
  g722: 'G.722 (HD)',
  opus: 'Opus (HD)',
  gsm: 'GSM',
  g729: 'G.729',
};

interface Props {
  value?: string[];
  onChange?: (codecs: string[]) => void;
  error?: ReactNode;
}

/** Choice of codecs, in order of preference. */
export function CodecField(props: Props) {
  const { t } = useTranslation();
  const { value = [] } = props;
  const data = codecSchema.options.map((codec) => ({ value: codec, label: codecName(codec) }));
  return (
    <MultiSelect
      label={t('common.codecs')}
      description={t('common.codecsHelp')}
      data={data}
      required
      {...props}
      value={value}
    />
  );
}

function codecName(codec: string): string {
  return names[codec] ?? codec;
}

/** Codecs in a table: short names in order of preference, which do not break at their hyphen. */
export function codecList(codecs: string[]): string {
  return codecs
    .map((codec) =>
      codecName(codec)
        .replace(/^G\.711 | \(HD\)$/g, '')
        .replace('-', '\u2011'),
    )
    .join(', ');
}

/** A list of codecs as the field shows them. */
export function codecNames(codecs: unknown): string {
  return Array.isArray(codecs) ? codecs.map((codec) => codecName(String(codec))).join(', ') : '';
}
