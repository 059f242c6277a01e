import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AsteriskUnavailable } from '@trunkline/asterisk';
import {
  ConfRefusedError,
  expectedObjects,
  planFromAny,
  type ReloadPlan,
  type RevisionFiles,
  reloadPlan,
  renderSnapshot,
} from '@trunkline/config-renderer';
import type { PbxSnapshot } from '@trunkline/domain';
import { AudioFiles, DataSource } from '@trunkline/persistence';
import type { AgentEnv, Logger } from '@trunkline/platform';
import { AsteriskConnection } from '../connection/asterisk-connection.js';
import { AsteriskLog } from '../connection/asterisk-log.js';
import { ControlSocket } from '../connection/control-socket.js';
import { AGENT_ENV, LOG } from '../process/tokens.js';
import { AudioFolder } from './audio-folder.js';
import { readInstallation } from './installation.js';
import { MailboxFolders } from './mailbox-folders.js';
import { ModuleReload } from './module-reload.js';
import { readBack } from './read-back.js';
import { RevisionStore } from './revision-store.js';

/** What became of a snapshot. `unchanged`: Asterisk had it already, nothing was reloaded. */
export type Outcome =
  | { status: 'applied' | 'unchanged'; fileHashes: Record<string, string> }
  | { status: 'failed'; reason: string };

/**
 * Makes Asterisk run a snapshot, or leaves it as it was and says why not. Files become durable before `current` names
 * them, and `proven` names them only after Asterisk has been asked. Throws AsteriskUnavailable when Asterisk goes
 * away in between: then nothing is decided and the next run begins where this one stopped.
 */
@Injectable()
export class ConfigApplier {
  private readonly store: RevisionStore;
  private readonly audio: AudioFolder;
  private readonly mailboxes: MailboxFolders;
  private readonly asteriskLog: AsteriskLog;
  private readonly modules: ModuleReload;
  /**
   * Whether Asterisk runs what `proven` names. Not known until this process has seen it take a revision, nor after a
   * change that was cut short: Asterisk may then run any of the last ones, or parts of one that it refused.
   */
  private certain = false;
  /** Hash of the files that Asterisk refused last; they are not tried again until something changes. */
  private refused: { hash: string; reason: string } | null = null;

  constructor(
    @Inject(AGENT_ENV) private readonly env: AgentEnv,
    @Inject(LOG) private readonly log: Logger,
    private readonly asterisk: AsteriskConnection,
    private readonly control: ControlSocket,
    database: DataSource,
  ) {
    this.store = new RevisionStore(env.ASTERISK_ETC_DIR);
    this.audio = new AudioFolder(env.ASTERISK_ETC_DIR, (id) => AudioFiles.content(database, id));
    this.mailboxes = new MailboxFolders(env.ASTERISK_ETC_DIR);
    this.asteriskLog = new AsteriskLog(env.ASTERISK_ETC_DIR);
    this.modules = new ModuleReload(env.ASTERISK_ETC_DIR, asterisk.rest, log);
  }

  /** Asterisk started anew: what it refused before may be taken now. */
  forgetRefusal(): void {
    this.refused = null;
  }

  /** Whether the files that Asterisk would boot with are those that it has accepted. */
  async isSettled(): Promise<boolean> {
    return (await this.store.pointsTo('current')) === (await this.store.pointsTo('proven'));
  }

  /** `verify` asks Asterisk even when no file differs. */
  async apply(snapshot: PbxSnapshot, verify: boolean): Promise<Outcome> {
    let files: RevisionFiles;
    try {
      files = renderSnapshot(snapshot, await readInstallation(this.env.ASTERISK_ETC_DIR));
    } catch (error) {
      if (error instanceof ConfRefusedError) return { status: 'failed', reason: `Not written: ${error.message}.` };
      throw error;
    }
    const hash = hashOf([...files.values()].join('\0'));
    if (this.refused?.hash === hash) return { status: 'failed', reason: this.refused.reason };
    const missing = await this.missingAudio(snapshot);
    if (missing !== null) return { status: 'failed', reason: missing };
    const proven = await this.store.pointsTo('proven');
    const certain = this.certain && (await this.store.pointsTo('current')) === proven;
    const plan = certain ? reloadPlan(await this.store.read(proven), files) : await this.cautiousPlan(files, proven);
    const settled = certain && plan.changed.length === 0;
    const outcome = settled
      ? await this.confirm(snapshot, files, plan, verify)
      : await this.change(snapshot, files, plan, { proven, certain });
    this.refused = outcome.status === 'failed' ? { hash, reason: outcome.reason } : null;
    return outcome;
  }

