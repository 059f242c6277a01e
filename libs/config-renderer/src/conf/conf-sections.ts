/** Texts of the sections of a conf file that we rendered, by name. */
export function confSections(text: string): Map<string, string> {
  const sections = new Map<string, string>();
  for (const part of text.split(/^(?=\[)/m)) {
    const name = /^\[([^\]]+)\]/.exec(part)?.[1];
    if (name !== undefined) sections.set(name, part.trimEnd());
  }
  return sections;
}
