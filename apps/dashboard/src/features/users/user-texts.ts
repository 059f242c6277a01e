import { roles } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import type { FieldTexts } from '../../shared/merge/form-shape';

/** The fields of a user in words. */
export function useUserTexts(): FieldTexts {
  const { t } = useTranslation();
  return {
    username: { label: t('users.username') },
    role: {
      label: t('users.role'),
      text: (value) =>
        roles
          .filter((role) => role === value)
          .map((role) => t(`users.roles.${role}`))
          .join(),
    },
    enabled: { label: t('users.enabled') },
  };
}
