import { Injectable } from '@nestjs/common';
import {
  defaultSipPort,
  numberingSchema,
  type Page,
  type Principal,
  type StateHistoryQuery,
  type Trunk,
  type TrunkCreate,
  type TrunkPatch,
  type TrunkQuery,
  type TrunkStateChange,
} from '@trunkline/contracts';
import { newRef, ResourceStates, refusedOf, SecretCipher, sortedPage, TrunkEntity } from '@trunkline/persistence';
import { type Changed, type Deleted, shown } from '../config-changes/changed.js';
import { ConfigChanges } from '../config-changes/config-changes.js';
import { findStored, refuseDuplicate } from '../config-changes/resource.js';
import { statesOf } from '../config-changes/resource-states.js';
import { stateHistory } from '../config-changes/state-history.js';
import { Database } from '../database/database.js';
import { checked, invalid } from '../http/contract.pipe.js';
import { comparedInAnother } from './one-currency.js';
import { sealCredentials } from './sealed-credentials.js';
import { assertToldApart } from './told-apart.js';
import { trunks } from './trunk-resource.js';
import { assertTrunkWhole } from './trunk-rules.js';
import { trunkView } from './trunk-view.js';

const sortable = { columns: { name: 'text', host: 'text', revision: 'int' } } as const;

@Injectable()
export class TrunksService {
  constructor(
    private readonly database: Database,
    private readonly changes: ConfigChanges,
    private readonly cipher: SecretCipher,
  ) {}

  async list(query: TrunkQuery): Promise<Page<Trunk>> {
    const { manager } = this.database.source;
    const { items, nextCursor } = await sortedPage(manager, TrunkEntity, query, sortable);
    const states = await statesOf(
      manager,
      'trunk',
      items.map((trunk) => trunk.id),
    );
    const drifts = await refusedOf(manager, items);
    return {
      items: items.map((trunk) => trunkView(trunk, states.get(trunk.id), drifts.get(trunk.id))),
      nextCursor,
    };
  }

  async read(id: string): Promise<Trunk> {
    return this.view(await findStored(this.database.source.manager, trunks, id));
  }

  stateHistory(id: string, query: StateHistoryQuery): Promise<Page<TrunkStateChange>> {
    return stateHistory(this.database.source.manager, trunks, id, query);
  }

  async create(
    { password, port, inboundCredentials, ...fields }: TrunkCreate,
    caller: Principal,
  ): Promise<Changed<Trunk>> {
    assertTrunkWhole({ ...fields, port, inboundCredentials, hasPassword: password !== null });
    const changed = await this.changes.create(trunks, caller, async (manager) => {
      await refuseDuplicate(manager, trunks, 'name', fields);
      const reachedAt = port === undefined ? defaultSipPort(fields.transport) : port;
      const sealed = {
        passwordSealed: this.seal(password),
        inboundCredentials: sealCredentials(inboundCredentials, [], this.cipher),
      };
      const made = { ...fields, ...sealed, port: reachedAt, ref: newRef('t'), rates: null };
      await assertToldApart(manager, made);
      return made;
    });
    return shown(changed, (trunk) => trunkView(trunk));
  }

  async patch(
    id: string,
    { password, inboundCredentials, numbering, breaker, ...fields }: TrunkPatch,
    caller: Principal,
  ): Promise<Changed<Trunk>> {
    const changed = await this.changes.update(trunks, id, caller, async (trunk, manager) => {
      Object.assign(trunk, fields, password === undefined ? {} : { passwordSealed: this.seal(password) });
      if (numbering !== undefined) {
        trunk.numbering = numbering && checked(numberingSchema, { ...trunk.numbering, ...numbering }, '/numbering');
      }
      if (breaker !== undefined) trunk.breaker = { ...trunk.breaker, ...breaker };
      if (inboundCredentials !== undefined) {
        trunk.inboundCredentials = sealCredentials(inboundCredentials, trunk.inboundCredentials, this.cipher);
      }
      assertTrunkWhole({ ...trunk, hasPassword: trunk.passwordSealed !== null });
      await refuseDuplicate(manager, trunks, 'name', trunk);
      await assertToldApart(manager, trunk);
    });
    return { ...changed, body: await this.view(changed.body) };
  }

  remove(id: string, caller: Principal): Promise<Changed<Deleted>> {
    return this.changes.remove(trunks, id, caller, (manager) => ResourceStates.remove(manager, 'trunk', id));
  }

  async restore(id: string, caller: Principal): Promise<Changed<Trunk>> {
    const changed = await this.changes.restore(trunks, id, caller, async (trunk, manager) => {
      assertTrunkWhole({ ...trunk, hasPassword: trunk.passwordSealed !== null });
      await refuseDuplicate(manager, trunks, 'name', trunk);
      await assertToldApart(manager, trunk);
      const message = await comparedInAnother(manager, trunk);
      if (message !== null) throw invalid([{ pointer: '/rates/currency', message }]);
    });
    return shown(changed, (trunk) => trunkView(trunk));
  }

  private async view(trunk: TrunkEntity): Promise<Trunk> {
    const { manager } = this.database.source;
    const states = await statesOf(manager, 'trunk', [trunk.id]);
    const drifts = await refusedOf(manager, [trunk]);
    return trunkView(trunk, states.get(trunk.id), drifts.get(trunk.id));
  }

  private seal(password: string | null): string | null {
    return password === null ? null : this.cipher.seal(password);
  }
}
