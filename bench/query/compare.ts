import { type Engine, type QuestionProblem, rowsOf } from '@datalab/warehouse';
import { type Asker, outcomeOf } from './ask.ts';
import type { Case } from './cases.ts';
import { type Cost, costOf, medianCost } from './cost.ts';

/** One cell of the matrix: what a question costs, or why it is refused. */
export type Compared = Answered | Refused;

export interface Refused {
  readonly asked: Case;
  readonly refused: QuestionProblem;
}

export interface Answered {
  readonly asked: Case;
  readonly refused?: never;
  readonly rows: number;
  /** How many rows show a figure, a zero or a range. */
  readonly shown: number;
  readonly answer: Cost;
  readonly plain: Cost;
  readonly informed: Cost;
}

const turns = 3;
/** An answer takes milliseconds: more of them make a better median. */
const answersPerTurn = 5;

/**
 * Asks one question of the matrix and, where it is answered, runs what one would write by hand. All take turns, after one
 * turn to warm up, so that whatever else the machine does weighs on each.
 */
export async function compare(asked: Case, asker: Asker, plain: Engine): Promise<Compared> {
  const { answer, refused } = await outcomeOf(asker, asked.question);
  if (refused) return { asked, refused };
  const costs: { answer: Cost[]; plain: Cost[]; informed: Cost[] } = { answer: [], plain: [], informed: [] };
  await plain.run(asked.plain);
  for (let turn = 0; turn < turns; turn += 1) {
    costs.plain.push(await costOf(() => plain.run(asked.plain)));
    costs.informed.push(await costOf(() => plain.run(asked.informed)));
    for (let time = 0; time < answersPerTurn; time += 1) {
      costs.answer.push(await costOf(() => asker.answer(asked.question)));
    }
  }
  const rows = rowsOf(answer);
  const [measure = ''] = answer.measures;
  const isShown = (figure: unknown): boolean =>
    typeof figure === 'object' && figure !== null && 'status' in figure && figure.status !== 'suppressed';
  return {
    asked,
    rows: answer.rowCount,
    shown: rows.filter((row) => isShown(row[measure])).length,
    answer: medianCost(costs.answer),
    plain: medianCost(costs.plain),
    informed: medianCost(costs.informed),
  };
}

/** How many times the processor time of the bare statement an answer takes. */
export function ratioToPlain({ answer, plain }: Answered): number {
  return answer.cpuMs / plain.cpuMs;
}

/** The same of the statement that also yields the persons and the largest contribution of each cell. */
export function ratioToInformed({ answer, informed }: Answered): number {
  return answer.cpuMs / informed.cpuMs;
}
