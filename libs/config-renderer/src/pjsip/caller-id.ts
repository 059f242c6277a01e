/**
 * `"name" <number>` as Asterisk's caller id parser reads it. Characters that mean something to that parser are
 * replaced by their likes: it has no escape that survives every place where a caller id is printed.
 */
export function callerId(name: string, number: string): string {
  const plain = name.replaceAll('"', "'").replaceAll('\\', '/').replaceAll('<', '(').replaceAll('>', ')');
  return `"${plain}" <${number}>`;
}
