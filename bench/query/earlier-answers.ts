import type { Asker } from './ask.ts';
import { costOf, quantile } from './cost.ts';

/** What an answer takes after so many answers before it. */
export interface AfterAnswers {
  readonly earlier: number;
  readonly cpuMs: number;
}

const stages = [10, 100, 1000] as const;
/** The median of so many of the last answers. */
const lastAnswers = 15;

/** Asks on and on, one question after another, and measures the same question after every stage. */
export async function growWithAnswers(
  asker: Asker,
  questions: readonly object[],
  measured: object,
): Promise<AfterAnswers[]> {
  const found: AfterAnswers[] = [];
  let asked = 0;
  for (const earlier of stages) {
    for (; asked < earlier; asked += 1) await asker.answer(questions[asked % questions.length] ?? measured);
    const costs = [];
    for (let time = 0; time < lastAnswers; time += 1) costs.push(await costOf(() => asker.answer(measured)));
    asked += lastAnswers;
    found.push({
      earlier,
      cpuMs: quantile(
        costs.map(({ cpuMs }) => cpuMs),
        0.5,
      ),
    });
  }
  return found;
}
