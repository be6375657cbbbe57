import { GCProfiler } from 'node:v8';
import {
  buildLattice,
  type Cube,
  defaultParameters,
  enumerateNodes,
  type Lattice,
  monthsBetween,
  type SumColumn,
} from '@datalab/query-control';
import { type AnswerSetting, answerQuestion, parseQuestion, type QuerySource } from '@datalab/warehouse';
import { type BenchResult, readMachine } from './measure.ts';

const months = monthsBetween('2022-01', '2024-12');
const neighbourhoods = 140;
const ages = Array.from({ length: 20 }, (_, age) => `${5 * age} to ${5 * age + 4}`);
const runs = 15;

const records = [{ count: 'records' }];

/** What is asked, with at most how many milliseconds of processor time each answer may take. */
const asked = [
  { question: { measures: records, by: ['neighbourhood'] }, cells: 140, cpuMsMax: 5 },
  { question: { measures: records, by: ['month', 'neighbourhood'] }, cells: 5_040, cpuMsMax: 20 },
  { question: { measures: records, by: ['month', 'neighbourhood', 'age'] }, cells: 100_800, cpuMsMax: 150 },
  {
    question: { measures: [{ sum: 'amount' }, { mean: 'amount' }], by: ['month', 'neighbourhood'] },
    cells: 10_080,
    cpuMsMax: 40,
  },
  {
    question: {
      measures: records,
      by: ['neighbourhood', 'age'],
      where: [{ column: 'month', from: '2022-02', to: '2024-11' }],
    },
    cells: 2_800,
    cpuMsMax: 20,
  },
];

/**
 * How long an answer takes from its question to its protected columns, by processor time, and how many bytes of objects it
 * makes per cell, for a made-up cube of 36 months, 140 neighbourhoods and 20 ages: no engine, no disk. Asked are tables of
 * three sizes, sums and means, and sums of the nodes of a period. The sizes of the nodes are drawn; the time hardly depends
 * on them. `ratio` is the worst of the medians over what is allowed for it. That the whole memory is collected more often than
 * once in twenty answers is a miss too.
 */
export function bench(): BenchResult {
  const setting = createSetting();
  const measured = asked.map((one) => ({ ...one, ...measure(one, setting) }));
  const major = measured.reduce((sum, { majorCollections }) => sum + majorCollections, 0);
  const ratio = Math.max(...measured.map(({ cpuMs, cpuMsMax }) => cpuMs / cpuMsMax));
  return {
    bench: 'answer',
    ratio: round(ratio),
    target: 1,
    ok: ratio <= 1 && major <= (runs * asked.length) / 20,
    figures: {
      majorCollections: major,
      ...Object.fromEntries(
        measured.flatMap(({ cells, cpuMs, slowestMs, bytes }): [string, number][] => [
          [`cpuMsOf${cells}`, round(cpuMs)],
          [`slowestMsOf${cells}`, round(slowestMs)],
          [`bytesPerCellOf${cells}`, round(bytes / cells)],
        ]),
      ),
    },
    machine: readMachine(),
  };
}

interface Measured {
  readonly cpuMs: number;
  /** By the clock. */
  readonly slowestMs: number;
  /** Objects that were made, per answer; its columns are beside them. */
  readonly bytes: number;
  /** Of the whole memory; those of what is young take microseconds. */
  readonly majorCollections: number;
}

