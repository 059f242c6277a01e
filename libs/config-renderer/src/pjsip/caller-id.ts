// Asterisk keeps the name of an endpoint's callerid in 80 bytes, the last one NUL, and cuts the rest (pjsip_configuration.c).
const mostBytes = 79;

/**
 * `"name" <number>` as Asterisk's caller id parser reads it. Characters that mean something to that parser are
 * replaced by their likes: it has no escape that survives every place where a caller id is printed. A name that is too
 * long for Asterisk ends after its last whole character that fits.
 */
export function callerId(name: string, number: string): string {
  const plain = name.replaceAll('"', "'").replaceAll('\\', '/').replaceAll('<', '(').replaceAll('>', ')');
  return `"${fitting(plain)}" <${number}>`;
}

function fitting(text: string): string {
  let bytes = 0;
  let fit = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > mostBytes) break;
    fit += character;
  }
  return fit.trimEnd();
}
