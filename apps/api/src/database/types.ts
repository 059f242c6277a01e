import type { createDataSource } from '@trunkline/persistence';

// Only persistence may import typeorm, so its types come from what persistence hands out.

/** The pool of the process. */
export type DataSource = ReturnType<typeof createDataSource>;
/** A transaction, or the pool outside of one. */
export type EntityManager = DataSource['manager'];
