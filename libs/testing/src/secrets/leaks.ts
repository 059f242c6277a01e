import type { DataSource } from '@trunkline/persistence';

/** The ways in which a value is commonly written. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  return [secret, base64, bytes.toString('base64url'), bytes.toString('hex'), encodeURIComponent(secret)];
}

/** Which of the secrets (name -> value) stands in which of the texts (name -> text), however written. */
export function leaksIn(texts: ReadonlyMap<string, string>, secrets: ReadonlyMap<string, string>): string[] {
  const leaks: string[] = [];
  for (const [place, text] of texts)
    for (const [what, secret] of secrets)
      if (spellings(secret).some((spelling) => text.includes(spelling))) leaks.push(`${what} in ${place}`);
  return leaks;
}

/** What the tables hold, as COPY writes it, by table. */
export async function copyOfEveryTable(ds: DataSource): Promise<Map<string, string>> {
  const tables: { name: string }[] = await ds.query(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const [{ data_directory: directory }] = await ds.query<[{ data_directory: string }]>('SHOW data_directory');
  const copies = new Map<string, string>();
  for (const { name } of tables) {
    const file = `${directory}/copy-${crypto.randomUUID()}`;
    await ds.query(`COPY (SELECT * FROM ${name}) TO '${file}'`);
    const [{ text }] = await ds.query<[{ text: string }]>(`SELECT pg_read_file($1) AS text`, [file]);
    await ds.query(`COPY (SELECT WHERE false) TO PROGRAM 'rm "${file}"'`);
    copies.set(name, text);
  }
  return copies;
}
