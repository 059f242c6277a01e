/** One message of a server-sent event stream (WHATWG HTML, section 9.2.6). */
export interface ServerSentEvent {
  /** `message` where the server names none. */
  event: string;
  data: string;
  /** The last id seen, this message's or an earlier one's; '' while there was none. */
  id: string;
}

/** Turns the text of a server-sent event stream, in whatever pieces it comes, into its messages. */
export class ServerSentEvents {
  private rest = '';
  private event = '';
  private data: string[] = [];
  private id = '';
  /** Counts only with the blank line: a message cut in two has not been seen yet. */
  private nextId = '';

  /** The last id seen, also of a message without data. */
  get lastId(): string {
    return this.id;
  }

  /** The messages that are complete with this piece. */
  push(piece: string): ServerSentEvent[] {
    const lines = (this.rest + piece).split('\n');
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line.endsWith('\r') ? line.slice(0, -1) : line));
  }

  private line(line: string): ServerSentEvent[] {
    if (line === '') return this.dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.event = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'id') this.nextId = value;
    return [];
  }

  private dispatch(): ServerSentEvent[] {
    this.id = this.nextId;
    const { event, data, id } = this;
    this.event = '';
    this.data = [];
    return data.length > 0 ? [{ event: event || 'message', data: data.join('\n'), id }] : [];
  }
}