  private async confirm(
    snapshot: PbxSnapshot,
    files: RevisionFiles,
    plan: ReloadPlan,
    verify: boolean,
  ): Promise<Outcome> {
    const done: Outcome = { status: 'unchanged', fileHashes: hashes(files) };
    if (!verify || (await this.difference(snapshot, plan, true)) === null) return done;
    this.log.warn({ revision: snapshot.revision }, 'Asterisk does not run the current configuration, reloading it');
    const from = await this.asteriskLog.position();
    await this.modules.run(['res_pjsip.so', 'pbx_config.so']);
    const reason = await this.objection(snapshot, plan, from, true);
    return reason === null ? { ...done, status: 'applied' } : { status: 'failed', reason };
  }

  private async change(
    snapshot: PbxSnapshot,
    files: RevisionFiles,
    plan: ReloadPlan,
    { proven, certain }: { proven: string | null; certain: boolean },
  ): Promise<Outcome> {
    const directory = await this.directoryFor(snapshot.revision, files, proven);
    const from = await this.asteriskLog.position();
    // One that went away meanwhile is about to boot, and must not find an unproven revision.
    if (this.asterisk.status.status === 'down') throw new AsteriskUnavailable('Asterisk is away.');
    this.certain = false;
    await this.mailboxes.follow(plan.mailboxes);
    await this.store.point('current', directory);
    await this.modules.run(plan.modules);
    const differ = !certain || plan.added.length + plan.removed.length > 0;
    const listed = differ && plan.changed.includes('pjsip_endpoint.conf');
    const reason = await this.objection(snapshot, plan, from, listed);
    if (reason !== null) {
      await this.restore(proven, files, plan.modules);
      return { status: 'failed', reason };
    }
    // Before `proven`, so that one that is cut short here is done again.
    await this.registerAnew(plan.registerAnew);
    await this.store.point('proven', directory);
    this.certain = true;
    await this.store.prune();
    await this.audio.prune();
    return { status: 'applied', fileHashes: hashes(files) };
  }

  /** Why an announcement could not be heard, null when each has its file. */
  private async missingAudio({ announcements }: PbxSnapshot): Promise<string | null> {
    const missing = await this.audio.fill([...new Set(announcements.map(({ audioId }) => audioId))]);
    const without = announcements.find(({ audioId }) => audioId === missing);
    return without ? `Not written: the audio of announcement ${without.name} is not there.` : null;
  }

  /** A run that was cut short has left its directory as `current`: it is used again. */
  private async directoryFor(revision: number, files: RevisionFiles, proven: string | null): Promise<string> {
    const current = await this.store.pointsTo('current');
    // Those of `proven` are known to differ while Asterisk is certain to run them.
    const candidates = this.certain && current === proven ? [] : [current, proven];
    for (const name of candidates) {
      if (name !== null && isSame(await this.store.read(name), files)) return name;
    }
    return this.store.write(revision, files, proven);
  }

  private async cautiousPlan(files: RevisionFiles, proven: string | null): Promise<ReloadPlan> {
    const current = await this.store.pointsTo('current');
    return planFromAny([await this.store.read(proven), await this.store.read(current)], files);
  }

  /** Why Asterisk did not take what it just read, null when it did: it answers 204 to a reload in both cases. */
  private async objection(
    snapshot: PbxSnapshot,
    plan: ReloadPlan,
    from: number,
    listed: boolean,
  ): Promise<string | null> {
    const difference = await this.difference(snapshot, plan, listed);
    const complaints = await this.asteriskLog.complaintsSince(from);
    if (difference === null && complaints.length === 0) return null;
    const words = complaints.slice(0, 3).map((text) => `"${text}"`);
    return [
      difference ?? 'Asterisk refused a file.',
      ...(words.length > 0 ? [`It says: ${words.join('; ')}`] : []),
    ].join(' ');
  }

  /** `listed`: whether endpoints may differ. */
  private difference(snapshot: PbxSnapshot, { added, removed }: ReloadPlan, listed: boolean): Promise<string | null> {
    return readBack(this.asterisk.rest, this.control, { expected: expectedObjects(snapshot), added, removed, listed });
  }

  private async restore(proven: string | null, refused: RevisionFiles, modules: readonly string[]): Promise<void> {
    if (proven === null) return;
    await this.mailboxes.follow(reloadPlan(refused, await this.store.read(proven)).mailboxes);
    await this.store.point('current', proven);
    await this.modules.run([...modules].reverse());
    this.certain = true;
  }

  /** Not decisive: the next regular REGISTER carries the new password too. */
  private async registerAnew(names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.control
        .ask((control) => control.register(name))
        .catch((error: unknown) => {
          if (!(error instanceof AsteriskUnavailable)) this.log.warn({ trunk: name }, 'could not register anew');
        });
    }
  }
}

const isSame = (one: RevisionFiles, other: RevisionFiles): boolean =>
  [...other].every(([file, text]) => one.get(file) === text);

function hashes(files: RevisionFiles): Record<string, string> {
  return Object.fromEntries([...files].map(([file, text]) => [file, hashOf(text)]));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
