import { useTranslation } from 'react-i18next';
import type { FieldTexts } from './form-shape';

/** Writes the value of a field for people, as `texts` say where they do. */
export function useFieldText(texts: FieldTexts): (field: string, value: unknown) => string {
  const { t } = useTranslation();
  const plain = (value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
    return Array.isArray(value) ? value.map(String).join(', ') : String(value);
  };
  return (field, value) => {
    const isEmpty =
      value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    return isEmpty ? t('merge.nothing') : (texts[field]?.text ?? plain)(value);
  };
}
