import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { extensionsQuery } from '../../api/extensions';
import { trunksQuery } from '../../api/trunks';
import type { FieldTexts } from '../../shared/merge/form-shape';

/** The fields of a webhook in words. */
export function useWebhookTexts(): FieldTexts {
  const { t } = useTranslation();
  const trunks = useQuery(trunksQuery).data?.map(({ id, name }) => [id, name] as const);
  const extensions = useQuery(extensionsQuery).data?.map(({ id, number, name }) => [id, `${number} ${name}`] as const);
  const named = (known: readonly (readonly [string, string])[] = []) => {
    const names = new Map(known);
    return (ids: unknown) => (ids as string[]).map((id) => names.get(id) ?? id).join(', ');
  };
  return {
    url: { label: t('webhooks.url') },
    description: { label: t('webhooks.description') },
    events: { label: t('webhooks.events') },
    trunkIds: { label: t('webhooks.trunks'), text: named(trunks) },
    extensionIds: { label: t('webhooks.extensions'), text: named(extensions) },
    enabled: { label: t('common.enabled') },
  };
}
