/** What Asterisk makes of a conf file: a section and its entries in order. */
export interface ReadSection {
  section: string;
  entries: [string, string][];
}

/** The rules of Asterisk's main/config.c (config_text_file_load, process_text_line), for specs only. */
export function readConf(text: string): ReadSection[] {
  const sections: ReadSection[] = [];
  let inBlock = 0;
  for (const raw of text.split('\n')) {
    const [line, block] = withoutComments(raw, inBlock);
    inBlock = block;
    const trimmed = line.trim();
    if (trimmed === '') continue;
    if (trimmed.startsWith('[')) {
      sections.push({ section: trimmed.slice(1, trimmed.indexOf(']')), entries: [] });
    } else if (!trimmed.startsWith('#')) {
      const at = trimmed.indexOf('=');
      const rest = trimmed.slice(at + 1);
      const value = rest.startsWith('>') ? rest.slice(1) : rest;
      sections.at(-1)?.entries.push([trimmed.slice(0, at).trim(), value.trim()]);
    }
  }
  return sections;
}

/** Outside a block `\;` is a semicolon, `;--` opens a block, any other `;` ends the line. */
function withoutComments(raw: string, blockBefore: number): [string, number] {
  let line = raw;
  let from = 0;
  let block = blockBefore;
  for (let at = line.indexOf(';', from); at !== -1; at = line.indexOf(';', from)) {
    if (block === 0 && at > 0 && line[at - 1] === '\\') {
      line = line.slice(0, at - 1) + line.slice(at);
      from = at;
    } else if (line.startsWith(';--', at) && line[at + 3] !== '-') {
      block += 1;
      return [line.slice(0, at), block];
    } else return [line.slice(0, at), block];
  }
  return [block > 0 ? '' : line, block];
}
