interface TraceEvent {
  name: string;
  /** Phase: `b` begins what goes on beside other things. */
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
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

/**
 * The milliseconds that the main thread of the page was busy between the beginning of each frame and that of the next:
 * handling messages, drawing, style, layout and paint. `tasks` is how long each of its tasks took.
 */
export function frameWork(trace: Buffer): { frames: number[]; tasks: number[] } {
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
  const tasks = busiest
    .filter(({ name, dur }) => (name === 'RunTask' || name === 'ThreadControllerImpl::RunTask') && dur !== undefined)
    .sort((a, b) => a.ts - b.ts);
  const frames = begins.slice(1).map(() => 0);
  let frame = 0;
  let end = 0;
  const whole: number[] = [];
  for (const { ts, dur = 0 } of tasks) {
    // Both names may be told for one task.
    if (ts < end) continue;
    end = ts + dur;
    whole.push(ms(dur));
    // A task in which a frame begins belongs to it.
    while (frame < begins.length - 1 && (begins[frame + 1] ?? 0) < end) frame += 1;
    if (frame < frames.length && end > (begins[0] ?? 0)) frames[frame] = (frames[frame] ?? 0) + ms(dur);
  }
  return { frames, tasks: whole };
}
