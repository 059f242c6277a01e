export { parseCelRecord } from './parse-cel-record.js';
export {
  listSpool,
  readSpool,
  type SpoolChunk,
  type SpoolFile,
  type SpoolFragment,
  type SpoolRecord,
} from './spool-file.js';
