const LONGEST = 24;

/** A number, an address or a few words on one line; text that is too long for that breaks anywhere. */
export function Unbroken({ text }: { text: string }) {
  return text.length > LONGEST ? text : <span style={{ whiteSpace: 'nowrap' }}>{text}</span>;
}
