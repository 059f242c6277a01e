import { type AriRest, AsteriskUnavailable } from '@trunkline/asterisk';
import type { Logger } from '@trunkline/platform';
import { asteriskControl } from '../connection/asterisk-dirs.js';

/**
 * Has Asterisk reload modules so that it never runs half of a revision: by one command at its control socket, which it
 * finishes even when we die meanwhile. Where that socket cannot be reached, one after the other by ARI.
 */
export class ModuleReload {
  private warned = false;

  constructor(
    private readonly etcDirectory: string,
    private readonly rest: AriRest,
    private readonly log: Logger,
  ) {}

  async run(modules: readonly string[]): Promise<void> {
    if (modules.length === 0) return;
    try {
      await (await asteriskControl(this.etcDirectory)).reloadModules(modules);
    } catch (error) {
      if (!(error instanceof AsteriskUnavailable)) throw error;
      await this.oneByOne(modules, error.message);
    }
  }

  private async oneByOne(modules: readonly string[], reason: string): Promise<void> {
    for (const name of modules) await this.rest.reloadModule(name);
    if (!this.warned) this.log.warn({ reason }, 'modules are reloaded one after the other');
    this.warned = true;
  }
}
