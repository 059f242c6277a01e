/** A price as a decimal in millionths, which are whole: binary fractions would make equal prices differ. */
export function microsOf(price: string): number {
  const [whole = '', fraction = ''] = price.split('.');
  return Number(whole) * 1_000_000 + Number(fraction.padEnd(6, '0'));
}

/** Millionths as the decimal that people read, with at least four places. */
export function priceText(micros: number): string {
  const places = String(micros % 1_000_000).padStart(6, '0');
  return `${Math.floor(micros / 1_000_000)}.${places.replace(/0{1,2}$/, '')}`;
}
