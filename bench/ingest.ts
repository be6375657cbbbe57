import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { steps } from './ingest/steps.ts';
import { type BenchResult, readMachine, runMeasurement } from './measure.ts';

interface Step {
  cpuSeconds: number;
  seconds: number;
  peakMiB: number;
  rows: number;
}

const targets = { reports: 2, services: 3 };
const peakLimitMiB = 1024;
const checkLimitSeconds = 60;
const rounds = 2;

/**
 * Checks and lands a CSV file of ten million rows (BENCH_ROWS for another number), against DuckDB's own COPY of the same
 * file with the same types: `reports` without persons, `services` with ten times fewer persons than rows. Of `care` it is
 * measured what finding out costs what may be shown. Every step runs in a process of its own, so that its peak memory is
 * its own. Ratios are of processor time, which other work on the machine changes least; the best of two rounds counts for
 * both. `ratio` is the worst of the two over its target.
 */
export async function bench(): Promise<BenchResult> {
  const rows = Number(process.env['BENCH_ROWS'] ?? 10_000_000);
  const directory = await mkdtemp(join(tmpdir(), 'bench-ingest-'));
  try {
    const run = (step: string) => runStep(step, directory, rows);
    await run('make');
    const [reports, services] = [await compare('reports', run), await compare('services', run)];
    await run('land-care');
    const check = await run('check-care');
    return summarise(rows, { reports, services }, check);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

interface Compared {
  readonly copy: Step;
  readonly land: Step;
}

async function compare(file: string, run: (step: string) => Promise<Step>): Promise<Compared> {
  const copies: Step[] = [];
  const landings: Step[] = [];
  for (let round = 0; round < rounds; round++) {
    copies.push(await run(`copy-${file}`));
    landings.push(await run(`land-${file}`));
  }
  return { copy: best(copies), land: best(landings) };
}

/** The least time, and the most memory. */
function best(steps: readonly Step[]): Step {
  return {
    cpuSeconds: Math.min(...steps.map((step) => step.cpuSeconds)),
    seconds: Math.min(...steps.map((step) => step.seconds)),
    peakMiB: Math.max(...steps.map((step) => step.peakMiB)),
    rows: steps[0]?.rows ?? 0,
  };
}

function summarise(
  rows: number,
  compared: Readonly<Record<keyof typeof targets, Compared>>,
  check: Step,
): BenchResult {
  const figures: Record<string, number> = { rows };
  let ratio = 0;
  for (const file of ['reports', 'services'] as const) {
    const { copy, land } = compared[file];
    if (land.rows !== rows) throw new Error('Not every row was accepted and landed.');
    ratio = Math.max(ratio, land.cpuSeconds / copy.cpuSeconds / targets[file]);
    figures[`${file}Ratio`] = rounded(land.cpuSeconds / copy.cpuSeconds);
    for (const [name, step] of [['Copy', copy] as const, ['Land', land] as const]) {
      figures[`${file}${name}CpuSeconds`] = rounded(step.cpuSeconds);
      figures[`${file}${name}Seconds`] = rounded(step.seconds);
      figures[`${file}${name}PeakMiB`] = Math.round(step.peakMiB);
    }
  }
  figures['checkCpuSeconds'] = rounded(check.cpuSeconds);
  figures['checkSeconds'] = rounded(check.seconds);
  figures['checkPeakMiB'] = Math.round(check.peakMiB);
  const peaks = [compared.reports.land, compared.services.land, check].map(({ peakMiB }) => peakMiB);
  const isSmall = Math.max(...peaks) < peakLimitMiB && check.cpuSeconds <= checkLimitSeconds;
  return {
    bench: 'ingest',
    ratio: rounded(ratio),
    target: 1,
    ok: ratio <= 1 && isSmall,
    figures,
    machine: readMachine(),
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function runStep(step: string, directory: string, rows: number): Promise<Step> {
  return runMeasurement(fileURLToPath(import.meta.url), [step, directory, String(rows)]);
}

async function child(name: string, directory: string, rows: number): Promise<void> {
  const step = steps[name];
  if (step === undefined) throw new Error(`There is no step ${name}.`);
  const start = performance.now();
  const count = await step({ directory, rows });
  const { user, system } = process.cpuUsage();
  const result: Step = {
    cpuSeconds: (user + system) / 1e6,
    seconds: (performance.now() - start) / 1000,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    rows: count,
  };
  process.stdout.write(JSON.stringify(result));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [step, directory, rows] = process.argv.slice(2);
  if (step !== undefined && directory !== undefined) await child(step, directory, Number(rows));
  else {
    const result = await bench();
    for (const [name, figure] of Object.entries(result.figures)) console.log(`${name}: ${figure}`);
    console.log(JSON.stringify(result));
  }
}
