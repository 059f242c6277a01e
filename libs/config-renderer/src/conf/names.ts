import { ConfRefusedError } from './conf-refused-error.js';

const shapes = {
  trunk: /^t_[a-z2-7]{10}$/,
  extension: /^e_[a-z2-7]{10}$/,
  route: /^r_[a-z2-7]{10}$/,
  group: /^g_[a-z2-7]{10}$/,
  schedule: /^s_[a-z2-7]{10}$/,
  inbound: /^i_[a-z2-7]{10}$/,
  announcement: /^a_[a-z2-7]{10}$/,
} as const;

/** Names in Asterisk are ids made by us; anything else here is a defect or an attack, and is refused. */
export function ourName(kind: keyof typeof shapes, name: string): string {
  if (!shapes[kind].test(name)) throw new ConfRefusedError(kind, 'does not have a name made by Trunkline');
  return name;
}

/** The AOR of a gateway of a trunk, by its place in the list: `t_…-1`. */
export const gatewayName = (trunkRef: string, index: number): string => `${ourName('trunk', trunkRef)}-${index + 1}`;

/** Digits that may be the name of an extension in the dialplan: 2 to 15 of them, perhaps after a `+`. */
export function dialled(where: string, number: string): string {
  if (!/^\+?\d{2,15}$/.test(number)) throw new ConfRefusedError(where, 'is not a number that can be dialled');
  return number;
}

/** A number of calls: a whole number from 1 on. */
export function limit(calls: number): number {
  if (!Number.isSafeInteger(calls) || calls < 1) throw new ConfRefusedError('limit of calls', 'is not a whole number');
  return calls;
}

/** The id of an audio file, which is part of a file's name. */
export function audioFile(id: string): string {
  if (!/^[0-9a-f]{64}$/.test(id)) throw new ConfRefusedError('audio file', 'does not have an id made by Trunkline');
  return id;
}

/** For how long a phone rings. */
export function seconds(count: number): number {
  if (!Number.isSafeInteger(count) || count < 1)
    throw new ConfRefusedError('time to ring', 'is not a number of seconds');
  return count;
}

/** The PIN of a mailbox, or what stands for one that is not shown: nothing that begins another field of its line. */
export function pin(text: string): string {
  if (/[,|]/.test(text)) throw new ConfRefusedError('PIN', 'has characters that no PIN has');
  return text;
}

/** A port that no privilege is needed for. */
export function port(where: string, number: number): number {
  if (!Number.isSafeInteger(number) || number < 1024 || number > 65_535) {
    throw new ConfRefusedError(where, 'is not a port from 1024 to 65535');
  }
  return number;
}
