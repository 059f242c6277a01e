const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size as people say it, in steps of 1024: `512 MB`, `1.5 GB`. */
export function sizeInWords(bytes: number): string {
  let [size, unit] = [bytes, 0];
  while (size >= 1024 && unit < units.length - 1) [size, unit] = [size / 1024, unit + 1];
  return `${size < 10 && unit > 0 ? Math.round(size * 10) / 10 : Math.round(size)} ${units[unit]}`;
}
