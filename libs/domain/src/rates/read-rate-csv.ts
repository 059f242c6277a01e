import { type FieldError, type Rate, rateSchema, repeatedPrefix, repeatedPrefixes } from '@trunkline/contracts';

/** Rows of a file, or what is wrong with its lines: the first hundred, each at `/lines/<line>/<column>`. */
export type ReadRates = { rates: Rate[] } | { errors: FieldError[] };

interface Line {
  line: number;
  cells: string[];
}

const mostErrors = 100;
const columns = ['prefix', 'price', 'name'] as const;

/**
 * Reads the file that a carrier sends (RFC 4180, and what spreadsheets make of it): prefix, price and perhaps a name, separated
 * by commas, semicolons or tabs. A first line of words is left out; a plus before a prefix, spaces around a value, a decimal comma
 * and digits past the sixth place that are zeros are taken. Anything else is an error of its line.
 */
export function readRateCsv(text: string): ReadRates {
  const { lines, open } = linesOf(text.replace(/^\uFEFF/, ''));
  if (open !== null)
    return { errors: [{ pointer: `/lines/${open}`, message: 'begins a quoted value without an end' }] };
  const rows = lines.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (rows[0]?.cells[0] !== undefined && !/\d/.test(rows[0].cells.slice(0, 2).join(''))) rows.shift();
  if (rows.length === 0) return { errors: [{ pointer: '/lines', message: 'must have at least one rate' }] };
  const errors: FieldError[] = [];
  const read: { line: number; rate: Rate }[] = [];
  for (const { line, cells } of rows) {
    const rate = rateSchema.safeParse(asRate(cells));
    if (cells.length < 2 || cells.slice(3).some((cell) => cell !== ''))
      errors.push({ pointer: `/lines/${line}`, message: 'must be a prefix, a price and perhaps a name' });
    else if (rate.success) read.push({ line, rate: rate.data });
    else
      for (const { path, message } of rate.error.issues)
        errors.push({ pointer: `/lines/${line}/${path.join('/')}`, message });
    if (errors.length >= mostErrors) break;
  }
  for (const index of repeatedPrefixes(read.map(({ rate }) => rate.prefix)))
    errors.push({ pointer: `/lines/${read[index]?.line}/prefix`, message: repeatedPrefix });
  return errors.length > 0 ? { errors: errors.slice(0, mostErrors) } : { rates: read.map(({ rate }) => rate) };
}

function asRate(cells: readonly string[]): Record<(typeof columns)[number], string | null> {
  const [prefix = '', price = '', name = ''] = cells;
  const point = price.replace(',', '.');
  return {
    prefix: prefix.replace(/^\+/, ''),
    price: point.replace(/(\.\d{6})0+$/, '$1'),
    name: name === '' ? null : name,
  };
}

/** The cells of each line, counted from 1, without outer spaces; `open` is the line of a quote that nothing ends. */
function linesOf(text: string): { lines: Line[]; open: number | null } {
  const separator = separatorOf(text);
  const lines: Line[] = [];
  let [line, begun, quotedAt]: [number, number, number | null] = [1, 1, null];
  let cells: string[] = [];
  let cell = '';
  const endCell = () => {
    cells.push(cell.trim());
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quotedAt !== null) {
      if (character === '\n') line += 1;
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quotedAt = null;
    } else if (character === '"' && cell.trim() === '') {
      cell = '';
      quotedAt = line;
    } else if (character === separator) endCell();
    else if (character === '\n' || (character === '\r' && text.charAt(at + 1) !== '\n')) {
      endCell();
      lines.push({ line: begun, cells });
      cells = [];
      line += 1;
      begun = line;
    } else if (character !== '\r') cell += character;
  }
  endCell();
  lines.push({ line: begun, cells });
  return { lines, open: quotedAt };
}

/** What separates the values: a tab or a semicolon where the first line has one, since commas may stand in prices. */
function separatorOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '';
  return ['\t', ';'].find((each) => first.includes(each)) ?? ',';
}
