/** SQLSTATE classes and codes that mean: the server, not the query. 08 connection, 53 resources, 57P0x shutting down or starting, 57014 our statement timeout. */
const unavailableStates = /^(08...|53...|57P0[1-5]|57014|58...|25P03|55P03|3D000|28...)$/;
const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** pg, pg-pool and TypeORM give these no code. The last two are the next query in a transaction whose connection broke. */
const unavailableTexts = [
  'Query read timeout',
  'timeout expired',
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Client has encountered a connection error',
  'Client was closed',
  'Cannot use a pool after calling end on the pool',
  'Driver not Connected',
  'Query runner already released.',
  'Database connection provided by a query runner was already released',
];

/** True when the database is away, frozen, full or refusing: the request was fine and may be sent again. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (const link of chain(error)) {
    if (typeof link.code === 'string') {
      if (unavailableCodes.has(link.code)) return true;
      if (isServerError(link) && unavailableStates.test(link.code)) return true;
    }
    if (typeof link.message === 'string' && fromDriver(link.message)) return true;
  }
  return false;
}

type Link = { code?: unknown; message?: unknown; severity?: unknown; name?: unknown };

function fromDriver(message: string): boolean {
  return unavailableTexts.some((text) => message.startsWith(text));
}

/** pg's DatabaseError has a severity; other libraries use five-character codes too. */
function isServerError(link: Link): boolean {
  return typeof link.severity === 'string';
}

function* chain(error: unknown, depth = 0): Generator<Link> {
  if (typeof error !== 'object' || error === null || depth > 5) return;
  yield error;
  const { driverError, cause, errors } = error as { driverError?: unknown; cause?: unknown; errors?: unknown };
  yield* chain(driverError, depth + 1);
  yield* chain(cause, depth + 1);
  if (Array.isArray(errors)) for (const inner of errors) yield* chain(inner, depth + 1);
}
