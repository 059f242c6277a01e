import type { AuditEntry } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';

/** The kinds of things that the audit log knows, in the order they are offered. */
export const auditKinds = [
  'trunk',
  'extension',
  'number',
  'outbound_route',
  'ring_group',
  'inbound_route',
  'schedule',
  'announcement',
  'settings',
  'certificate',
  'restart',
  'breaker',
  'webhook',
  'user',
  'session',
  'api_key',
  'address',
] as const;

/** What a kind is called. One that is newer than this page is called as the API calls it. */
export function useKindText(): (kind: string) => string {
  const { t } = useTranslation();
  return (kind) => {
    const known = auditKinds.find((each) => each === kind);
    return known ? t(`auditLog.kind.${known}`) : kind.replaceAll('_', ' ');
  };
}

/** What a thing is called where its kind does not stand before it. */
export function useThingText(): (thing: AuditEntry['resource']) => string {
  const { t } = useTranslation();
  return ({ kind, name }) => (kind === 'settings' ? t('auditLog.settingsName', { name }) : name);
}
