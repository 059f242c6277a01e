import { Injectable } from '@nestjs/common';
import type {
  Extension,
  ExtensionCreate,
  ExtensionPatch,
  ExtensionQuery,
  ExtensionStateChange,
  ExtensionWithSecret,
  Page,
  Principal,
  StateHistoryQuery,
} from '@trunkline/contracts';
import { ExtensionEntity, newRef, ResourceStates, refusedOf, SecretCipher, sortedPage } from '@trunkline/persistence';
import { randomBase32 } from '../access/tokens.js';
import { type Changed, type Deleted, shown } from '../config-changes/changed.js';
import { ConfigChanges } from '../config-changes/config-changes.js';
import { refuseTakenNumber } from '../config-changes/internal-numbers.js';
import { findStored, type Resource } from '../config-changes/resource.js';
import { statesOf } from '../config-changes/resource-states.js';
import { stateHistory } from '../config-changes/state-history.js';
import { Database } from '../database/database.js';
import { assertMailbox } from './extension-rules.js';
import { extensionView } from './extension-view.js';

const extensions: Resource<ExtensionEntity> = {
  kind: 'extension',
  entity: ExtensionEntity,
  path: 'extensions',
  nameOf: ({ number, name }) => `${number} ${name}`,
};
const secretLength = 24;
const sortable = { columns: { number: 'text', name: 'text', revision: 'int' } } as const;

@Injectable()
export class ExtensionsService {
  constructor(
    private readonly database: Database,
    private readonly changes: ConfigChanges,
    private readonly cipher: SecretCipher,
  ) {}

  async list(query: ExtensionQuery): Promise<Page<Extension>> {
    const { manager } = this.database.source;
    const { items, nextCursor } = await sortedPage(manager, ExtensionEntity, query, sortable);
    const states = await statesOf(
      manager,
      'extension',
      items.map((extension) => extension.id),
    );
    const drifts = await refusedOf(manager, items);
    return {
      items: items.map((extension) => extensionView(extension, states.get(extension.id), drifts.get(extension.id))),
      nextCursor,
    };
  }

  async read(id: string): Promise<Extension> {
    return this.view(await findStored(this.database.source.manager, extensions, id));
  }

  stateHistory(id: string, query: StateHistoryQuery): Promise<Page<ExtensionStateChange>> {
    return stateHistory(this.database.source.manager, extensions, id, query);
  }

  async create({ voicemailPin, ...fields }: ExtensionCreate, caller: Principal): Promise<Changed<ExtensionWithSecret>> {
    const secret = randomBase32(secretLength);
    const changed = await this.changes.create(extensions, caller, async (manager) => {
      await refuseTakenNumber(manager, 'extension', fields);
      const pin = { voicemailPinSealed: this.sealed(voicemailPin), voicemailPinsSet: voicemailPin === null ? 0 : 1 };
      await assertMailbox(manager, { ...fields, ...pin });
      return { ...fields, ...pin, sipUsername: newRef('e'), secretSealed: this.cipher.seal(secret) };
    });
    return shown(changed, (extension) => ({ ...extensionView(extension), secret }));
  }

  async patch(id: string, { voicemailPin, ...fields }: ExtensionPatch, caller: Principal): Promise<Changed<Extension>> {
    const changed = await this.changes.update(extensions, id, caller, async (extension, manager) => {
      Object.assign(extension, fields);
      if (voicemailPin !== undefined) {
        extension.voicemailPinSealed = this.sealed(voicemailPin);
        extension.voicemailPinsSet += 1;
      }
      await assertMailbox(manager, extension);
      await refuseTakenNumber(manager, 'extension', extension);
    });
    return { ...changed, body: await this.view(changed.body) };
  }

  async renewSecret(id: string, caller: Principal): Promise<Changed<ExtensionWithSecret>> {
    const secret = randomBase32(secretLength);
    const changed = await this.changes.update(extensions, id, caller, async (extension) => {
      extension.secretSealed = this.cipher.seal(secret);
    });
    return { ...changed, body: { ...(await this.view(changed.body)), secret } };
  }

  remove(id: string, caller: Principal): Promise<Changed<Deleted>> {
    return this.changes.remove(extensions, id, caller, (manager) => ResourceStates.remove(manager, 'extension', id));
  }

  /** With the secret that its phone has. */
  async restore(id: string, caller: Principal): Promise<Changed<Extension>> {
    const changed = await this.changes.restore(extensions, id, caller, (extension, manager) =>
      refuseTakenNumber(manager, 'extension', extension),
    );
    return shown(changed, (extension) => extensionView(extension));
  }

  private sealed(pin: string | null): string | null {
    return pin === null ? null : this.cipher.seal(pin);
  }

  private async view(extension: ExtensionEntity): Promise<Extension> {
    const { manager } = this.database.source;
    const states = await statesOf(manager, 'extension', [extension.id]);
    const drifts = await refusedOf(manager, [extension]);
    return extensionView(extension, states.get(extension.id), drifts.get(extension.id));
  }
}
