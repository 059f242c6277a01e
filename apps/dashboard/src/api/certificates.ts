import { queryOptions } from '@tanstack/react-query';
import type { Certificate, CertificateCreate, Settings } from '@trunkline/contracts';
import { changeConfig } from './config-change';
import { readAll } from './pages';

/** All certificates: those of this PBX, and authorities. */
export const certificatesQuery = queryOptions({
  queryKey: ['certificates'],
  queryFn: ({ signal }) => readAll<Certificate>('/certificates', signal),
});

export const createCertificate = (body: CertificateCreate) => changeConfig<Certificate>('POST', '/certificates', body);

/** Has this PBX show the certificate to those who connect by TLS. */
export const showCertificate = (tlsCertificateId: string) =>
  changeConfig<Settings>('PATCH', '/settings', { tlsCertificateId });