function measure({ question, cells }: (typeof asked)[number], setting: AnswerSetting): Measured {
  const times: number[] = [];
  const clock: number[] = [];
  const profiler = new GCProfiler();
  profiler.start();
  const { heapUsed } = process.memoryUsage();
  for (let run = 0; run < runs; run += 1) {
    const cpu = process.cpuUsage();
    const begun = performance.now();
    const { figures } = answerQuestion(parseQuestion({ from: 'reports', ...question }), setting);
    clock.push(performance.now() - begun);
    const { user, system } = process.cpuUsage(cpu);
    const given = figures.reduce((sum, { length }) => sum + length, 0);
    if (given !== cells) throw new Error(`${given} cells instead of ${cells}`);
    times.push((user + system) / 1000);
  }
  const left = process.memoryUsage().heapUsed - heapUsed;
  const { statistics } = profiler.stop();
  const collected = statistics.reduce((sum, { beforeGC, afterGC }) => {
    return sum + beforeGC.heapStatistics.usedHeapSize - afterGC.heapStatistics.usedHeapSize;
  }, 0);
  return {
    cpuMs: median(times),
    slowestMs: Math.max(...clock.slice(1)),
    bytes: (left + collected) / runs,
    majorCollections: statistics.filter(({ gcType }) => gcType !== 'Scavenge').length,
  };
}

function createSetting(): AnswerSetting {
  const areas = Array.from({ length: neighbourhoods }, (_, at) => {
    const district = `9999${String(Math.floor(at / 10)).padStart(2, '0')}`;
    return {
      code: `BU${district}${String(at % 10).padStart(2, '0')}`,
      district: `WK${district}`,
      municipality: 'GM9999',
    };
  });
  const column = {
    name: 'age',
    kind: 'category' as const,
    categories: ages,
    hasNoValue: false,
    severalPerPerson: false,
  };
  const lattice = buildLattice(
    {
      time: { from: months[0] ?? '', to: months.at(-1) ?? '', hasNoValue: false },
      area: { level: 'neighbourhood', areas, hasNoValue: false, severalPerPerson: false },
      columns: [column],
      links: [],
      persons: 'none',
      specialCategory: false,
    },
    'records',
  );
  const records = drawCube(lattice);
  const rules = Uint8Array.from(records.counts, (count) => (count > 0 && count < 10 ? 1 : 0));
  return {
    sources: new Map([['reports', source]]),
    versions: new Map([['reports', { cubes: { records }, protections: { records: { rules, closed: [] } } }]]),
    open: new Map(),
    parameters: defaultParameters,
  };
}

const source: QuerySource = {
  dataset: 'reports',
  version: '1',
  dir: '',
  contract: {
    unit: 'event',
    accessClass: 'shared',
    columns: [
      { name: 'month', role: 'month', logicalType: 'string' },
      { name: 'neighbourhood', role: 'neighbourhood', logicalType: 'string' },
      { name: 'age', role: 'dimension', logicalType: 'string', allowed: ages },
      { name: 'amount', role: 'measure', logicalType: 'number' },
    ],
  },
};

function drawCube(lattice: Lattice): Cube {
  const { size, nodes, rowOf } = enumerateNodes(lattice);
  const draw = (row: number, times: number) => Math.imul(row + 1, times) >>> 0;
  const counts = Float64Array.from({ length: size }, (_, row) => draw(row, 0x9e3779b1) % 120);
  const cellKeys = Uint32Array.from({ length: size }, (_, row) => draw(row, 0x85ebca6b));
  return {
    unit: 'records',
    lattice,
    size,
    nodes,
    counts,
    cellKeys,
    contributors: counts,
    largest: new Float64Array(2 * size),
    sums: new Map([['amount', amountsOf(counts, cellKeys)]]),
    rowOf,
  };
}

/** Each record has an amount of about 50. */
function amountsOf(counts: Float64Array, keys: Uint32Array): SumColumn {
  return {
    sums: counts.map((count, row) => count * (45 + (row % 11))),
    records: counts,
    recordKeys: keys,
    contributors: counts,
    contributorKeys: keys,
    largest: Float64Array.from({ length: 2 * counts.length }, (_, at) => 90 + (at % 17) - 20 * (at % 2)),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

if (import.meta.main) {
  const result = bench();
  console.log(JSON.stringify(result, undefined, 2));
  if (!result.ok) process.exitCode = 1;
}
