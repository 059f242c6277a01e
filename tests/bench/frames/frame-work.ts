interface TraceEvent {
  name: string;
  /** Phase: `X` is a whole thing, `b` the beginning of one that goes on beside others. */
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  /** Microseconds of the processor. */
  tdur?: number;
  args?: { name?: string };
}

/** Categories of Chromium's tracing that hold the tasks of a thread and the beginnings of frames. */
export const categories = [
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'devtools.timeline.frame',
];

const ms = (microseconds: number): number => microseconds / 1000;

/** How long the main thread of the page was busy from the beginning of a frame to that of the next, in milliseconds. */
export interface FrameWork {
  /** By the clock, with what other processes took meanwhile. */
  elapsed: number;
  /** Of the processor. */
  processor: number;
}

/**
 * What each frame cost: handling messages, drawing, style, layout and paint. `tasks` is how long each task of the main
 * thread took.
 */
export function frameWork(trace: Buffer): { frames: FrameWork[]; tasks: number[] } {
  const events = (JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }).traceEvents;
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const busiest = mains
    .map(({ pid, tid }) => events.filter((event) => event.pid === pid && event.tid === tid))
    .sort((a, b) => b.length - a.length)[0];
  if (!busiest) throw new Error('the trace has no main thread of a page');
  const begins = busiest
    .filter(({ name, ph }) => name === 'AnimationFrame' && ph === 'b')
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const tasks = busiest.filter(({ name, ph }) => name === 'RunTask' && ph === 'X').sort((a, b) => a.ts - b.ts);
  const frames = begins.slice(1).map(() => ({ elapsed: 0, processor: 0 }));
  let place = 0;
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    // A task in which a frame begins belongs to it.
    while (place < begins.length - 1 && (begins[place + 1] ?? 0) < ts + dur) place += 1;
    const frame = frames[place];
    if (!frame || ts + dur <= (begins[0] ?? 0)) continue;
    frame.elapsed += ms(dur);
    frame.processor += ms(tdur);
  }
  return { frames, tasks: tasks.map(({ dur = 0 }) => ms(dur)) };
}
