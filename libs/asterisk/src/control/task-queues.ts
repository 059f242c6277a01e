/** One queue inside Asterisk (a taskprocessor) and how much waits in it. */
export interface TaskQueue {
  name: string;
  waiting: number;
}

/** What `core show taskprocessors` printed: name, processed, in queue, and columns that nobody here reads. */
export function readTaskQueues(text: string): TaskQueue[] {
  return [...text.matchAll(/^(\S+)[ \t]+\d+[ \t]+(\d+)[ \t]/gm)].map(([, name = '', waiting]) => ({
    name,
    waiting: Number(waiting),
  }));
}
