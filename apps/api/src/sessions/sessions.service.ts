import { Injectable } from '@nestjs/common';
import type { Page, Principal, Session, SessionQuery, SessionsEnded } from '@trunkline/contracts';
import { DomainError } from '@trunkline/domain';
import { notifyAccessChanged, page, SessionEntity, UserEntity, withAudit } from '@trunkline/persistence';
import { authorOf } from '../access/author-of.js';
import { Database } from '../database/database.js';

/** Who is logged in, and how to end that. Sockets that are open with a session that ends are closed at once. */
@Injectable()
export class SessionsService {
  constructor(private readonly database: Database) {}

  async list({ scope, ...query }: SessionQuery, caller: Principal, current: string | null): Promise<Page<Session>> {
    if (scope === 'all' && !managesAccess(caller))
      throw new DomainError('forbidden', 'This needs the permission access:manage.');
    const { items, nextCursor } = await page(this.database.source, SessionEntity, query, {
      keys: [{ property: 'id', kind: 'uuid' }],
      where: scope === 'own' ? { userId: caller.id } : {},
    });
    const alive = items.filter((session) => session.expiresAt.getTime() > Date.now());
    const names = await this.namesOf(alive.map((session) => session.userId));
    return { items: alive.map((session) => view(session, names.get(session.userId) ?? '', current)), nextCursor };
  }

  async remove(id: string, caller: Principal): Promise<void> {
    await withAudit(this.database.source, authorOf(caller), async (manager, audit) => {
      const session = await manager.findOne(SessionEntity, { where: { id }, relations: { user: true } });
      if (!session || (session.userId !== caller.id && !managesAccess(caller)))
        throw new DomainError('not_found', 'There is no such session.');
      await manager.delete(SessionEntity, { id });
      await audit({ kind: 'session', id, name: session.user.username, action: 'delete', before: session, after: null });
      await notifyAccessChanged(manager, session.userId);
    });
  }

  async removeOthers(caller: Principal, current: string | null): Promise<SessionsEnded> {
    return withAudit(this.database.source, authorOf(caller), async (manager, audit) => {
      const mine = await manager.findBy(SessionEntity, { userId: caller.id });
      const others = mine.filter((session) => session.id !== current);
      for (const before of others) {
        await manager.delete(SessionEntity, { id: before.id });
        await audit({ kind: 'session', id: before.id, name: caller.name, action: 'delete', before, after: null });
      }
      if (others.length > 0) await notifyAccessChanged(manager, caller.id);
      return { ended: others.length };
    });
  }

  private async namesOf(userIds: string[]): Promise<Map<string, string>> {
    if (userIds.length === 0) return new Map();
    const users = await this.database.source.manager
      .createQueryBuilder(UserEntity, 'user')
      .where('user.id IN (:...userIds)', { userIds })
      .getMany();
    return new Map(users.map((user) => [user.id, user.username]));
  }
}

const managesAccess = ({ permissions }: Principal): boolean => permissions.includes('access:manage');

function view(session: SessionEntity, username: string, current: string | null): Session {
  const { id, userId, address, userAgent, createdAt, lastSeenAt, expiresAt } = session;
  return {
    ...{ id, userId, username, address, userAgent, current: id === current },
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
