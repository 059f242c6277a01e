import { Injectable } from '@nestjs/common';
import { type CountedTry, type UserEntity, withAudit } from '@trunkline/persistence';
import { requestId } from '@trunkline/platform';
import { Database } from '../database/database.js';

/** A login, or a proof of the present password, that failed. */
export interface FailedLogin {
  /** Null when nobody has the name: it is not written down, since people type passwords there by mistake. */
  user: UserEntity | null;
  address: string;
  userAgent: string | null;
  lockedOut: CountedTry['lockedOut'];
}

/**
 * Writes failed logins to the audit log, and that a name or an address has to wait from now on. What is refused while it
 * waits is not written, so a stranger adds few lines.
 */
@Injectable()
export class FailedLogins {
  constructor(private readonly database: Database) {}

  async note({ user, address, userAgent, lockedOut }: FailedLogin): Promise<void> {
    const nobody = { kind: 'anonymous', id: null, name: address, requestId: requestId() ?? null } as const;
    const about = { kind: 'user', id: user?.id ?? null, name: user?.username ?? '(unknown name)', before: null };
    await withAudit(this.database.source, nobody, async (_manager, audit) => {
      await audit({ ...about, action: 'login_failed', after: { address, userAgent } });
      for (const { scope, subject } of lockedOut)
        await audit(
          scope === 'address'
            ? { kind: 'address', id: null, name: subject, action: 'lock_out', before: null, after: null }
            : { ...about, action: 'lock_out', after: null },
        );
    });
  }
}
