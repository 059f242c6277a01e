/** Why something could not be had from Asterisk. Decide by the class, never by the text. */
export class AsteriskError extends Error {
  override readonly name: string = 'AsteriskError';
}

/** Asterisk is away, or did not answer in time: what was asked may or may not have happened. */
export class AsteriskUnavailable extends AsteriskError {
  override readonly name = 'AsteriskUnavailable';
}

/** Asterisk does not accept our credentials. */
export class AsteriskRefused extends AsteriskError {
  override readonly name = 'AsteriskRefused';
}

/** The channel, bridge or other thing is not there any more (404). */
export class AsteriskGone extends AsteriskError {
  override readonly name = 'AsteriskGone';
}
