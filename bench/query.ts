import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultParameters, ruleParameters } from '@datalab/query-control';
import {
  answerQuestion,
  type Contract,
  type ContractColumn,
  createAnswerSetting,
  createVersionChecks,
  type Engine,
  lakeColumns,
  landSelected,
  openEngine,
  parseQuestion,
  type QuerySource,
  quoteLiteral,
  type Role,
  type VersionChecks,
} from '@datalab/warehouse';
import { type BenchResult, readMachine } from './measure.ts';

const defaultRowCount = 2_000_000;
const ratioMax = 1.2;
const runs = 9;
const neighbourhoods = 140;
const months = 36;

interface Asked {
  readonly name: string;
  readonly question: unknown;
  /** What one would write by hand; the rows are `reports`, those of the linked data set `benefits`. */
  readonly plain: string;
}

const asked: readonly Asked[] = [
  {
    name: 'table',
    question: { measures: [{ count: 'records' }], by: ['month', 'neighbourhood'] },
    plain: 'SELECT month, neighbourhood, count(*) FROM reports GROUP BY ALL',
  },
  {
    name: 'filters',
    question: {
      measures: [{ count: 'records' }],
      by: ['neighbourhood'],
      where: [
        { column: 'category', in: ['noise'] },
        { column: 'month', from: '2024-02', to: '2024-09' },
      ],
    },
    plain: `SELECT neighbourhood, count(*) FROM reports
      WHERE category = 'noise' AND month BETWEEN '2024-02' AND '2024-09' GROUP BY ALL`,
  },
  {
    name: 'sums',
    question: { measures: [{ sum: 'amount' }, { mean: 'amount' }], by: ['quarter', 'category'] },
    plain: `SELECT left(month, 4) || '-Q' || ceil(CAST(right(month, 2) AS INTEGER) / 3) AS quarter, category,
      sum(amount), avg(amount) FROM reports GROUP BY ALL`,
  },
  {
    name: 'persons',
    question: { measures: [{ count: 'persons' }], by: ['neighbourhood', 'year'] },
    plain: 'SELECT neighbourhood, year, count(DISTINCT pseudonym) FROM reports GROUP BY ALL',
  },
  {
    name: 'link',
    question: { measures: [{ count: 'persons' }], by: ['neighbourhood'], also: [{ in: 'benefits' }] },
    plain: `SELECT neighbourhood, count(DISTINCT pseudonym) FROM reports
      WHERE pseudonym IN (SELECT pseudonym FROM benefits) GROUP BY ALL`,
  },
];

/**
 * Closed questions of what people ask (a table, filters with a period, sums and means, persons, a link), from question
 * to protected rows, against the aggregate that one would write by hand in plain DuckDB on the rows of the same landed
 * versions. After one turn to warm up the two take turns, so that whatever else the machine does weighs on both. `ratio`
 * is the worst of the protected medians over its plain median. The check is made beforehand, as it is at landing:
 * `checkSeconds`; `storedMs` is the first answer of a process that finds it stored.
 */
export async function bench(
  rowCount = Number(process.env['BENCH_ROWS'] ?? defaultRowCount),
): Promise<BenchResult> {
  const root = await mkdtemp(join(tmpdir(), 'bench-query-'));
  const engine = await openEngine({ memoryLimit: '4GB', tempDirectory: join(root, 'spill') });
  try {
    const reports = await land(engine, root, reportsOf(rowCount));
    const benefits = await land(engine, root, benefitsOf(rowCount));
    for (const { dataset, dir } of [reports, benefits]) {
      const files = quoteLiteral(`${dir}/**/*.parquet`);
      await engine.run(
        `CREATE VIEW ${dataset} AS SELECT * FROM read_parquet(${files}, hive_partitioning = true)`,
      );
    }
    const sources = new Map([reports, benefits].map((source) => [source.dataset, source]));
    const checks = createVersionChecks();
    const [table] = asked;
    if (table === undefined) throw new Error('Nothing is asked');
    const checkSeconds = (await timed(() => answer(table, sources, checks))) / 1000;
    const storedMs = await timed(() => answer(table, sources, createVersionChecks()));
    const compared = [];
    for (const one of asked) compared.push(await compare(engine, one, sources, checks));
    const ratio = Math.max(...compared.map((one) => one.protectedMs / one.plainMs));
    return {
      bench: 'query',
      ratio: round(ratio),
      target: ratioMax,
      ok: ratio <= ratioMax,
      figures: {
        rows: rowCount,
        checkSeconds: round(checkSeconds),
        storedMs: Math.round(storedMs),
        ...Object.fromEntries(compared.flatMap(toFigures)),
      },
      machine: readMachine(),
    };
  } finally {
    engine.close();
    await rm(root, { recursive: true, force: true });
  }
}

