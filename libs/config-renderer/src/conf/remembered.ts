import { ConfWriter } from './conf-writer.js';

/**
 * What `write` says of each object, written once: an object of a snapshot never changes, and of ten thousand extensions
 * nearly all are the same objects as in the snapshot before. Forgotten with the object.
 */
export function remembered<T extends object>(write: (conf: ConfWriter, of: T) => void): (of: T) => ConfWriter {
  const written = new WeakMap<T, ConfWriter>();
  return (of) => {
    const known = written.get(of);
    if (known) return known;
    const conf = new ConfWriter();
    write(conf, of);
    written.set(of, conf);
    return conf;
  };
}
