// Module hooks of agent-faults.mjs: parts of the built agent are loaded in a spoiled form.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const faultsFile = JSON.stringify(process.env.TRUNKLINE_FAULTS ?? '');
const blind = () => {
  try {
    return JSON.parse(readFileSync(process.env.TRUNKLINE_FAULTS ?? '', 'utf8')).blind === true;
  } catch {
    return false;
  }
};

// An option that no endpoint has, in the section of the endpoint that is to be refused.
const refusing = `
import { readFileSync as readFaults } from 'node:fs';
function endpointConf(snapshot) {
  const text = rightEndpointConf(snapshot);
  let refuse;
  try { refuse = JSON.parse(readFaults(${faultsFile}, 'utf8')).refuse; } catch {}
  return refuse === undefined ? text : text.replaceAll(\`from_user = \${refuse}\\n\`, '$&no_such_option = yes\\n');
}
`;

const spoiled = [
  { right: 'function endpointConf(', wrong: 'function rightEndpointConf(', more: refusing },
  {
    right: 'async function readBack(',
    wrong: 'async function rightReadBack(',
    more: 'async function readBack() { return null; }\n',
    when: blind,
  },
  {
    right: 'async complaintsSince(position) {',
    wrong: 'async complaintsSince(position) {\n return [];',
    more: '',
    when: blind,
  },
];

/** The files of the agent by URL, with what is to be spoiled in each. */
const found = new Map();

/** Node's `initialize` hook. A fault that has no one place ends the agent: a fault that is none proves nothing. */
export function initialize({ main, chunks }) {
  const files = [main, ...readdirSync(chunks, { encoding: 'utf8' }).map((name) => join(chunks, name))];
  const texts = files.filter((file) => file.endsWith('.js')).map((file) => [file, readFileSync(file, 'utf8')]);
  for (const fault of spoiled) {
    const places = texts.filter(([, text]) => text.includes(fault.right));
    if (places.length !== 1)
      throw new Error(`${fault.right} is in ${places.length} files: the faults do not fit any more`);
    const url = pathToFileURL(places[0][0]).href;
    found.set(url, [...(found.get(url) ?? []), fault]);
  }
}

/** Node's `load` hook. */
export async function load(url, context, next) {
  const loaded = await next(url, context);
  const faults = (found.get(url) ?? []).filter(({ when = () => true }) => when());
  if (faults.length === 0) return loaded;
  let source = String(loaded.source);
  for (const { right, wrong, more } of faults) source = `${source.replace(right, () => wrong)}\n${more}`;
  return { ...loaded, source };
}
