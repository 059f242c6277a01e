import type { DataSource, EntityManager } from 'typeorm';

/** For each of these calls the trunks and extensions that any of its events in the log names. */
export async function callSubjects(
  source: DataSource | EntityManager,
  callIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const subjects = new Map<string, Set<string>>();
  if (callIds.length === 0) return subjects;
  const rows = await source.query<{ call: string; subject: string }[]>(
    `SELECT DISTINCT call_id AS call, subject FROM event_log,
       unnest(ARRAY[data->>'trunkId', data#>>'{from,extensionId}', data#>>'{to,extensionId}']
         || ARRAY(SELECT jsonb_array_elements_text(data->'extensionIds'))) AS subject
     WHERE call_id = ANY($1::uuid[]) AND subject IS NOT NULL`,
    [callIds],
  );
  for (const { call, subject } of rows) {
    const known = subjects.get(call) ?? new Set();
    subjects.set(call, known.add(subject));
  }
  return subjects;
}
