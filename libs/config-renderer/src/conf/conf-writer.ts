import { ConfRefusedError } from './conf-refused-error.js';

// Asterisk reads lines of at most 8191 bytes and cuts the rest without a word (config.c, MAX_LINE_LEN).
const maxLineBytes = 4096;
const sectionName = /^[A-Za-z0-9_-]{1,79}$/;
const keyName = /^(?:[a-z][a-z0-9_]{0,63}|100rel)$/;
const includePath = /^[a-z0-9_-]+(?:\/[a-z0-9_-]+)*\.conf$/;
// A newline opens a new line, and with it a section or an #exec; other controls have no business in a value.
const forbidden = /[\p{Cc}\u2028\u2029]/u;
const loneSurrogate = /\p{Cs}/u;

/**
 * The only way a line gets into a conf file. It refuses what cannot be written (control characters, outer spaces,
 * over-long lines) and escapes `;`, so that a value read by Asterisk is the value that was given, or nothing is written.
 */
export class ConfWriter {
  private lines: string[] = [];
  private place = 'top of the file';

  /** A comment of ours; it is held to the same rules. */
  comment(text: string): this {
    return this.line(`; ${this.checked('comment', text)}`);
  }

  /** `#include` of a file that we know by name, relative to astetcdir. */
  include(path: string): this {
    if (!includePath.test(path)) throw new ConfRefusedError('include', 'must be the name of a conf file of ours');
    return this.line(`#include ${path}`);
  }

  /** Opens `[name]`, after a blank line, inheriting from the templates named. Names are ids made by us. */
  section(name: string, ...templates: string[]): this {
    for (const part of [name, ...templates]) {
      if (!sectionName.test(part)) throw new ConfRefusedError('section', 'name has characters that no id of ours has');
    }
    this.place = `[${name}]`;
    if (this.lines.length > 0) this.lines.push('');
    return this.line(templates.length > 0 ? `[${name}](${templates.join(',')})` : `[${name}]`);
  }

  /** Goes on with a section of an earlier file, after a blank line. */
  more(name: string): this {
    if (!sectionName.test(name)) throw new ConfRefusedError('section', 'name has characters that no id of ours has');
    this.place = `[${name}]`;
    this.lines.push('');
    return this.line(`[${name}](+)`);
  }

  /** `key = value`. */
  set(key: string, value: string | number): this {
    return this.line(`${this.key(key)} = ${this.value(key, String(value))}`);
  }

  /** `key => value`, as the dialplan has it. */
  object(key: string, value: string): this {
    return this.line(`${this.key(key)} => ${this.value(key, value)}`);
  }

  /** `1001 => value`: a mailbox, by the digits that people dial (voicemail.conf). */
  mailbox(number: string, value: string): this {
    if (!/^\d{2,8}$/.test(number)) throw new ConfRefusedError(this.place, 'has a mailbox that is no number');
    return this.line(`${number} => ${this.value(number, value)}`);
  }

  /** ` same => n[(label)],value`: the next step of an extension. */
  same(value: string, label?: string): this {
    const priority = label === undefined ? 'n' : `n(${this.key(label)})`;
    return this.line(` same => ${priority},${this.value('same', value)}`);
  }

  /** Sections that another writer has written, after a blank line. */
  append(part: ConfWriter): this {
    if (this.lines.length > 0) this.lines.push('');
    this.lines.push(part.text());
    return this;
  }

  toString(): string {
    return this.lines.length === 0 ? '' : `${this.text()}\n`;
  }

  private text(): string {
    // Joined once: what is appended again and again is one text then.
    if (this.lines.length > 1) this.lines = [this.lines.join('\n')];
    return this.lines[0] ?? '';
  }

  private key(key: string): string {
    if (!keyName.test(key)) throw new ConfRefusedError(this.place, 'has an option with an impossible name');
    return key;
  }

  private value(key: string, value: string): string {
    const text = this.checked(`${this.place} ${key}`, value);
    if (text === '') throw new ConfRefusedError(`${this.place} ${key}`, 'is empty');
    // `;` begins a comment and `\;` is a `;`; other backslashes are taken as they are (config.c).
    return text.replaceAll(';', '\\;');
  }

  private checked(where: string, text: string): string {
    if (forbidden.test(text)) throw new ConfRefusedError(where, 'contains a control character');
    if (loneSurrogate.test(text)) throw new ConfRefusedError(where, 'is not valid Unicode');
    if (text.trim() !== text) throw new ConfRefusedError(where, 'begins or ends with a space');
    return text;
  }

  private line(text: string): this {
    if (Buffer.byteLength(text) > maxLineBytes) throw new ConfRefusedError(this.place, 'has an over-long line');
    this.lines.push(text);
    return this;
  }
}
