import { Initial1785000000000 } from './1785000000000-initial.js';

/** Every migration, oldest first. */
export const allMigrations = [Initial1785000000000];
