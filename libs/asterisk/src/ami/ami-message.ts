import { cleanText } from '@trunkline/domain';

/** An entry of Asterisk's database holds all of a contact, whose URI and user agent a phone makes up. */
const mostText = 4096;

/** One AMI message: header names in lower case. Texts are cleaned. */
export type AmiMessage = Readonly<Record<string, string>>;

/** The text of an action. Throws when a value would add a header. */
export function writeAction(fields: Readonly<Record<string, string>>): string {
  let text = '';
  for (const [name, value] of Object.entries(fields)) {
    if (/[\r\n\0]/.test(value)) throw new TypeError(`AMI header ${name} must be one line`);
    text += `${name}: ${value}\r\n`;
  }
  return `${text}\r\n`;
}

/** A message from its lines; the first of a repeated header counts. */
export function readMessage(block: string): AmiMessage {
  const message: Record<string, string> = {};
  for (const line of block.split('\r\n')) {
    const at = line.indexOf(':');
    if (at <= 0) continue;
    const name = line.slice(0, at).toLowerCase();
    message[name] ??= cleanText(line.slice(at + 1), mostText);
  }
  return message;
}

/** Cuts a stream into messages; keeps what is unfinished for the next piece. */
export class AmiStream {
  private rest = '';

  /** The whole messages that `piece` completes. */
  push(piece: string): AmiMessage[] {
    this.rest += piece;
    const blocks = this.rest.split('\r\n\r\n');
    this.rest = blocks.pop() ?? '';
    return blocks.map(readMessage);
  }
}
