import { Injectable } from '@nestjs/common';
import type { Login, Principal } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { SessionEntity, UserEntity } from '@trunkline/persistence';
import { LoginThrottle } from '../access/login-throttle.js';
import { verifyPassword } from '../access/passwords.js';
import { permissionsOf } from '../access/roles.js';
import { hashToken, randomToken } from '../access/tokens.js';
import { Database } from '../database/database.js';

/** How long a login lasts. */
export const SESSION_MS = 7 * 24 * 60 * 60_000;

@Injectable()
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly throttle: LoginThrottle,
  ) {}

  /** Checks name and password. @throws DomainError invalid_credentials, or too_many_requests with no check made. */
  async login({ username, password }: Login, address: string): Promise<{ principal: Principal; token: string }> {
    const waitMs = this.throttle.waitMs(username, address);
    if (waitMs > 0)
      throw new DomainError(
        'too_many_requests',
        `Too many failed logins. Try again in ${Math.ceil(waitMs / 1000)} s.`,
        [],
        'warn',
      );
    const manager = this.database.source.manager;
    const user = await manager.findOneBy(UserEntity, { username: username.toLowerCase() });
    if (!(await verifyPassword(user?.passwordHash, password)) || !user) {
      this.throttle.failed(username, address);
      throw new DomainError('invalid_credentials', 'The user name or the password is wrong.', [], 'warn');
    }
    this.throttle.succeeded(username, address);
    const token = randomToken();
    const expiresAt = new Date(Date.now() + SESSION_MS);
    await manager.save(manager.create(SessionEntity, { tokenHash: hashToken(token), userId: user.id, expiresAt }));
    await manager.createQueryBuilder().delete().from(SessionEntity).where('expires_at < now()').execute();
    const { id, username: name, role } = user;
    return { token, principal: { kind: 'user', id, name, permissions: [...permissionsOf[role]] } };
  }

  /** Ends the session of `token`. */
  async logout(token: string): Promise<void> {
    await this.database.source.manager.delete(SessionEntity, { tokenHash: hashToken(token) });
  }
}
