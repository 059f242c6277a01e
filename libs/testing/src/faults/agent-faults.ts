import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is to go wrong; the fields are explained in libs/testing/faults/agent-faults.mjs, which does it. */
export interface Faults {
  run?: string;
  killAt?: number;
  record?: string;
  refuse?: string;
  blind?: boolean;
  sameStart?: boolean;
  names?: Record<string, string[]>;
}

/** The switch of the faults of one agent that was started with them. No other agent knows how. */
export class AgentFaults {
  constructor(private readonly file: string) {}

  /** What an agent is started with: Node loads the faults before the agent's own code. */
  get env(): NodeJS.ProcessEnv {
    const preload = join(import.meta.dirname, '../../faults/agent-faults.mjs');
    return { NODE_OPTIONS: `--import=${preload}`, TRUNKLINE_FAULTS: this.file };
  }

  /** From now on these faults and no others. */
  set(faults: Faults): void {
    writeFileSync(this.file, JSON.stringify(faults));
  }

  clear(): void {
    rmSync(this.file, { force: true });
  }

  /** Names of the steps at which agents were killed, in order. */
  get killedAt(): string[] {
    return linesOf(`${this.file}.killed`);
  }

  /** Records the names of all steps while `work` runs. */
  async recording(work: () => Promise<void>): Promise<string[]> {
    const record = `${this.file}.record`;
    rmSync(record, { force: true });
    this.set({ run: 'recording', record });
    await work();
    this.clear();
    return linesOf(record);
  }
}

function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}
