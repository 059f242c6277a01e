import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AsteriskError, type RegisteredContact } from '@trunkline/asterisk';
import type { DirectoryRows } from '@trunkline/persistence';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { ControlSocket } from '../connection/control-socket.js';
import type { View } from './asterisk-view.js';
import { type ExtensionFacts, type ExtensionJudgement, extensionState } from './extension-state.js';
import type { PhoneRefusal } from './phone-trace.js';
import { accountOf } from './registration-trace.js';
import { SipTrace } from './sip-trace.js';

/** The list of contacts is read again on news, and this often without any. */
const readEvery = 30_000;
/** Phones asked in one look. The others are asked in the next. */
const mostAsked = 50;

/** Judges every extension: joins what Asterisk says, the phones it has registered, and what went over the wire. */
@Injectable()
export class Phones implements OnApplicationBootstrap {
  /** By the AOR, so by the SIP user name of the extension. */
  private contacts = new Map<string, RegisteredContact[]>();
  private readAt = 0;
  private readonly asked = new Set<string>();

  constructor(
    private readonly asterisk: AsteriskConnection,
    private readonly control: ControlSocket,
    private readonly trace: SipTrace,
  ) {}

  onApplicationBootstrap(): void {
    this.asterisk.onUp(() => {
      this.readAt = 0;
      this.asked.clear();
    });
    this.trace.phones.onAdmitted((user, isNew) => {
      if (isNew) this.readAt = 0;
      void this.askAgain(user);
    });
  }

  async judge(rows: DirectoryRows, view: View | null): Promise<{ id: string; judgement: ExtensionJudgement }[]> {
    this.know(rows, view);
    const now = Date.now();
    if (view !== null) await this.read(now);
    return rows.extensions.map(({ id, sipUsername, number, enabled }) => {
      const { contacts, refusal } = this.registeredAs(sipUsername, now);
      const facts: ExtensionFacts = {
        ...{ enabled, sipUsername, contacts },
        asterisk: view === null ? null : { endpoint: view.endpoints.get(sipUsername) },
        refusal: refusal ?? this.trace.phones.refusalOf(number, now),
      };
      return { id, judgement: extensionState(facts) };
    });
  }

  /**
   * Has a phone asked by OPTIONS that was silent and has registered anew. Asterisk rings no contact that it found silent,
   * and does not ask one that is renewed before its next turn, up to a minute later.
   */
  private async askAgain(aor: string): Promise<void> {
    const now = Date.now();
    const silent = (this.contacts.get(aor) ?? []).some(
      ({ uri }) => this.trace.qualifies.reachOf(uri, now)?.reachable === false,
    );
    if (!silent) return;
    try {
      await this.control.ask((control) => control.qualify(aor));
    } catch (error) {
      // Asterisk asks by itself within a minute, if it is there.
      if (!(error instanceof AsteriskError)) throw error;
    }
  }

  /** Who has registered as `user` and whether each answers, and who was refused; as of the last look. */
  registeredAs(user: string, now: number): { contacts: ExtensionFacts['contacts']; refusal: PhoneRefusal | undefined } {
    const contacts = (this.contacts.get(user) ?? [])
      .filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
      .map((contact) => ({ ...contact, reach: this.trace.qualifies.reachOf(contact.uri, now) }));
    return { contacts, refusal: this.trace.phones.refusalOf(user, now) };
  }

  private know(rows: DirectoryRows, view: View | null): void {
    const names = new Set([
      ...rows.extensions.flatMap(({ sipUsername, number }) => [sipUsername, number]),
      ...rows.trunks.map(({ ref }) => ref),
    ]);
    const registrations = [...(view?.registrations.values() ?? [])];
    const accounts = new Set(registrations.map(({ clientUri, serverUri }) => accountOf(clientUri, serverUri)));
    this.trace.phones.know({ isPhone: (user) => names.has(user), isOwnAccount: (account) => accounts.has(account) });
  }

  /** Reads the list, and has those asked by OPTIONS of which nothing was seen yet, as after a start of the agent. */
  private async read(now: number): Promise<void> {
    if (now - this.readAt < readEvery) return;
    this.readAt = now;
    const found = await this.control.ask((control) => control.registeredContacts());
    found.sort((a, b) => (a.uri < b.uri ? -1 : 1));
    this.contacts = new Map();
    for (const contact of found) this.contacts.set(contact.aor, [...(this.contacts.get(contact.aor) ?? []), contact]);
    const uris = new Set(found.map(({ uri }) => uri));
    this.trace.qualifies.know([...uris]);
    for (const uri of this.asked) if (!uris.has(uri)) this.asked.delete(uri);
    const unseen = found.filter(
      ({ uri }) => !this.asked.has(uri) && this.trace.qualifies.reachOf(uri, now) === undefined,
    );
    const asking = unseen.slice(0, mostAsked);
    for (const { uri } of asking) this.asked.add(uri);
    for (const aor of new Set(asking.map(({ aor }) => aor))) await this.control.ask((control) => control.qualify(aor));
    if (unseen.length > mostAsked) this.readAt = 0;
  }
}
