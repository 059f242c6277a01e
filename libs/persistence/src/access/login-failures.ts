import type { DataSource, EntityManager } from 'typeorm';

/** How many tries are free, and the longest pause after them, in seconds. The pause doubles with each failure. */
export interface LoginLimit {
  freeTries: number;
  longestPause: number;
}

/** What a login is counted for. */
export interface LoginSubject extends LoginLimit {
  scope: 'name' | 'address';
  subject: string;
}

/** What became of counting a try: how long to wait, and which subjects have to wait from this try on. */
export interface CountedTry {
  secondsLeft: number;
  lockedOut: readonly LoginSubject[];
}

const forgetAfter = '15 minutes';

/** Failed logins, kept in the database so that they count for every copy of the API and after a restart. */
export const LoginFailures = {
  /**
   * Counts a try as failed before the password is looked at, so that many at once get no further than one after the
   * other. `secondsLeft` is the time until another try is accepted, and then nothing is counted; 0 when this one may go
   * on. `lockedOut` are the subjects whose free tries this one uses up, if it fails.
   */
  async begin(ds: DataSource, subjects: readonly LoginSubject[]): Promise<CountedTry> {
    const wait = new Refused();
    try {
      const lockedOut = await ds.transaction(async (manager) => {
        const last: LoginSubject[] = [];
        for (const subject of subjects) {
          const tries = await count(manager, subject);
          if (tries === null) wait.subjects.push(subject);
          else if (tries === subject.freeTries) last.push(subject);
        }
        if (wait.subjects.length > 0) throw wait;
        return last;
      });
      return { secondsLeft: 0, lockedOut };
    } catch (error) {
      if (error !== wait) throw error;
      return { secondsLeft: await secondsLeft(ds, wait.subjects), lockedOut: [] };
    }
  },

  /** The try was no failure: the name starts anew, the address keeps its earlier failures. */
  async succeeded(manager: EntityManager, { name, address }: { name: string; address: string }): Promise<void> {
    await manager.query(`DELETE FROM login_failures WHERE scope = 'name' AND subject = $1`, [name]);
    await manager.query(
      `UPDATE login_failures SET count = greatest(0, count - 1), blocked_until = now()
        WHERE scope = 'address' AND subject = $1`,
      [address],
    );
    await manager.query(`DELETE FROM login_failures WHERE last_at < now() - $1::interval`, [forgetAfter]);
  },
};

class Refused extends Error {
  readonly subjects: LoginSubject[] = [];
}

/** Which try of the subject this is; null, and not counted, while it is blocked. */
async function count(
  manager: EntityManager,
  { scope, subject, freeTries, longestPause }: LoginSubject,
): Promise<number | null> {
  const counted = `CASE WHEN f.last_at < clock_timestamp() - interval '${forgetAfter}' THEN 1 ELSE f.count + 1 END`;
  const rows = await manager.query<{ count: number }[]>(
    `INSERT INTO login_failures AS f (scope, subject, count, last_at, blocked_until)
     VALUES ($1, $2, 1, clock_timestamp(), clock_timestamp())
     ON CONFLICT (scope, subject) DO UPDATE SET count = ${counted}, last_at = clock_timestamp(),
       blocked_until = clock_timestamp() + CASE WHEN (${counted}) < $3 THEN interval '0'
         ELSE make_interval(secs => least($4::float8, power(2, least(30, (${counted}) - $3)))) END
     WHERE f.blocked_until <= clock_timestamp() RETURNING f.count`,
    [scope, subject, freeTries, longestPause],
  );
  return rows[0]?.count ?? null;
}

/** Whole seconds, rounded up, until the last of the subjects is free; at least 1. */
async function secondsLeft(ds: DataSource, subjects: readonly LoginSubject[]): Promise<number> {
  const [row] = await ds.query<[{ left: number }]>(
    `SELECT ceil(coalesce(max(extract(epoch FROM blocked_until - clock_timestamp())), 0))::int AS left
       FROM login_failures JOIN unnest($1::text[], $2::text[]) AS s (scope, subject) USING (scope, subject)`,
    [subjects.map(({ scope }) => scope), subjects.map(({ subject }) => subject)],
  );
  return Math.max(1, row.left);
}
