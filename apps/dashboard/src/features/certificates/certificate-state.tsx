import type { Certificate } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { StatusBadge, type Tone } from '../../shared/status-badge';

const tones: Record<Certificate['status'], Tone> = { valid: 'good', expiring: 'warn', expired: 'bad' };

/** For how long a certificate is valid yet. */
export function CertificateState({ certificate: { status, daysLeft } }: { certificate: Certificate }) {
  const { t } = useTranslation();
  const label = status === 'expired' ? t('certificates.expired') : t('certificates.daysLeft', { count: daysLeft });
  return <StatusBadge tone={tones[status]} label={label} />;
}
