/** Lets so many in at a time; the others wait in line. */
export class Gate {
  private inside = 0;
  private readonly line: (() => void)[] = [];

  constructor(private readonly most: () => number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside >= this.most()) await new Promise<void>((enter) => this.line.push(enter));
    this.inside += 1;
    try {
      return await work();
    } finally {
      this.inside -= 1;
      this.line.shift()?.();
    }
  }
}
