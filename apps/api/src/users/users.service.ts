import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Page, PageQuery, Principal, User, UserCreate, UserPatch } from '@trunkline/contracts';
import {
  DeletedResources,
  newId,
  notifyAccessChanged,
  page,
  SessionEntity,
  UserEntity,
  withAudit,
} from '@trunkline/persistence';
import { authorOf } from '../access/author-of.js';
import { hashPassword } from '../access/passwords.js';
import { permissionsOf, refuseBeyond } from '../access/roles.js';
import { assertTagMatches } from '../config-changes/if-match.js';
import { findDeleted } from '../config-changes/restore.js';
import { Database } from '../database/database.js';
import { etagOfShown } from '../http/shown-version.js';
import { findUser, refuseTakenName, refuseWithoutAdministrator } from './user-rules.js';

const changedMeanwhile = 'The user was changed meanwhile. Read it again.';

/** The people who may log in. Changes run one after the other, so what a rule saw stays true until the commit. */
@Injectable()
export class UsersService {
  constructor(private readonly database: Database) {}

  async list(query: PageQuery): Promise<Page<User>> {
    const { items, nextCursor } = await page(this.database.source, UserEntity, query);
    return { items: items.map(view), nextCursor };
  }

  async read(id: string): Promise<User> {
    return view(await findUser(this.database.source.manager, id));
  }

  async create({ password, ...fields }: UserCreate, caller: Principal): Promise<User> {
    refuseBeyond(caller, permissionsOf[fields.role]);
    const passwordHash = await hashPassword(password);
    return withAudit(this.database.source, authorOf(caller), async (manager, audit) => {
      const id = newId();
      await refuseTakenName(manager, { id, ...fields });
      const user = await manager.save(Object.assign(new UserEntity(), { id, ...fields, passwordHash }));
      await audit({ kind: 'user', id, name: user.username, action: 'create', before: null, after: user });
      return view(user);
    });
  }

  async patch(id: string, { password, ...fields }: UserPatch, caller: Principal): Promise<User> {
    const passwordHash = password === undefined ? undefined : await hashPassword(password);
    return withAudit(this.database.source, authorOf(caller), async (manager, audit) => {
      const user = await findUser(manager, id);
      assertTagMatches([etagOfShown(view(user))], changedMeanwhile);
      const before = Object.assign(new UserEntity(), user);
      refuseBeyond(caller, permissionsOf[user.role]);
      Object.assign(user, fields, passwordHash === undefined ? {} : { passwordHash });
      if (isDeepStrictEqual(user, before)) return view(user);
      refuseBeyond(caller, permissionsOf[user.role]);
      await refuseTakenName(manager, user);
      await manager.save(user);
      await refuseWithoutAdministrator(manager, before, user);
      if (passwordHash !== undefined || !user.enabled) await manager.delete(SessionEntity, { userId: id });
      await audit({ kind: 'user', id, name: user.username, action: 'update', before, after: user });
      await notifyAccessChanged(manager, id);
      return view(user);
    });
  }

  async remove(id: string, caller: Principal): Promise<void> {
    await withAudit(this.database.source, authorOf(caller), async (manager, audit) => {
      const user = await findUser(manager, id);
      assertTagMatches([etagOfShown(view(user))], changedMeanwhile);
      refuseBeyond(caller, permissionsOf[user.role]);
      await manager.delete(UserEntity, { id });
      await refuseWithoutAdministrator(manager, user, null);
      await DeletedResources.keep(manager, { kind: 'user', id, name: user.username, row: user }, authorOf(caller));
      await audit({ kind: 'user', id, name: user.username, action: 'delete', before: user, after: null });
      await notifyAccessChanged(manager, id);
    });
  }

  /** With the password he had. His sessions have ended. */
  async restore(id: string, caller: Principal): Promise<User> {
    return withAudit(this.database.source, authorOf(caller), async (manager, audit) => {
      const kept = await findDeleted(manager, { kind: 'user', entity: UserEntity }, id);
      const user = Object.assign(new UserEntity(), kept);
      refuseBeyond(caller, permissionsOf[user.role]);
      await refuseTakenName(manager, user);
      await manager.save(user);
      await DeletedResources.forget(manager, id);
      await audit({ kind: 'user', id, name: user.username, action: 'restore', before: null, after: user });
      return view(await findUser(manager, id));
    });
  }
}

function view({ id, username, role, enabled, createdAt }: UserEntity): User {
  return { id, username, role, enabled, createdAt: createdAt.toISOString() };
}
