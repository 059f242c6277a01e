/** A value that cannot be written into an Asterisk conf file without changing its meaning. Names the place, not the value. */
export class ConfRefusedError extends Error {
  constructor(
    readonly where: string,
    why: string,
  ) {
    super(`${where} ${why}`);
    this.name = 'ConfRefusedError';
  }
}
