/** A text without the character that Postgres cannot keep. */
export const plain = (text: string): string => text.replaceAll('\0', '');

/** The characters that LIKE gives a meaning are what the user typed, no more. */
const literal = (text: string): string => plain(text).replace(/[\\%_]/g, '\\$&');

/** Pattern of LIKE for what begins with `text`. */
export const prefix = (text: string): string => `${literal(text)}%`;

/** Pattern of LIKE for what contains `text`. */
export const part = (text: string): string => `%${literal(text)}%`;
