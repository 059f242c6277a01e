import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  DataSource,
  isDatabaseUnavailable,
  namesInUse,
  ResolvedNameEntity,
  ResolvedNames,
} from '@trunkline/persistence';
import type { Logger } from '@trunkline/platform';
import { LOG } from '../process/tokens.js';
import { lookUp } from './look-up.js';
import { nameAfter } from './name-after.js';

const lookEvery = 5000;
/** A name is asked for again after this time, or sooner while it does not resolve. */
const askEvery = 60_000;
const askFailingEvery = 5000;
/** How long a change of the configuration waits for names that are new. */
const patience = 1000;

/**
 * Looks up the names that calls come from and keeps their addresses in the database, where snapshots are read: a name that
 * moves is followed within a minute, and one that does not resolve keeps its last addresses.
 */
@Injectable()
export class NameBook implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Grows with each change of an address. */
  version = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly asking = new Map<string, Promise<void>>();
  private listener: () => void = () => {};
  private stopped = false;

  constructor(
    @Inject(LOG) private readonly log: Logger,
    private readonly database: DataSource,
  ) {}

  /** Called when a name has other addresses than before. */
  onMoved(listener: () => void): void {
    this.listener = listener;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.askDue(), lookEvery);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await Promise.all(this.asking.values());
  }

  /** Asks for names that nobody has asked for yet. What takes longer than a second comes as a change of its own. */
  async lookUpNew(): Promise<void> {
    const known = new Set((await ResolvedNames.all(this.database.manager)).map(({ name }) => name));
    const fresh = (await namesInUse(this.database)).filter((name) => !known.has(name));
    if (fresh.length === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience);
    });
    await Promise.race([enough, Promise.all(fresh.map((name) => this.ask(name, undefined)))]);
    clearTimeout(timer);
  }

  private async askDue(): Promise<void> {
    try {
      const names = await namesInUse(this.database);
      const rows = await ResolvedNames.all(this.database.manager);
      const known = new Map(rows.map((row) => [row.name, row]));
      if (rows.some(({ name }) => !names.includes(name))) {
        await this.database.transaction((manager) => ResolvedNames.keep(manager, names));
      }
      await Promise.all(
        names.filter((name) => isDue(known.get(name), Date.now())).map((name) => this.ask(name, known.get(name))),
      );
    } catch (error) {
      if (!isDatabaseUnavailable(error)) this.log.warn({ err: error }, 'the names of carriers could not be read');
    }
  }

  private ask(name: string, before: ResolvedNameEntity | undefined): Promise<void> {
    const running = this.asking.get(name);
    if (running) return running;
    const asked = this.answer(name, before).finally(() => this.asking.delete(name));
    this.asking.set(name, asked);
    return asked;
  }

  private async answer(name: string, before: ResolvedNameEntity | undefined): Promise<void> {
    const found = await lookUp(name);
    if (this.stopped) return;
    const after = nameAfter({ name, before, found, now: new Date() });
    try {
      await this.database.transaction((manager) => ResolvedNames.put(manager, after));
    } catch (error) {
      // Asked again with the next look.
      if (!isDatabaseUnavailable(error)) this.log.warn({ err: error, name }, 'the addresses of a name were not stored');
      return;
    }
    if (addresses(before) === addresses(after) && before?.failingSince === after.failingSince) return;
    if (addresses(before) !== addresses(after)) {
      this.log.info({ name, addresses: after.addresses.map(({ address }) => address) }, 'a name has other addresses');
      this.version += 1;
    }
    this.listener();
  }
}

function isDue(known: ResolvedNameEntity | undefined, now: number): boolean {
  if (known === undefined) return true;
  return now - known.askedAt.getTime() >= (known.failingSince === null ? askEvery : askFailingEvery);
}

const addresses = (name: ResolvedNameEntity | undefined): string =>
  name?.addresses
    .map(({ address }) => address)
    .sort()
    .join() ?? '';
