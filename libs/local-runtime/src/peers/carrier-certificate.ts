import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MadeCertificate, makeCertificate } from '@trunkline/platform';

const dayMs = 86_400_000;
const file = {
  authority: 'carrier-authority.pem',
  authorityKey: 'carrier-authority.key',
  pem: 'carrier.pem',
  privateKey: 'carrier.key',
} as const;

/** The certificates of the simulated carrier, in the folder of its configuration. */
export class CarrierCertificate {
  constructor(
    private readonly etcDir: string,
    private readonly address: string,
  ) {}

  /** PEM of the authority that vouches for the carrier. */
  authority(): Promise<string> {
    return readFile(join(this.etcDir, file.authority), 'utf8');
  }

  /** Makes an authority and a certificate for the carrier's address, unless there are some. */
  async makeOnce(): Promise<void> {
    if (await this.authority().catch(() => null)) return;
    const authority = await makeAuthority('Simulated carrier authority');
    await this.write(file.authority, authority.pem);
    await this.write(file.authorityKey, authority.privateKey);
    await this.replace(await this.issue({}));
  }

  /** A certificate of the carrier's authority, or of another one, with what is said replaced. */
  async issue(wish: { names?: string[]; notBefore?: Date; notAfter?: Date; issuer?: MadeCertificate }) {
    const own = {
      pem: await this.authority(),
      privateKey: await readFile(join(this.etcDir, file.authorityKey), 'utf8'),
    };
    const day = (n: number) => new Date(Date.now() + n * dayMs);
    const made = { subject: 'carrier', names: [this.address], notBefore: day(-1), notAfter: day(365), issuer: own };
    return makeCertificate({ ...made, ...wish });
  }

  /** What the carrier shows from its next start or reload on. */
  async replace({ pem, privateKey }: MadeCertificate): Promise<void> {
    await this.write(file.pem, pem);
    await this.write(file.privateKey, privateKey);
  }

  private write(name: string, text: string): Promise<void> {
    return writeFile(join(this.etcDir, name), text, { mode: 0o640 });
  }
}

/** An authority that nobody trusts yet. */
export function makeAuthority(subject: string): Promise<MadeCertificate> {
  const now = Date.now();
  return makeCertificate({ subject, notBefore: new Date(now - dayMs), notAfter: new Date(now + 3650 * dayMs) });
}
