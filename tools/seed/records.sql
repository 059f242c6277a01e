-- Call records number $1 to $2 of $3, over $4 days that end at $5: made up, and but for their ids the same each time. Calls come by day more than
-- by night, some numbers, extensions and trunks more often than others. What is used several times is materialized: Postgres
-- would compute it for each use.
WITH draw AS MATERIALIZED (
  SELECT n, n * ($4::float8 + $6::float8) / $3::bigint AS days,
         pg_temp.draw(n, 1) AS way, pg_temp.draw(n, 2) AS result, pg_temp.draw(n, 3) AS kind, pg_temp.draw(n, 4) AS odd,
         4 + pg_temp.draw(n, 5) * 20 AS rung, ceil(least(14400, -150 * ln(1 - pg_temp.draw(n, 6)))) AS talked,
         floor(10000 * pg_temp.draw(n, 7) ^ 1.5)::int AS extension, floor(10000 * pg_temp.draw(n, 8) ^ 1.5)::int AS other,
         floor(200 * pg_temp.draw(n, 9) ^ 2)::int AS trunk, floor(400000 * pg_temp.draw(n, 10) ^ 2)::int AS party
    FROM generate_series($1::bigint, $2::bigint) n
), call AS MATERIALIZED (
  SELECT draw.*, days - floor(days) AS of_day, date_trunc('day', $5::timestamptz, 'UTC') + floor(days - $4) * interval '1 day' AS day,
         CASE WHEN way < 0.45 THEN 'inbound' WHEN way < 0.85 THEN 'outbound' ELSE 'internal' END AS direction,
         CASE WHEN result < 0.72 THEN 'answered' WHEN result < 0.84 THEN 'no_answer' WHEN result < 0.90 THEN 'busy'
              WHEN result < 0.95 THEN 'cancelled' WHEN result < 0.98 THEN 'failed' ELSE 'rejected' END AS disposition,
         CASE WHEN party % 10 < 7 THEN '+49' || 30 + party % 61 WHEN party % 10 < 9 THEN '+1' || 201 + party % 700 ELSE '+44' || 20 + party % 80 END
           || lpad((party::bigint * 7919 % 10000000)::text, 7, '0') AS e164
    FROM draw
), timed AS MATERIALIZED (
  SELECT call.*, disposition = 'answered' AS answered, direction <> 'internal' AS outside,
         day + CASE WHEN of_day < 0.05 THEN of_day / 0.05 * interval '7 hours'
                    WHEN of_day < 0.90 THEN interval '7 hours' + (of_day - 0.05) / 0.85 * interval '11 hours'
                    ELSE interval '18 hours' + (of_day - 0.90) / 0.10 * interval '6 hours' END AS started_at,
         CASE WHEN disposition = 'answered' THEN rung + talked WHEN disposition IN ('failed', 'rejected') THEN rung / 20 ELSE rung END AS lasted,
         CASE disposition WHEN 'no_answer' THEN 19 WHEN 'busy' THEN 17 WHEN 'rejected' THEN 21
              WHEN 'failed' THEN (ARRAY[34, 38, 1, 27, 88])[1 + floor(kind * 5)::int] ELSE 16 END AS cause,
         CASE disposition WHEN 'no_answer' THEN 480 WHEN 'busy' THEN 486 WHEN 'cancelled' THEN 487 WHEN 'rejected' THEN 603
              WHEN 'failed' THEN (ARRAY[503, 500, 404, 408, 488])[1 + floor(kind * 5)::int] END AS code
    FROM call
), told AS MATERIALIZED (
  SELECT timed.*, (extension + 10000)::text AS extension_number, (other + 10000)::text AS other_number,
         CASE WHEN outside THEN pg_temp.id(2, trunk) END AS trunk_id, pg_temp.id(1, extension) AS extension_id,
         CASE WHEN NOT outside THEN pg_temp.id(1, other) END AS other_id,
         CASE WHEN answered THEN date_trunc('milliseconds', started_at + rung * interval '1 second') END AS answered_at,
         date_trunc('milliseconds', started_at + lasted * interval '1 second') AS ended_at,
         'pbx-1-' || floor(extract(epoch FROM started_at))::bigint || '.' || n AS linkedid
    FROM timed
), worded AS MATERIALIZED (
  SELECT told.*, CASE WHEN outside THEN '"t_' || trunk || '"' ELSE '"e_' || other || '"' END AS far,
         coalesce('"' || trunk_id || '"', 'null') AS trunk_json, coalesce('"' || other_id || '"', 'null') AS other_json,
         '"startedAt":"' || to_char(started_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"' AS start_json,
         '"cause":' || cause || ',"causeText":null,"sipCode":' || coalesce(code::text, 'null') || ',"sipCodeText":null}' AS cause_json
    FROM told
), legged AS MATERIALIZED (
  SELECT worded.*, start_json || ',"answeredAt":' || coalesce('"' || to_char(answered_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"', 'null')
           || ',"endedAt":"' || to_char(ended_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '",' || cause_json AS leg_json
    FROM worded
)
INSERT INTO call_records (id, node, linkedid, direction, from_number, from_e164, from_name, to_number, to_e164, trunk_id, trunk_name,
  route_id, extension_ids, started_at, answered_at, ended_at, duration_seconds, billed_seconds, disposition, end_reason, hangup_cause,
  sip_code, attempts, legs, sip_call_ids, superseded_by, stored_at)
SELECT gen_random_uuid(), 'node-' || 1 + n % 2, linkedid, direction,
       CASE direction WHEN 'inbound' THEN e164 ELSE extension_number END,
       CASE direction WHEN 'inbound' THEN e164 END,
       CASE WHEN direction <> 'inbound' THEN pg_temp.person(extension) WHEN party % 3 = 0 THEN pg_temp.person(party) END,
       CASE direction WHEN 'inbound' THEN '+4930555' || extension_number WHEN 'outbound' THEN replace(replace(e164, '+49', '0'), '+', '00') ELSE other_number END,
       CASE direction WHEN 'inbound' THEN '+4930555' || extension_number WHEN 'outbound' THEN e164 END,
       trunk_id, CASE WHEN outside THEN 'Trunk ' || trunk END,
       CASE direction WHEN 'outbound' THEN pg_temp.id(3, trunk % 20) END,
       CASE direction WHEN 'internal' THEN ARRAY[extension_id, other_id] ELSE ARRAY[extension_id] END,
       started_at, answered_at, ended_at, ceil(lasted), CASE WHEN answered THEN talked ELSE 0 END, disposition,
       CASE WHEN odd < 0.0001 THEN 'pbx_crash' WHEN odd < 0.0002 THEN 'unknown' ELSE 'hangup' END, cause, code,
       CASE direction WHEN 'outbound' THEN ('[{"trunkId":' || trunk_json || ',"trunkRef":' || far || ',' || start_json || ',' || cause_json || ']')::jsonb
         ELSE '[]' END,
       ('[{"id":"' || linkedid || '","endpoint":"e_' || extension || '","role":' || CASE direction WHEN 'inbound' THEN '"callee"' ELSE '"caller"' END
         || ',"extensionId":"' || extension_id || '","trunkId":null,' || leg_json
         || ',{"id":"' || linkedid || '1","endpoint":' || far || ',"role":' || CASE direction WHEN 'inbound' THEN '"caller"' ELSE '"callee"' END
         || ',"extensionId":' || other_json || ',"trunkId":' || trunk_json || ',' || leg_json || ']')::jsonb,
       ARRAY['call-' || n || '-a@phone.example', 'call-' || n || '-b@pbx.example'],
       CASE WHEN odd > 0.997 THEN gen_random_uuid() END, ended_at + interval '1 second'
  FROM legged
