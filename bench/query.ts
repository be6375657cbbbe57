import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { defaultParameters } from '@datalab/disclosure';
import { answerQuery, type Engine, openEngine, type QuerySource, quoteLiteral } from '@datalab/warehouse';

const defaultRowCount = 10_000_000;
const ratioMax = 1.2;
const runs = 15;
const neighbourhoods = 140;
const months = 36;

export interface BenchResult {
  readonly bench: string;
  readonly ratio: number;
  readonly target: number;
  readonly ok: boolean;
  readonly figures: Readonly<Record<string, number>>;
  readonly machine: { readonly cpus: number; readonly memoryGiB: number; readonly node: string };
}

/**
 * A protected count by neighbourhood and month, from question to protected rows, against the same aggregate in
 * plain DuckDB on the same Parquet files. After one turn to warm up the two take turns, so that whatever else the machine does weighs on
 * both. `ratio` is the protected median over the plain median for records; `persons` figures are of the same
 * comparison for distinct persons.
 */
export async function bench(
  rowCount = Number(process.env['BENCH_ROWS'] ?? defaultRowCount),
): Promise<BenchResult> {
  const root = await mkdtemp(join(tmpdir(), 'bench-query-'));
  const engine = await openEngine({ memoryLimit: '4GB', tempDirectory: join(root, 'spill') });
  try {
    const events = await landEvents(engine, join(root, 'events'), rowCount);
    const persons = await landPersons(engine, join(root, 'persons'), rowCount);
    const records = await compare(engine, events, 'records', 'count(*)', runs);
    const distinct = await compare(engine, persons, 'persons', 'count(DISTINCT pseudonym)', 3);
    const behind = await compare(engine, persons, 'records', 'count(*)', 3);
    const ratio = round(records.protectedMs / records.plainMs);
    return {
      bench: 'query',
      ratio,
      target: ratioMax,
      ok: ratio <= ratioMax,
      figures: {
        rows: rowCount,
        cells: records.cells,
        plainMs: Math.round(records.plainMs),
        protectedMs: Math.round(records.protectedMs),
        personsPlainMs: Math.round(distinct.plainMs),
        personsProtectedMs: Math.round(distinct.protectedMs),
        personsRatio: round(distinct.protectedMs / distinct.plainMs),
        recordsOfPersonsPlainMs: Math.round(behind.plainMs),
        recordsOfPersonsProtectedMs: Math.round(behind.protectedMs),
        recordsOfPersonsRatio: round(behind.protectedMs / behind.plainMs),
      },
      machine: {
        cpus: availableParallelism(),
        memoryGiB: Math.round(totalmem() / 2 ** 30),
        node: process.version,
      },
    };
  } finally {
    engine.close();
    await rm(root, { recursive: true, force: true });
  }
}

interface Comparison {
  plainMs: number;
  protectedMs: number;
  cells: number;
}

async function compare(
  engine: Engine,
  source: QuerySource,
  counted: 'persons' | 'records',
  aggregate: string,
  times: number,
): Promise<Comparison> {
  const files = quoteLiteral(`${source.dir}/**/*.parquet`);
  const plain = `SELECT month, neighbourhood, ${aggregate} AS n
    FROM read_parquet(${files}, hive_partitioning = true) GROUP BY month, neighbourhood`;
  const request = {
    query: { from: source.dataset, measures: [{ count: counted }], by: ['month', 'neighbourhood'] },
    sources: new Map([[source.dataset, source]]),
    engine,
    protection: { parameters: defaultParameters },
  };
  const plainTimes: number[] = [];
  const protectedTimes: number[] = [];
  await engine.run(plain);
  const cells = (await answerQuery(request)).rows.length;
  for (let run = 0; run < times; run += 1) {
    plainTimes.push(await timed(() => engine.run(plain)));
    protectedTimes.push(await timed(() => answerQuery(request)));
  }
  return { plainMs: median(plainTimes), protectedMs: median(protectedTimes), cells };
}

const placed = [
  { name: 'month', role: 'month', logicalType: 'string' },
  { name: 'neighbourhood', role: 'neighbourhood', logicalType: 'string' },
  { name: 'category', role: 'dimension', logicalType: 'string' },
];

async function landEvents(engine: Engine, dir: string, rowCount: number): Promise<QuerySource> {
  await land(engine, dir, rowCount, '');
  return {
    dataset: 'events',
    version: 'v0001',
    dir,
    contract: { unit: 'event', accessClass: 'shared', columns: placed },
  };
}

/** Each person has ten records, and the manifest says so, as landing does. */
async function landPersons(engine: Engine, dir: string, rowCount: number): Promise<QuerySource> {
  const person = `hash(i // 10)`;
  const named = `'p1.bench.' || md5(CAST(${person} AS VARCHAR))[1:22] AS pseudonym,
    CAST(${person} % 4294967296 AS UINTEGER) AS person_key,`;
  await land(engine, dir, rowCount, named);
  await writeFile(join(dir, '_manifest.json'), JSON.stringify({ rows: rowCount, recordsPerPersonMax: 10 }));
  const number = { name: 'number', role: 'person-number', logicalType: 'string' };
  return {
    dataset: 'persons',
    version: 'v0001',
    dir,
    contract: { unit: 'person', accessClass: 'shared', columns: [...placed, number] },
  };
}

async function land(engine: Engine, dir: string, rowCount: number, named: string): Promise<void> {
  await engine.run(`COPY (
    SELECT strftime(DATE '2023-01-01' + INTERVAL (m) MONTH, '%Y-%m') AS month,
      'BU9999' || lpad(CAST(hash(i, 1) % ${neighbourhoods} AS VARCHAR), 4, '0') AS neighbourhood,
      'WK9999' || lpad(CAST(hash(i, 1) % ${neighbourhoods} // 100 AS VARCHAR), 2, '0') AS district,
      'GM9999' AS municipality,
      ['litter', 'noise', 'vandalism', 'other'][CAST(1 + hash(i, 2) % 4 AS INTEGER)] AS category,
      ${named}
      CAST(hash(i, 3) % 4294967296 AS UINTEGER) AS record_key,
      2023 + m // 12 AS year
    FROM (SELECT i, CAST(hash(i) % ${months} AS INTEGER) AS m FROM range(${rowCount}) AS numbers(i))
  ) TO ${quoteLiteral(dir)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year))`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(ratio: number): number {
  return Math.round(ratio * 100) / 100;
}

if (import.meta.main) {
  const result = await bench();
  const { figures } = result;
  console.log(`${figures['rows']} rows, ${figures['cells']} cells by neighbourhood and month.`);
  console.log(
    `Records: plain ${figures['plainMs']} ms, protected ${figures['protectedMs']} ms: ${result.ratio} times, at most ${ratioMax}.`,
  );
  console.log(
    `Distinct persons: plain ${figures['personsPlainMs']} ms, protected ${figures['personsProtectedMs']} ms: ${figures['personsRatio']} times.`,
  );
  console.log(
    `Records of named persons: plain ${figures['recordsOfPersonsPlainMs']} ms, protected ${figures['recordsOfPersonsProtectedMs']} ms: ${figures['recordsOfPersonsRatio']} times.`,
  );
  console.log(JSON.stringify(result));
  if (!result.ok) process.exitCode = 1;
}
