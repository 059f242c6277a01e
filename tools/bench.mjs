// `npm run bench [-- --quick] [-- TOPIC…]`: measures, prints a table and writes bench.json. Built-ins only, as tools/test.mjs.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const asked = process.argv.slice(2);
const quick = asked.includes('--quick');
const topics = asked.filter((word) => !word.startsWith('--'));

function figuresOf(lines) {
  return lines.map(({ what, values, unit, target, detail }) => {
    const sorted = [...values].sort((a, b) => a - b);
    const value = sorted[Math.ceil(sorted.length / 2) - 1];
    const met = target && value >= (target.atLeast ?? -Infinity) && value <= (target.atMost ?? Infinity);
    return {
      what,
      value,
      unit,
      lowest: sorted[0],
      highest: sorted.at(-1),
      measured: values.length,
      target,
      met,
      detail,
    };
  });
}

const short = (value) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2));

function printed({ what, value, unit, lowest, highest, measured, target, met }) {
  const spread = measured > 1 ? ` (${short(lowest)} to ${short(highest)}, ${measured} times)` : '';
  const bound = target && (target.atLeast === undefined ? `at most ${target.atMost}` : `at least ${target.atLeast}`);
  return `${what.padEnd(64)} ${short(value).padStart(8)} ${unit}${spread}${target ? `  ${bound}: ${met ? 'met' : 'MISSED'}` : ''}`;
}

const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

const directory = mkdtempSync(join(tmpdir(), 'trunkline-bench-'));
const file = join(directory, 'figures.jsonl');
writeFileSync(file, '');
const { status } = spawnSync(process.execPath, [join(root, 'tools/test.mjs'), 'bench', ...topics], {
  stdio: 'inherit',
  env: { ...process.env, TRUNKLINE_BENCH: quick ? 'quick' : 'full', TRUNKLINE_BENCH_REPORT: file },
});
const lines = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));
const figures = figuresOf(lines.filter(({ what }) => what !== undefined));
const versions = lines.filter(({ program }) => program !== undefined).map(({ program, version }) => [program, version]);
rmSync(directory, { recursive: true });
const [cpu] = cpus();
const report = {
  at: new Date().toISOString(),
  commit: git('rev-parse', 'HEAD') + (git('status', '--porcelain') ? ' and changes' : ''),
  quick,
  machine: {
    cpu: cpu?.model.trim(),
    threads: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    arch: arch(),
  },
  versions: { node: process.version, ...Object.fromEntries(versions) },
  figures,
};
for (const figure of figures) if (!figure.detail) console.log(printed(figure));
writeFileSync(join(root, 'bench.json'), `${JSON.stringify(report, null, 2)}\n`);
console.log(`${figures.length} figures in bench.json`);
process.exitCode = status ?? 1;
