import type { CertificateKind, SelfSigned } from '@trunkline/contracts';
import { asPem, judgeCertificates } from '@trunkline/domain';
import { makeCertificate } from '@trunkline/platform';
import { invalid } from '../http/contract.pipe.js';

/** What a request may bring: certificates with their key, or what to make. */
export interface Given {
  pem?: string | undefined;
  privateKey?: string | undefined;
  selfSigned?: SelfSigned | undefined;
}

/** What is stored of it: PEM as we write it, and nothing that stood around it. */
export interface Material {
  pem: string;
  privateKey: string | null;
}

const dayMs = 86_400_000;
/** Clocks differ: a certificate that was made just now must not be of tomorrow elsewhere. */
const earlierMs = 3_600_000;

/** The certificates of a request. @throws DomainError validation_failed, naming each field that is wrong. */
export async function materialOf(kind: CertificateKind, name: string, given: Given): Promise<Material> {
  const { pem, privateKey, selfSigned } = given;
  if (selfSigned !== undefined) {
    const message = 'must stand alone: what is made here needs nothing that is given';
    const beside = [
      ...(pem === undefined ? [] : [{ pointer: '/pem', message }]),
      ...(privateKey === undefined ? [] : [{ pointer: '/privateKey', message }]),
      ...(kind === 'node' ? [] : [{ pointer: '/selfSigned', message: 'is for a certificate of this PBX only' }]),
    ];
    if (beside.length > 0) throw invalid(beside);
    return made(name, selfSigned);
  }
  if (pem === undefined) throw invalid([{ pointer: '/pem', message: 'is required, or selfSigned in its place' }]);
  const judged = judgeCertificates({ kind, pem, privateKey: privateKey ?? null }, new Date());
  if ('errors' in judged) throw invalid(judged.errors);
  const key = judged.key?.export({ type: 'pkcs8', format: 'pem' }).toString() ?? null;
  return { pem: asPem(judged.certificates), privateKey: key };
}

function made(name: string, { names, days }: SelfSigned): Promise<Material> {
  const now = Date.now();
  const notAfter = new Date(now + days * dayMs);
  return makeCertificate({ subject: names[0] ?? name, names, notBefore: new Date(now - earlierMs), notAfter });
}
