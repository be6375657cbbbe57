import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAsker } from './ask.ts';
import { findCase } from './cases.ts';
import { type Cost, costOf, medianCost } from './cost.ts';
import { type LandedTown, landTown } from './landed-town.ts';
import { personsOf } from './made-up-data.ts';
import { answerAlone, checkAlone, type OwnCost } from './own-process.ts';
import { openPlain } from './plain-duckdb.ts';

/** What one number of rows takes, from landing to answer. */
export interface Size {
  readonly rows: number;
  readonly persons: number;
  readonly landSeconds: number;
  readonly check: OwnCost;
  readonly first: OwnCost;
  readonly answer: Cost;
  readonly plain: Cost;
}

/** The table that is asked of every size: records by month and neighbourhood. */
export const tableOfSize = findCase({ table: '5,040', measure: 'records', filter: 'none' });

const turns = 3;
const answersPerTurn = 5;

/** Lands a town, makes the checks of its data sets, and gives what it took with what else is to be done with it. */
export async function withTown<Result>(
  rows: number,
  use: (town: LandedTown, root: string, size: Size) => Promise<Result>,
): Promise<Result> {
  const root = await mkdtemp(join(tmpdir(), 'bench-query-'));
  try {
    const began = performance.now();
    const town = await landTown(root, rows);
    const landSeconds = (performance.now() - began) / 1000;
    const size = await measure(town, root, { rows, landSeconds });
    console.error(JSON.stringify(size));
    return await use(town, root, size);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function measure(
  town: LandedTown,
  root: string,
  landed: Pick<Size, 'rows' | 'landSeconds'>,
): Promise<Size> {
  const { question, plain } = tableOfSize;
  const check = await checkAlone(root, 'reports');
  for (const dataset of ['benefits', 'residents']) await checkAlone(root, dataset);
  const first = await answerAlone(root, question);
  const asker = createAsker(town);
  const engine = await openPlain(root, town);
  try {
    const costs: { answer: Cost[]; plain: Cost[] } = { answer: [], plain: [] };
    for (let turn = 0; turn <= turns; turn += 1) {
      costs.plain.push(await costOf(() => engine.run(plain)));
      for (let time = 0; time < answersPerTurn; time += 1) {
        costs.answer.push(await costOf(() => asker.answer(question)));
      }
    }
    return {
      ...landed,
      persons: personsOf(landed.rows),
      check,
      first,
      answer: medianCost(costs.answer.slice(answersPerTurn)),
      plain: medianCost(costs.plain.slice(1)),
    };
  } finally {
    engine.close();
  }
}
