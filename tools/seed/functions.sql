-- What records.sql draws from. Of the session alone, and small enough for Postgres to inline.

-- A number from 0 to 1, 1 not included: another one for each use, the same for each call.
CREATE FUNCTION pg_temp.draw(n bigint, use int) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
  SELECT (hashint8extended(n, use) & 2147483647) / 2147483648.0::float8
$$;
-- Of an extension (kind 1), a trunk (2), a route (3).
CREATE FUNCTION pg_temp.id(kind int, n int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT ('0190a000-0000-7000-8' || kind || '00-' || lpad(n::text, 12, '0'))::uuid
$$;
CREATE FUNCTION pg_temp.person(n int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT (ARRAY['Ada', 'Ben', 'Clara', 'David', 'Emma', 'Finn', 'Greta', 'Hugo', 'Ida', 'Jonas', 'Klara', 'Leo', 'Mia', 'Noah', 'Olivia',
                'Paul', 'Quinn', 'Rosa', 'Samuel', 'Thea', 'Uwe', 'Vera', 'William', 'Yara', 'Zoe'])[1 + n % 25] || ' ' ||
         (ARRAY['Adler', 'Bauer', 'Carter', 'Dietrich', 'Evans', 'Fischer', 'Graf', 'Hoffmann', 'Iversen', 'Jansen', 'Keller', 'Lehmann',
                'Meyer', 'Neumann', 'Otto', 'Peters', 'Quast', 'Richter', 'Schmidt', 'Thompson', 'Ulrich', 'Vogel', 'Wagner', 'Young',
                'Ziegler', 'Becker', 'Cooper', 'Davis', 'Engel', 'Frank', 'Gross', 'Hartmann', 'Jung', 'Koch', 'Lang', 'Maier'])[1 + n / 25 % 36]
$$;
