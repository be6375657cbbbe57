import { writeFile } from 'node:fs/promises';
import type { Engine } from '@datalab/warehouse';
import { type BenchResult, readMachine } from './measure.ts';
import { type Asker, createAsker } from './query/ask.ts';
import { askAtOnce, type Crowd } from './query/askers.ts';
import { cases } from './query/cases.ts';
import { expectAllCombinations } from './query/combinations.ts';
import {
  type Answered,
  type Compared,
  compare,
  type Refused,
  ratioToInformed,
  ratioToPlain,
} from './query/compare.ts';
import { round } from './query/cost.ts';
import { growWithAnswers } from './query/earlier-answers.ts';
import { drawFlameGraph } from './query/flame-graph.ts';
import type { LandedTown } from './query/landed-town.ts';
import {
  answeredTable,
  crowdTable,
  earlierTable,
  growthTable,
  matrixTable,
  peersTable,
  refusedTable,
} from './query/markdown.ts';
import { measurePeers, type PeerCosts } from './query/peers.ts';
import { openPlain } from './query/plain-duckdb.ts';
import { profile } from './query/profile.ts';
import { type Size, tableOfSize, withTown } from './query/size.ts';
import { answerWithoutRows } from './query/without-rows.ts';

const rowCount = Number(process.env['BENCH_ROWS'] ?? 10_000_000);
/** Also measured, as far as time and disk allow: BENCH_GROWTH=1000000,50000000. */
const growth = (process.env['BENCH_GROWTH'] ?? String(Math.floor(rowCount / 10)))
  .split(',')
  .filter((rows) => rows !== '')
  .map(Number);
/** Where the flame graph of the slowest answer goes. */
const flameFile = process.env['BENCH_FLAME'];

const limits = {
  plainRatio: 1.2,
  informedRatio: 2,
  tableMs: 100,
  blockMs: 50,
  checkSeconds: 60,
  checkPeakMiB: 1024,
} as const;

/** What was found with one landed town. */
interface Found {
  readonly size: Size;
  readonly answered: readonly Answered[];
  readonly refused: readonly Refused[];
  readonly peers: readonly PeerCosts[];
  readonly crowds: readonly Crowd[];
  readonly sameWithoutRows: number;
}

/**
 * Everything that can be asked of ten million reports of a million persons, in columns that do not depend on each other:
 * measures, filters and links in tables of 140 to 100,800 cells. Each is answered, from question to protected rows, in
 * turns with what one would write by hand in DuckDB on two threads over the same landed rows, or refused with the reason.
 * `ratio` is the processor time of the worst answer over that of its bare statement. Also: the check by itself, growth,
 * people who ask at once, and the same statements in PostgreSQL and chDB. Prints it as Markdown.
 */
export async function bench(): Promise<BenchResult> {
  const found = await withTown(rowCount, measureTown);
  const sizes = [found.size];
  for (const rows of growth) sizes.push(await withTown(rows, async (_town, _root, size) => size));
  print('With rows', growthTable(sizes.toSorted((one, other) => one.rows - other.rows)));
  return toResult(found);
}

async function measureTown(town: LandedTown, root: string, size: Size): Promise<Found> {
  const asker = createAsker(town);
  const engine = await openPlain(root, town);
  try {
    await expectAllCombinations(engine);
    const { answered, refused } = await compareAll(asker, engine);
    const asked = answered.map((one) => one.asked);
    const questions = asked.map(({ question }) => question);
    const crowds = [];
    for (const askers of [1, 10, 50]) crowds.push(await askAtOnce(asker, questions, askers));
    print('With people at once', crowdTable(crowds));
    const after = await growWithAnswers(asker, questions, tableOfSize.question);
    print('With earlier answers', earlierTable(after));
    if (flameFile) await drawSlowest(answered, asker, flameFile);
    const peers = await measurePeers({ root, town, engine }, asked);
    if (peers.length > 0) print('Elsewhere', peersTable(answered, peers));
    const sameWithoutRows = await answerWithoutRows(town, questions);
    return { size, answered, refused, peers, crowds, sameWithoutRows };
  } finally {
    engine.close();
  }
}

async function compareAll(asker: Asker, engine: Engine): Promise<Pick<Found, 'answered' | 'refused'>> {
  const all: Compared[] = [];
  const answered: Answered[] = [];
  const refused: Refused[] = [];
  for (const asked of cases) {
    const compared = await compare(asked, asker, engine);
    console.error(`${asked.table} ${asked.measure} ${asked.filter}: ${compared.refused?.code ?? 'answered'}`);
    all.push(compared);
    if (compared.refused) refused.push(compared);
    else answered.push(compared);
  }
  print('Asked', matrixTable(all));
  print('Answered', answeredTable(answered));
  print('Refused', refusedTable(refused));
  return { answered, refused };
}

async function drawSlowest(answered: readonly Answered[], asker: Asker, file: string): Promise<void> {
  const slowest = answered.toSorted((one, other) => other.answer.cpuMs - one.answer.cpuMs)[0];
  if (!slowest) return;
  const { measure, filter, table, question } = slowest.asked;
  const taken = await profile(async () => {
    for (let time = 0; time < 50; time += 1) await asker.answer(question);
  });
  await writeFile(file, drawFlameGraph(taken, `${measure}, ${table} cells, filter: ${filter}`));
}

function print(title: string, text: string): void {
  console.log(`## ${title}\n\n${text}\n`);
}

function toResult({ size, answered, refused, peers, crowds, sameWithoutRows }: Found): BenchResult {
  const ratio = Math.max(...answered.map(ratioToPlain));
  const informedRatio = Math.max(...answered.map(ratioToInformed));
  const ofTable = answered.filter(({ asked }) => asked.table === '5,040');
  const tableMs = Math.max(...ofTable.map(({ answer }) => answer.wallMs));
  const blockMs = Math.max(...crowds.map(({ longestBlockMs }) => longestBlockMs));
  const checkSeconds = size.check.cpuMs / 1000;
  return {
    bench: 'query',
    ratio: round(ratio, 3),
    target: limits.plainRatio,
    ok:
      ratio <= limits.plainRatio &&
      informedRatio <= limits.informedRatio &&
      tableMs < limits.tableMs &&
      blockMs <= limits.blockMs &&
      checkSeconds <= limits.checkSeconds &&
      size.check.peakMiB <= limits.checkPeakMiB &&
      sameWithoutRows === answered.length,
    figures: {
      rows: size.rows,
      persons: size.persons,
      answered: answered.length,
      answeredWithoutRows: sameWithoutRows,
      refused: refused.length,
      informedRatio: round(informedRatio, 3),
      tableMs: round(tableMs),
      longestBlockMs: round(blockMs),
      checkSeconds: round(checkSeconds),
      checkPeakMiB: Math.round(size.check.peakMiB),
      firstAnswerMs: Math.round(size.first.wallMs),
      ...Object.fromEntries(
        peers.map(({ name, loadSeconds }) => [`${name}LoadSeconds`, Math.round(loadSeconds)]),
      ),
    },
    machine: readMachine(),
  };
}

if (import.meta.main) {
  const result = await bench();
  console.log(JSON.stringify(result, undefined, 2));
  if (!result.ok) process.exitCode = 1;
}
