import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { inPageLanguage } from '../i18n/api-words';

/** Says in words what went wrong: the API's own sentence where it gave one that adds something. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (!(error instanceof ApiError)) return t('errors.unexpected');
    if (error.code === 'validation_failed' && error.fields.length > 0) {
      const elsewhere = error.fields.filter(({ pointer }) => pointer === '' || pointer.startsWith('?'));
      return [t('errors.validation_failed'), ...elsewhere.map(({ message }) => inPageLanguage(message))].join(' ');
    }
    const saysMore =
      error.detail !== null && ['conflict', 'in_use', 'validation_failed', 'not_found'].includes(error.code);
    return saysMore && error.detail !== null ? inPageLanguage(error.detail) : t(`errors.${error.code}`);
  };
}
