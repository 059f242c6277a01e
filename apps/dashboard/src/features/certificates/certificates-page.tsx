import { IconCertificate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import type { Certificate } from '@trunkline/contracts';
import { useTranslation } from 'react-i18next';
import { certificatesQuery } from '../../api/certificates';
import { CreateButton } from '../../shared/create-button';
import { DeletedLink } from '../../shared/deleted-link';
import { EmptyState } from '../../shared/empty-state';
import { ListSurface } from '../../shared/list-surface';
import { NameCell } from '../../shared/name-cell';
import { Page } from '../../shared/page';
import { RowLink } from '../../shared/row-link';
import type { Column } from '../../shared/row-table';
import { CertificateUse } from './certificate-facts';
import { CertificateState } from './certificate-state';

/** The certificates of this PBX and of authorities, with what is left of each. */
export function CertificatesPage() {
  const { t } = useTranslation();
  const query = useQuery(certificatesQuery);
  const create = <CreateButton to="/certificates/new" label={t('common.newCertificate')} permission="config:write" />;
  const isEmpty = query.data?.length === 0;
  return (
    <Page title={t('common.certificatesTitle')} intro={t('certificates.intro')} aside={isEmpty ? null : create}>
      <ListSurface
        label={t('common.certificatesTitle')}
        list="certificates"
        query={query}
        columns={useColumns()}
        rowKey={({ id }) => id}
        text={({ name, subject, names, issuer }) => `${name} ${subject} ${names.join(' ')} ${issuer}`}
        empty={
          <EmptyState icon={IconCertificate} title={t('certificates.emptyTitle')} action={create}>
            {t('certificates.empty')}
          </EmptyState>
        }
      />
      <DeletedLink kind="certificate" />
      <Outlet />
    </Page>
  );
}

function useColumns(): Column<Certificate>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      header: t('certificates.columnName'),
      kind: 'main',
      cell: ({ id, name }) => (
        <RowLink to="/certificates/$id" params={{ id }}>
          {name}
        </RowLink>
      ),
    },
    {
      key: 'state',
      header: t('certificates.columnState'),
      cell: (certificate) => <CertificateState certificate={certificate} />,
    },
    {
      key: 'use',
      header: t('certificates.columnUse'),
      cell: (certificate) => <CertificateUse certificate={certificate} />,
    },
    {
      key: 'subject',
      header: t('certificates.columnFor'),
      cell: ({ subject, names, keyType }) => <NameCell note={keyType}>{names.join(', ') || subject}</NameCell>,
    },
    {
      key: 'issuer',
      header: t('certificates.issuer'),
      wideOnly: true,
      cell: ({ selfIssued, issuer }) => (selfIssued ? t('certificates.itself') : issuer),
    },
  ];
}
