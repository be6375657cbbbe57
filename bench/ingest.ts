import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { checkRows, landRows, openEngine, parseContract, quoteLiteral } from '@datalab/warehouse';
import { type BenchResult, readMachine } from './measure.ts';

interface Step {
  seconds: number;
  peakMiB: number;
  rows: number;
}

const target = 3;
const peakLimitMiB = 2048;
const rounds = 2;

/**
 * Checks and lands a CSV file of five million rows (BENCH_ROWS for another number), against DuckDB's own COPY of the
 * same file with the same types and partitions. Every step runs in a process of its own, so that its peak memory is
 * its own; the best of two rounds counts for both.
 */
export async function bench(): Promise<BenchResult> {
  const rows = Number(process.env['BENCH_ROWS'] ?? 5_000_000);
  const directory = await mkdtemp(join(tmpdir(), 'bench-ingest-'));
  try {
    await runStep('generate', directory, rows);
    const copies: Step[] = [];
    const ours: Step[] = [];
    for (let round = 0; round < rounds; round++) {
      copies.push(await runStep('copy', directory, rows));
      ours.push(await runStep('ingest', directory, rows));
    }
    if (ours.some((step) => step.rows !== rows)) throw new Error('Not every row was accepted and landed.');
    return summarise(rows, copies, ours);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function summarise(rows: number, copies: readonly Step[], ours: readonly Step[]): BenchResult {
  const copySeconds = Math.min(...copies.map((step) => step.seconds));
  const ingestSeconds = Math.min(...ours.map((step) => step.seconds));
  const peakMiB = Math.max(...ours.map((step) => step.peakMiB));
  const ratio = rounded(ingestSeconds / copySeconds);
  return {
    bench: 'ingest',
    ratio,
    target,
    ok: ratio <= target && peakMiB < peakLimitMiB,
    figures: {
      rows,
      copySeconds: rounded(copySeconds),
      ingestSeconds: rounded(ingestSeconds),
      rowsPerSecond: Math.round(rows / ingestSeconds),
      peakMiB: Math.round(peakMiB),
      peakLimitMiB,
      copyPeakMiB: Math.round(Math.max(...copies.map((step) => step.peakMiB))),
    },
    machine: readMachine(),
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function runStep(step: string, directory: string, rows: number): Promise<Step> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), step, directory, String(rows)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (piece: Buffer) => {
    output += piece.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(output) as Step);
      else reject(new Error(`The step ${step} ended with code ${code}.`));
    });
  });
}

const contractText = `
apiVersion: v3.1.0
kind: DataContract
id: reports
version: 1.0.0
status: active
customProperties:
  - { property: unit, value: event }
  - { property: accessClass, value: shared }
schema:
  - name: reports
    properties:
      - { name: report, logicalType: string, required: true, customProperties: [{ property: role, value: record-id }] }
      - { name: reported_in, logicalType: string, required: true, customProperties: [{ property: role, value: month }] }
      - { name: area, logicalType: string, required: true, customProperties: [{ property: role, value: neighbourhood }] }
      - name: category
        logicalType: string
        required: true
        quality:
          - { type: library, metric: invalidValues, mustBe: 0, arguments: { validValues: [noise, litter, parking, other] } }
        customProperties: [{ property: role, value: dimension }]
      - name: amount
        logicalType: number
        logicalTypeOptions: { minimum: 0, maximum: 1000 }
        customProperties: [{ property: role, value: measure }]
      - { name: formal, logicalType: boolean, required: true, customProperties: [{ property: role, value: dimension }] }
      - name: age
        logicalType: integer
        logicalTypeOptions: { minimum: 0, maximum: 120 }
        customProperties: [{ property: role, value: measure }]
      - name: handled_on
        logicalType: date
        customProperties: [{ property: role, value: date }, { property: grain, value: day }]
`;

async function generate(directory: string, rows: number): Promise<number> {
  const engine = await openEngine({ tempDirectory: join(directory, 'spill') });
  const select = `SELECT 'R' || lpad(i::VARCHAR, 8, '0') AS report,
      (2021 + hash(i) % 3)::VARCHAR || '-' || lpad((1 + hash(i * 3) % 12)::VARCHAR, 2, '0') AS reported_in,
      'BU0479' || lpad((hash(i * 7) % 50)::VARCHAR, 4, '0') AS area,
      ['noise', 'litter', 'parking', 'other'][1 + (hash(i * 11) % 4)::INTEGER] AS category,
      (hash(i * 13) % 100000) / 100.0 AS amount,
      hash(i * 17) % 2 = 0 AS formal,
      18 + hash(i * 19) % 80 AS age,
      DATE '2021-01-01' + (hash(i * 23) % 1000)::INTEGER AS handled_on
    FROM range(${rows}) t(i)`;
  await engine.run(
    `COPY (${select}) TO ${quoteLiteral(join(directory, 'reports.csv'))} (FORMAT csv, HEADER)`,
  );
  engine.close();
  return rows;
}

async function copy(directory: string): Promise<number> {
  const engine = await openEngine({ tempDirectory: join(directory, 'spill'), keepOrder: false });
  const columns = `{'report': 'VARCHAR', 'reported_in': 'VARCHAR', 'area': 'VARCHAR', 'category': 'VARCHAR',
    'amount': 'DOUBLE', 'formal': 'BOOLEAN', 'age': 'BIGINT', 'handled_on': 'DATE'}`;
  const from = `read_csv(${quoteLiteral(join(directory, 'reports.csv'))}, auto_detect = false, header = true,
    delim = ',', quote = '"', escape = '"', columns = ${columns})`;
  const to = join(directory, 'copied');
  await rm(to, { recursive: true, force: true });
  const [row] = await engine.run(
    `COPY (SELECT *, left(reported_in, 4) AS year FROM ${from}) TO ${quoteLiteral(to)}
      (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year))`,
  );
  engine.close();
  return Number(row?.['Count'] ?? 0);
}

async function ingest(directory: string): Promise<number> {
  const lakeDir = join(directory, 'lake');
  await rm(lakeDir, { recursive: true, force: true });
  const contract = parseContract(contractText);
  const checked = await checkRows({
    file: join(directory, 'reports.csv'),
    contract,
    workDir: join(directory, 'work'),
  });
  const landed = await landRows({
    parquet: checked.parquet,
    contract,
    lakeDir,
    space: 'organisation:bench',
    version: 'v0001',
    recordSecret: new Uint8Array(32).fill(7),
  });
  await checked.dispose();
  return landed.rows;
}

async function child(step: string, directory: string, rows: number): Promise<void> {
  const start = performance.now();
  const steps: Record<string, () => Promise<number>> = {
    generate: () => generate(directory, rows),
    copy: () => copy(directory),
    ingest: () => ingest(directory),
  };
  const count = await (steps[step] ?? (() => Promise.reject(new Error(`There is no step ${step}.`))))();
  const seconds = (performance.now() - start) / 1000;
  const result: Step = { seconds, peakMiB: process.resourceUsage().maxRSS / 1024, rows: count };
  process.stdout.write(JSON.stringify(result));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [step, directory, rows] = process.argv.slice(2);
  if (step !== undefined && directory !== undefined) await child(step, directory, Number(rows));
  else {
    const result = await bench();
    const { rows: count, copySeconds, ingestSeconds, peakMiB } = result.figures;
    console.log(
      `${count} rows: DuckDB's COPY ${copySeconds} s, check and land ${ingestSeconds} s, peak ${peakMiB} MiB`,
    );
    console.log(JSON.stringify(result));
  }
}
