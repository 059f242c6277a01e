// Loaded into an agent under test before its own code (`node --import`), and into no other: faults that no outsider can
// cause at a chosen moment. What is to go wrong stands in the file TRUNKLINE_FAULTS, as JSON, and may change at any time:
//   { "run": "a", "killAt": 17 }   SIGKILL at the 17th step of applying a configuration since `run` changed
//   { "run": "b", "record": FILE } write the name of each step to FILE
//   { "refuse": "TEXT" }           render an endpoint whose From user is TEXT so that Asterisk refuses it
//   { "blind": true }              at the start: the agent does not read back what Asterisk has (a control)
//   { "sameStart": true }          Asterisk says that it was started when it first said so (a control)
//   { "names": { "a.example": ["192.0.2.1"] } } what these names resolve to; [] for a name that does not
import dns from 'node:dns/promises';
import { appendFileSync, readFileSync, writeSync } from 'node:fs';
import fs from 'node:fs/promises';
import http from 'node:http';
import { createRequire, register, syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { basename, dirname, join } from 'node:path';

const file = process.env.TRUNKLINE_FAULTS ?? '';
const parse = JSON.parse;
let run;
let steps = 0;

function faults() {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** One more step; true when the process is to die at it, after `last` was done. */
function step(name, last = () => {}) {
  const { run: now, killAt, record } = faults();
  if (now !== run) steps = 0;
  run = now;
  if (now === undefined) return;
  steps += 1;
  if (record) appendFileSync(record, `${name}\n`);
  if (steps !== killAt) return;
  appendFileSync(`${file}.killed`, `${name}\n`);
  last();
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

function around(name, work) {
  step(`before ${name}`);
  return Promise.resolve(work()).then((result) => {
    step(`after ${name}`);
    return result;
  });
}

const ofRevisions = (args) => args.find((arg) => typeof arg === 'string' && /\/generated(\/|$)/.test(arg));

function watchHandle(handle, name) {
  const { writeFile, sync, close } = handle;
  handle.writeFile = (text, ...rest) => {
    step(`in the middle of writing ${name}`, () => writeSync(handle.fd, text.slice(0, text.length / 2)));
    return around(`writing ${name}`, () => writeFile.call(handle, text, ...rest));
  };
  handle.sync = () => around(`fsync of ${name}`, () => sync.call(handle));
  handle.close = () => around(`closing ${name}`, () => close.call(handle));
  return handle;
}

// Not what only reads a file: the agent knows those that did not change, so they are read or not.
for (const name of ['link', 'mkdir', 'readdir', 'readlink', 'rename', 'rm', 'symlink', 'open']) {
  const real = fs[name];
  fs[name] = (...args) => {
    const path = ofRevisions(args);
    if (path === undefined) return real(...args);
    const what = `${name} ${basename(path)}`;
    return around(what, () => real(...args)).then((result) =>
      name === 'open' ? watchHandle(result, basename(path)) : result,
    );
  };
}

const request = http.request;
http.request = (...args) => {
  const made = request(...args);
  const asked = /\/(asterisk\/modules|asterisk\/config\/dynamic|endpoints)/.exec(made.path ?? '')?.[1];
  if (asked === undefined) return made;
  const what = `${made.method} ${asked}`;
  step(`before ${what}`);
  return made.once('response', () => step(`after ${what}`));
};

const connect = net.connect;
net.connect = (...args) => {
  const socket = connect(...args);
  const write = socket.write;
  socket.write = (data, ...rest) => {
    const what = /module reload|PJSIPShowRegistrationsOutbound|PJSIPRegister/.exec(String(data))?.[0];
    if (what === undefined) return write.call(socket, data, ...rest);
    step(`before asking for ${what}`);
    const written = write.call(socket, data, ...rest);
    setImmediate(() => step(`after asking for ${what}`));
    socket.once('data', () => step(`after an answer to ${what}`));
    return written;
  };
  return socket;
};

// Of the many queries of an agent those that settle revisions, and the commit after them.
const { Client } = createRequire(import.meta.url)('pg');
const query = Client.prototype.query;
Client.prototype.query = function (text, ...rest) {
  const sql = typeof text === 'string' ? text : (text?.text ?? '');
  const settles = sql.includes('UPDATE config_revisions');
  if (!settles && !(this.settling && sql.includes('COMMIT'))) return query.call(this, text, ...rest);
  this.settling = settles;
  step(`before ${settles ? 'settling' : 'the commit'}`);
  const done = query.call(this, text, ...rest);
  if (typeof done?.then === 'function')
    done.then(
      () => step(`after ${settles ? 'settling' : 'the commit'}`),
      () => {},
    );
  return done;
};

const lookup = dns.lookup;
dns.lookup = async (name, ...rest) => {
  const found = faults().names?.[name];
  if (found === undefined) return lookup(name, ...rest);
  if (found.length === 0) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
  return found.map((address) => ({ address, family: 4 }));
};

let firstStart;
JSON.parse = (...args) => {
  const value = parse(...args);
  if (typeof value?.status?.startup_time !== 'string') return value;
  firstStart ??= value.status.startup_time;
  if (faults().sameStart) value.status.startup_time = firstStart;
  return value;
};

syncBuiltinESMExports();
const [, main] = process.argv;
register('./spoiled-modules.mjs', import.meta.url, { data: { main, chunks: join(dirname(main), '../../../chunks') } });
