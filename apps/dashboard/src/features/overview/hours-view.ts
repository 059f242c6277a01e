import type { OverviewHour } from '@trunkline/contracts';

/** How calls end in the chart, from the top of a bar down. */
export const kinds = ['failed', 'unanswered', 'answered'] as const;

/** How many calls of the hour ended in each way. */
export function sizesOf({ total, answered, failed }: OverviewHour): Record<(typeof kinds)[number], number> {
  return { answered, failed, unanswered: total - answered - failed };
}

/** What an hour is called, `14:00`; with its offset from UTC where the clock shows the same hour twice. */
export function hourNames(hours: readonly OverviewHour[]): string[] {
  const times = hours.map(({ local }) => local.slice(11, 16));
  return times.map((time, place) =>
    times.indexOf(time) === times.lastIndexOf(time) ? time : `${time} ${hours[place]?.local.slice(19)}`,
  );
}

/** The end of a scale that reaches over `most`: an even number that begins with 1, 2, 4, 5, 6 or 8, so that its half is whole. */
export function scaleTop(most: number): number {
  if (most <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 4, 5, 6, 8, 10].find((each) => each * power >= most && (each * power) % 2 === 0) ?? 10;
  return step * power;
}