interface Comparison {
  readonly name: string;
  readonly cells: number;
  readonly plainMs: number;
  readonly protectedMs: number;
}

function toFigures({ name, cells, plainMs, protectedMs }: Comparison): [string, number][] {
  return [
    [`${name}Cells`, cells],
    [`${name}PlainMs`, round(plainMs)],
    [`${name}ProtectedMs`, round(protectedMs)],
  ];
}

type Sources = ReadonlyMap<string, QuerySource>;

async function compare(
  engine: Engine,
  one: Asked,
  sources: Sources,
  checks: VersionChecks,
): Promise<Comparison> {
  await engine.run(one.plain);
  const { rowCount } = await answer(one, sources, checks);
  const plainTimes: number[] = [];
  const protectedTimes: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    plainTimes.push(await timed(() => engine.run(one.plain)));
    protectedTimes.push(await timed(() => answer(one, sources, checks)));
  }
  return {
    name: one.name,
    cells: rowCount,
    plainMs: median(plainTimes),
    protectedMs: median(protectedTimes),
  };
}

/** From the text of a question to its protected rows. */
async function answer({ question }: Asked, sources: Sources, checks: VersionChecks) {
  const parsed = parseQuestion({ from: 'reports', ...(question as object) });
  const setting = await createAnswerSetting([parsed], {
    sources,
    parameters: defaultParameters,
    check: (source) =>
      checks.check({
        source,
        linked: new Map([...sources].filter(([dataset]) => dataset !== source.dataset)),
        parameters: ruleParameters,
      }),
  });
  return answerQuestion(parsed, setting);
}

function column(name: string, role: Role, more: Partial<ContractColumn> = {}): ContractColumn {
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
    ...more,
  };
}

interface MadeUp {
  readonly dataset: string;
  readonly rows: number;
  /** One person of so many records that follow each other, and one of so many persons. */
  readonly perPerson: number;
  readonly oneOf: number;
  readonly columns: readonly ContractColumn[];
}

const person = column('pseudonym', 'person-number', { personal: true });
const placed = [
  column('month', 'month'),
  ...(['neighbourhood', 'district', 'municipality'] as const).map((level) => column(level, level)),
];

/** Ten reports of each person, who lives in one neighbourhood. */
function reportsOf(rows: number): MadeUp {
  const own = [
    column('category', 'dimension', { allowed: ['litter', 'noise', 'vandalism', 'other'] }),
    column('amount', 'measure', { logicalType: 'integer' }),
  ];
  return { dataset: 'reports', rows, perPerson: 10, oneOf: 1, columns: [...placed, ...own, person] };
}

/** One record of every fifth of these persons. */
function benefitsOf(rows: number): MadeUp {
  return {
    dataset: 'benefits',
    rows: Math.floor(rows / 50),
    perPerson: 1,
    oneOf: 5,
    columns: [...placed, person],
  };
}

/** Lands rows as every version is landed. */
async function land(
  engine: Engine,
  root: string,
  { dataset, rows, perPerson, oneOf, columns }: MadeUp,
): Promise<QuerySource> {
  const contract: Contract = {
    id: dataset,
    unit: 'person',
    columns: [...columns],
    name: dataset,
    version: '1.0.0',
    status: 'active',
    accessClass: 'shared',
    store: 'ads',
    description: {},
    otherColumns: 'error',
    source: {},
  };
  const made = join(root, `${dataset}.parquet`);
  await engine.run(`COPY (
    SELECT strftime(DATE '2023-01-01' + INTERVAL (m) MONTH, '%Y-%m') AS month,
      'BU9999' || lpad(CAST(area // 10 * 100 + area % 10 AS VARCHAR), 4, '0') AS neighbourhood,
      'WK9999' || lpad(CAST(area // 10 AS VARCHAR), 2, '0') AS district,
      'GM9999' AS municipality,
      ['litter', 'noise', 'vandalism', 'other'][CAST(1 + hash(i, 2) % 4 AS INTEGER)] AS category,
      CAST(20 + hash(i, 3) % 200 AS INTEGER) AS amount,
      CAST(p AS VARCHAR) AS pseudonym,
      CAST(i AS VARCHAR) AS record_id
    FROM (SELECT i, CAST(hash(i) % ${months} AS INTEGER) AS m, i // ${perPerson} * ${oneOf} AS p,
      hash(i // ${perPerson} * ${oneOf}, 1) % ${neighbourhoods} AS area FROM range(${rows}) AS numbers(i))
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
  return { dataset, version: landed.version, dir: landed.dir, contract };
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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

if (import.meta.main) {
  const result = await bench();
  console.log(JSON.stringify(result, undefined, 2));
  if (!result.ok) process.exitCode = 1;
}
