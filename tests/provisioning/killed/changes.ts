import type { ConfigRevision, Extension, Trunk } from '@trunkline/contracts';
import { waitFor } from '@trunkline/local-runtime';
import {
  anExtension,
  anOutboundRoute,
  asteriskView,
  aTrunk,
  create,
  currentFiles,
  type LabStack,
} from '@trunkline/testing';

/** What runs: Asterisk's own view, and the files it would read. */
export interface Running {
  view: string;
  files: string;
}

/** Changes of a configuration that touch every file of it, and what Asterisk makes of them. */
export class Changes {
  private extra: Extension | undefined;
  private count = 0;

  private constructor(
    private readonly lab: LabStack,
    private readonly trunk: Trunk,
  ) {}

  static async prepare(lab: LabStack): Promise<Changes> {
    const trunk = await create<Trunk>(lab, '/trunks', aTrunk({ name: 'Changing', ...valuesOf(0) }));
    const route = anOutboundRoute({
      name: 'Changing',
      trunkIds: [trunk.id],
      patterns: [{ match: '77X.', strip: 0, prepend: '' }],
    });
    await create(lab, '/outbound-routes', route);
    return new Changes(lab, trunk);
  }

  readonly kinds = ['trunk', 'add', 'remove'] as const;

  /** Makes a change of a kind, or the nearest one that is possible; gives its revision. */
  async make(kind: (typeof this.kinds)[number]): Promise<number> {
    this.count += 1;
    if (kind === 'trunk') return this.setTrunk(this.count);
    if (this.extra === undefined) {
      const body = anExtension({ number: String(2000 + this.count), name: `Extra ${this.count}` });
      this.extra = await this.lab.api.post<Extension>('/extensions', body);
      return this.extra.revision;
    }
    const answer = await this.lab.api.send('DELETE', `/extensions/${this.extra.id}`);
    this.extra = undefined;
    return ((await answer.json()) as { revision: number }).revision;
  }

  /** Gives the trunk its n-th values: each is in a file of its own, the caller id in the dialplan. */
  async setTrunk(n: number): Promise<number> {
    return (await this.lab.api.patch<Trunk>(`/trunks/${this.trunk.id}`, valuesOf(n))).revision;
  }

  async revision(number: number): Promise<ConfigRevision> {
    return this.lab.api.get<ConfigRevision>(`/config-revisions/${number}`);
  }

  async applied(number: number, timeoutMs = 20_000): Promise<void> {
    const settled = async () => ['applied', 'superseded'].includes((await this.revision(number)).status);
    await waitFor(`revision ${number} to be applied`, settled, { timeoutMs, everyMs: 50 });
  }

  /** What runs now, once it does not change any more: a reload that was begun is done. */
  async running(): Promise<Running> {
    let last = '';
    const view = await waitFor(
      'Asterisk to be quiet',
      async () => {
        const now = await asteriskView(this.lab);
        const quiet = now === last;
        last = now;
        return quiet ? now : undefined;
      },
      { timeoutMs: 15_000, everyMs: 150 },
    );
    return { view, files: await currentFiles(this.lab) };
  }
}

function valuesOf(n: number) {
  return {
    host: `192.0.2.${1 + (n % 200)}`,
    port: 5100 + (n % 1000),
    username: `user${n}`,
    password: `password;${n}`,
    fromUser: `from${n}`,
    callerId: `+1555${1000 + n}`,
  };
}
