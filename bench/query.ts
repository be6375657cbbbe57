import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultParameters } from '@datalab/query-control';
import {
  answerQuery,
  type Contract,
  type ContractColumn,
  type Engine,
  lakeColumns,
  landSelected,
  openEngine,
  type QuerySource,
  quoteLiteral,
  type Role,
} from '@datalab/warehouse';
import { type BenchResult, readMachine } from './measure.ts';

const defaultRowCount = 10_000_000;
const ratioMax = 1.2;
const runs = 15;
const neighbourhoods = 140;
const months = 36;

/**
 * A protected count by neighbourhood and month, from question to protected rows, against the aggregate that one would
 * write by hand in plain DuckDB on the rows of the same landed version. Three questions: records that name no person,
 * distinct persons (by hand: distinct pseudonyms; `personsByIndex` figures: by the numbers that landing gives them),
 * and records of named persons. After one turn to warm up the two take turns, so that whatever else the machine does
 * weighs on both. `ratio` is the worst of the three protected medians over its plain median.
 */
export async function bench(
  rowCount = Number(process.env['BENCH_ROWS'] ?? defaultRowCount),
): Promise<BenchResult> {
  const root = await mkdtemp(join(tmpdir(), 'bench-query-'));
  const engine = await openEngine({ memoryLimit: '4GB', tempDirectory: join(root, 'spill') });
  try {
    const events = await landEvents(engine, root, rowCount);
    const persons = await landPersons(engine, root, rowCount);
    const records = await compare(engine, events, 'records', 'count(*)', runs);
    const distinct = await compare(engine, persons, 'persons', 'count(DISTINCT pseudonym)', 3);
    const byIndex = await plainMs(engine, persons, 'count(DISTINCT person_index)', 3);
    const behind = await compare(engine, persons, 'records', 'count(*)', runs);
    const ratios = [records, distinct, behind].map((one) => one.protectedMs / one.plainMs);
    const ratio = round(Math.max(...ratios));
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
        recordsRatio: round(records.protectedMs / records.plainMs),
        personsPlainMs: Math.round(distinct.plainMs),
        personsProtectedMs: Math.round(distinct.protectedMs),
        personsByIndexPlainMs: Math.round(byIndex),
        personsByIndexRatio: round(distinct.protectedMs / byIndex),
        personsRatio: round(distinct.protectedMs / distinct.plainMs),
        recordsOfPersonsPlainMs: Math.round(behind.plainMs),
        recordsOfPersonsProtectedMs: Math.round(behind.protectedMs),
        recordsOfPersonsRatio: round(behind.protectedMs / behind.plainMs),
      },
      machine: readMachine(),
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
  const plain = plainStatement(source, aggregate);
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

function plainStatement({ dir }: QuerySource, aggregate: string): string {
  return `SELECT month, neighbourhood, ${aggregate} AS n
    FROM read_parquet(${quoteLiteral(`${dir}/**/*.parquet`)}, hive_partitioning = true)
    GROUP BY month, neighbourhood`;
}

async function plainMs(
  engine: Engine,
  source: QuerySource,
  aggregate: string,
  times: number,
): Promise<number> {
  const plain = plainStatement(source, aggregate);
  const taken: number[] = [];
  for (let run = 0; run < times; run += 1) taken.push(await timed(() => engine.run(plain)));
  return median(taken);
}

const placed = [
  column('month', 'month'),
  ...['neighbourhood', 'district', 'municipality'].map((level) => column(level, level as Role)),
  { ...column('category', 'dimension'), allowed: ['litter', 'noise', 'vandalism', 'other'] },
];

function column(name: string, role: Role): ContractColumn {
  return {
    name,
    role,
    label: name,
    logicalType: 'string',
    required: false,
    unique: false,
    dateFormat: 'yyyy-MM-dd',
    incompleteDates: false,
    missingValues: [],
    personal: false,
  };
}

function landEvents(engine: Engine, root: string, rowCount: number): Promise<QuerySource> {
  return land(engine, root, rowCount, { id: 'events', unit: 'event', columns: placed });
}

/** Each person has ten records. */
function landPersons(engine: Engine, root: string, rowCount: number): Promise<QuerySource> {
  const number = { ...column('pseudonym', 'person-number'), personal: true };
  return land(engine, root, rowCount, { id: 'persons', unit: 'person', columns: [...placed, number] });
}

/** Lands rows as every version is landed, with what that lays down to answer faster. */
async function land(
  engine: Engine,
  root: string,
  rowCount: number,
  { id, unit, columns }: Pick<Contract, 'id' | 'unit' | 'columns'>,
): Promise<QuerySource> {
  const contract: Contract = {
    id,
    unit,
    columns,
    name: id,
    version: '1.0.0',
    status: 'active',
    accessClass: 'shared',
    store: 'ads',
    description: {},
    otherColumns: 'error',
    source: {},
  };
  const made = join(root, `${id}.parquet`);
  await engine.run(`COPY (
    SELECT strftime(DATE '2023-01-01' + INTERVAL (m) MONTH, '%Y-%m') AS month,
      'BU9999' || lpad(CAST(hash(i, 1) % ${neighbourhoods} AS VARCHAR), 4, '0') AS neighbourhood,
      'WK9999' || lpad(CAST(hash(i, 1) % ${neighbourhoods} // 100 AS VARCHAR), 2, '0') AS district,
      'GM9999' AS municipality,
      ['litter', 'noise', 'vandalism', 'other'][CAST(1 + hash(i, 2) % 4 AS INTEGER)] AS category,
      CAST(i // 10 AS VARCHAR) AS pseudonym,
      CAST(i AS VARCHAR) AS record_id
    FROM (SELECT i, CAST(hash(i) % ${months} AS INTEGER) AS m FROM range(${rowCount}) AS numbers(i))
  ) TO ${quoteLiteral(made)} (FORMAT parquet)`);
  const names = columns.map(({ name }) => name).join(', ');
  const landed = await landSelected(
    {
      parquet: made,
      contract,
      lakeDir: join(root, 'lake'),
      space: 'edition:bench',
      version: 'v0001',
      recordSecret: createHash('sha256').update('bench').digest(),
      mapPersons: async (identities) => identities.map(personOf),
      engine: { memoryLimit: '3GB' },
    },
    {
      columns: lakeColumns(contract),
      select: `SELECT ${names}, record_id FROM read_parquet(${quoteLiteral(made)})`,
      hasRecordId: true,
    },
  );
  await rm(made);
  return { dataset: id, version: landed.version, dir: landed.dir, contract };
}

function personOf(identity: string): { pseudonym: string; personKey: number } {
  const digest = createHash('sha256').update(identity).digest();
  return {
    pseudonym: `p1.bench.${digest.subarray(0, 16).toString('base64url')}`,
    personKey: digest.readUInt32BE(28),
  };
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
    `Records: plain ${figures['plainMs']} ms, protected ${figures['protectedMs']} ms: ${figures['recordsRatio']} times.`,
  );
  console.log(
    `Distinct persons: plain ${figures['personsPlainMs']} ms, protected ${figures['personsProtectedMs']} ms: ${figures['personsRatio']} times, and ${figures['personsByIndexRatio']} times counting their numbers (${figures['personsByIndexPlainMs']} ms).`,
  );
  console.log(
    `Records of named persons: plain ${figures['recordsOfPersonsPlainMs']} ms, protected ${figures['recordsOfPersonsProtectedMs']} ms: ${figures['recordsOfPersonsRatio']} times.`,
  );
  console.log(`The worst: ${result.ratio} times, at most ${ratioMax}.`);
  console.log(JSON.stringify(result));
  if (!result.ok) process.exitCode = 1;
}
