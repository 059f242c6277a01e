import { AsteriskUnavailable } from './errors.js';

/** Settles as `work` does, or throws AsteriskUnavailable after `milliseconds`; a late outcome of `work` is dropped. */
export async function withDeadline<T>(what: string, milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new AsteriskUnavailable(`Asterisk did not answer ${what} within ${milliseconds} ms.`)),
      milliseconds,
    );
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
