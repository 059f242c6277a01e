// Module hooks of agent-faults.mjs: two modules of the built agent are loaded in a spoiled form.
import { readFileSync } from 'node:fs';

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
export function endpointConf(snapshot) {
  const text = rightEndpointConf(snapshot);
  let refuse;
  try { refuse = JSON.parse(readFaults(${faultsFile}, 'utf8')).refuse; } catch {}
  return refuse === undefined ? text : text.replaceAll(\`from_user = \${refuse}\\n\`, '$&no_such_option = yes\\n');
}
`;

const spoiled = [
  [
    /libs\/config-renderer\/src\/pjsip\/endpoint-conf\.js$/,
    'export function endpointConf(',
    'function rightEndpointConf(',
    refusing,
  ],
  [
    /apps\/agent\/src\/config\/read-back\.js$/,
    'export async function readBack(',
    'async function rightReadBack(',
    'export async function readBack() { return null; }\n',
    blind,
  ],
  [
    /apps\/agent\/src\/connection\/asterisk-log\.js$/,
    'async complaintsSince(position) {',
    'async complaintsSince(position) {\n return [];',
    '',
    blind,
  ],
];

/** Node's `load` hook. A module that does not look as expected ends the agent: a fault that is none proves nothing. */
export async function load(url, context, next) {
  const loaded = await next(url, context);
  const found = spoiled.find(([name, , , , when = () => true]) => name.test(url) && when());
  if (found === undefined) return loaded;
  const [, right, wrong, more] = found;
  const source = String(loaded.source);
  if (!source.includes(right)) throw new Error(`${url} has changed: the faults of the tests do not fit it any more`);
  return { ...loaded, source: `${source.replace(right, () => wrong)}\n${more}` };
}
