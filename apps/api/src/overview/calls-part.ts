import type { CallRecord, Overview, OverviewFailure, OverviewSpan } from '@trunkline/contracts';
import { failureAdvice, hoursOfTheDay } from '@trunkline/domain';
import { anyCallRecorded, type CallFigures, readCallFigures, recentFailures } from '@trunkline/persistence';
import type { DataSource } from '../database/types.js';

const DAY_MS = 24 * 3600 * 1000;
const FAILURES = { days: 7, limit: 10 };

/** The calls of the last 24 hours of the clock in `timezone`, how the day before was, and what failed last. */
export async function readCalls(ds: DataSource, now: Date, timezone: string): Promise<NonNullable<Overview['calls']>> {
  const hours = hoursOfTheDay(now, timezone);
  const from = hours[0]?.start ?? now;
  const before = new Date(from.getTime() - DAY_MS);
  const bounds = [before, ...hours.map(({ start }) => start), now];
  const [any, spans, failed] = await Promise.all([
    anyCallRecorded(ds),
    readCallFigures(ds, bounds),
    recentFailures(ds, new Date(now.getTime() - FAILURES.days * DAY_MS), FAILURES.limit),
  ]);
  const [dayBefore, ...byHour] = spans;
  return {
    any,
    hours: hours.map(({ start, local }, place) => {
      const { total, answered, failed: lost } = byHour[place] ?? nothing;
      return { start: start.toISOString(), local, total, answered, failed: lost };
    }),
    day: span(from, now, byHour.reduce(sum, nothing)),
    dayBefore: span(before, from, dayBefore ?? nothing),
    failures: failed.map(failure),
  };
}

const nothing: CallFigures = { total: 0, answered: 0, failed: 0, answerSeconds: 0 };

function sum(a: CallFigures, b: CallFigures): CallFigures {
  return {
    total: a.total + b.total,
    answered: a.answered + b.answered,
    failed: a.failed + b.failed,
    answerSeconds: a.answerSeconds + b.answerSeconds,
  };
}

function span(from: Date, to: Date, { total, answered, failed, answerSeconds }: CallFigures): OverviewSpan {
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    ...{ total, answered, failed },
    answerRatio: total === 0 ? null : answered / total,
    averageAnswerSeconds: answered === 0 ? null : Math.round((answerSeconds / answered) * 10) / 10,
  };
}

function failure(record: CallRecord): OverviewFailure {
  const { id, startedAt, direction, from, fromName, to, trunkId, trunkName } = record;
  const { disposition, endReason, hangupCause, sipCode } = record;
  return {
    ...{ id, startedAt, direction, from, fromName, to, trunkId, trunkName },
    ...{ disposition, endReason, hangupCause, sipCode },
    cause: causeOf(record),
    advice: failureAdvice(record),
  };
}

function causeOf({ sipCodeText, hangupCauseText }: CallRecord): string {
  const causes = [hangupCauseText, sipCodeText === null ? null : `SIP ${sipCodeText}`];
  return causes.filter((text) => text !== null).join('; ') || 'No cause is known';
}
