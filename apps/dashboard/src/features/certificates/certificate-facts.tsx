import { Button, Group, Text } from '@mantine/core';
import type { Certificate } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { certificatesQuery, showCertificate } from '../../api/certificates';
import { settingsQuery } from '../../api/settings';
import { ErrorNote } from '../../shared/error-note';
import { Facts } from '../../shared/facts';
import { formatAbsolute } from '../../shared/format';
import { useCan } from '../../shared/principal';
import { Unbroken } from '../../shared/unbroken';
import { useConfigChange } from '../../shared/use-config-change';
import { CertificateState } from './certificate-state';

/** What a certificate says of itself, and whether it is the one that this PBX shows. */
export function CertificateFacts({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation();
  const { kind, subject, names, issuer, selfIssued, notBefore, notAfter, fingerprint, keyType, chainLength } =
    certificate;
  return (
    <>
      <Facts
        facts={[
          [t('certificates.columnState'), <CertificateState key="state" certificate={certificate} />],
          [t('certificates.columnUse'), <CertificateUse key="use" certificate={certificate} />],
          [t('certificates.subject'), subject],
          [t('certificates.names'), names.join(', ')],
          [t('certificates.issuer'), selfIssued ? t('certificates.itself') : issuer],
          [t('certificates.notBefore'), formatAbsolute(notBefore)],
          [t('certificates.notAfter'), formatAbsolute(notAfter)],
          [t('certificates.key'), keyType],
          [t('certificates.chain'), chainLength > 1 && t('certificates.chainOf', { count: chainLength })],
          [t('certificates.fingerprint'), <Unbroken key="print" text={fingerprint.match(/../g)?.join(':') ?? ''} />],
        ]}
      />
      {kind === 'node' && !certificate.inUse && <ShowButton certificate={certificate} />}
    </>
  );
}

/** What a certificate is for, in words. */
export function CertificateUse({ certificate: { kind, inUse } }: { certificate: Certificate }) {
  const { t } = useTranslation();
  if (kind === 'authority') return t('certificates.trusted');
  if (inUse) return t('certificates.shown');
  return (
    <Text size="sm" c="dimmed" component="span">
      {t('certificates.unused')}
    </Text>
  );
}

function ShowButton({ certificate: { id, name } }: { certificate: Certificate }) {
  const { t } = useTranslation();
  const show = useConfigChange({
    change: () => showCertificate(id),
    touches: [certificatesQuery.queryKey, settingsQuery.queryKey],
    name: () => name,
  });
  if (!useCan('config:write')) return null;
  return (
    <>
      <Group>
        <Button variant="light" loading={show.isPending} onClick={() => show.mutate(undefined)}>
          {t('certificates.show')}
        </Button>
      </Group>
      {show.error !== null && <ErrorNote error={show.error} />}
    </>
  );
}
