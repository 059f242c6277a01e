import { Injectable } from '@nestjs/common';
import type { Login, PasswordChange, Principal } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { notifyAccessChanged, SessionEntity, UserEntity, withAudit } from '@trunkline/persistence';
import { authorOf } from '../access/author-of.js';
import { keyOf, LoginThrottle } from '../access/login-throttle.js';
import { hashPassword, verifyPassword } from '../access/passwords.js';
import { principalOf } from '../access/roles.js';
import { hashToken, randomToken } from '../access/tokens.js';
import { Database } from '../database/database.js';
import { FailedLogins } from './failed-logins.js';

/** How long a login lasts. */
export const SESSION_MS = 7 * 24 * 60 * 60_000;

/** Where a login comes from. */
export interface Origin {
  address: string;
  userAgent: string | null;
}

@Injectable()
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly throttle: LoginThrottle,
    private readonly failed: FailedLogins,
  ) {}

  /** Checks name and password. @throws DomainError invalid_credentials, or too_many_requests with no check made. */
  async login({ username, password }: Login, from: Origin): Promise<{ principal: Principal; token: string }> {
    const source = this.database.source;
    const lockedOut = await this.throttle.begin(username, from.address);
    const user = await source.manager.findOneBy(UserEntity, { username: keyOf(username) });
    // A disabled user hears the same as for a wrong password.
    if (!(await verifyPassword(user?.passwordHash, password)) || !user?.enabled) {
      await this.failed.note({ user, ...from, lockedOut });
      throw new DomainError('invalid_credentials', 'The user name or the password is wrong.', [], 'warn');
    }
    const principal = principalOf(user);
    const token = randomToken();
    const expiresAt = new Date(Date.now() + SESSION_MS);
    await withAudit(source, authorOf(principal), async (manager, audit) => {
      await this.throttle.succeeded(manager, username, from.address);
      const fields = { tokenHash: hashToken(token), userId: user.id, expiresAt, ...from };
      const session = await manager.save(manager.create(SessionEntity, fields));
      await manager.createQueryBuilder().delete().from(SessionEntity).where('expires_at < now()').execute();
      await audit({ ...named(session, user.username), action: 'login', before: null, after: session });
    });
    return { token, principal };
  }

  /** Ends the session of `token`. */
  async logout(token: string, caller: Principal): Promise<void> {
    await withAudit(this.database.source, authorOf(caller), async (manager, audit) => {
      const session = await manager.findOneBy(SessionEntity, { tokenHash: hashToken(token) });
      if (!session) return;
      await manager.delete(SessionEntity, { id: session.id });
      await audit({ ...named(session, caller.name), action: 'logout', before: session, after: null });
      await notifyAccessChanged(manager, caller.id);
    });
  }

  /** Changes the caller's password and ends his other sessions. Guessing the present one is slowed down as at login. */
  async changePassword(change: PasswordChange, caller: Principal, current: string, from: Origin): Promise<void> {
    const source = this.database.source;
    const lockedOut = await this.throttle.begin(caller.name, from.address);
    const known = await source.manager.findOneBy(UserEntity, { id: caller.id });
    if (!known || !(await verifyPassword(known.passwordHash, change.currentPassword))) {
      await this.failed.note({ user: known, ...from, lockedOut });
      throw new DomainError('validation_failed', 'The present password is wrong.', [
        { pointer: '/currentPassword', message: 'is wrong' },
      ]);
    }
    const passwordHash = await hashPassword(change.newPassword);
    await withAudit(source, authorOf(caller), async (manager, audit) => {
      const user = await manager.findOneByOrFail(UserEntity, { id: caller.id });
      const before = { ...user };
      await this.throttle.succeeded(manager, caller.name, from.address);
      await manager.save(Object.assign(user, { passwordHash }));
      await manager.query('DELETE FROM sessions WHERE user_id = $1 AND id <> $2', [caller.id, current]);
      await audit({ kind: 'user', id: user.id, name: user.username, action: 'update', before, after: user });
      await notifyAccessChanged(manager, caller.id);
    });
  }
}

const named = ({ id }: SessionEntity, name: string) => ({ kind: 'session', id, name });
