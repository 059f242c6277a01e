/** YAML 1.2 of a JSON value, in blocks, with every string as JSON writes it: nothing can be taken for something else. */
export function toYaml(value: unknown, indent = ''): string {
  if (Array.isArray(value) && value.length > 0)
    return value.map((item) => `\n${indent}-${toYaml(item, `${indent}  `)}`).join('');
  if (isFilledObject(value))
    return Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => `\n${indent}${plainKey(key)}:${toYaml(item, `${indent}  `)}`)
      .join('');
  return ` ${JSON.stringify(value)}`;
}

function isFilledObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

function plainKey(key: string): string {
  return /^[A-Za-z][A-Za-z0-9_-]*$/.test(key) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(key)
    ? key
    : JSON.stringify(key);
}
