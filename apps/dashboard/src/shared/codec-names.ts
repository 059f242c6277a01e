const names: Record<string, string> = {
  ulaw: 'G.711 µ-law',
  alaw: 'G.711 A-law',
  g722: 'G.722 (HD)',
  opus: 'Opus (HD)',
  gsm: 'GSM',
  g729: 'G.729',
};

/** What people call a codec. */
export function codecName(codec: string): string {
  return names[codec] ?? codec;
}

/** Codecs in a table: short names in order of preference, which do not break at their hyphen. */
export function codecList(codecs: readonly string[]): string {
  return codecs
    .map((codec) =>
      codecName(codec)
        .replace(/^G\.711 | \(HD\)$/g, '')
        .replace('-', '\u2011'),
    )
    .join(', ');
}

/** A list of codecs as the field shows them. */
export function codecNames(codecs: unknown): string {
  return Array.isArray(codecs) ? codecs.map((codec) => codecName(String(codec))).join(', ') : '';
}
