import { defaultParameters } from '@datalab/query-control';
import { districtOf } from './areas.ts';
import { type Answered, type AskedRow, shown } from './asked.ts';
import { type Attack, type AttackContext, type Outcome, worstOf } from './attack.ts';
import { everyQuestion, placeRows } from './every-question.ts';
import { cubeOf } from './landed-versions.ts';
import { dominatedUnions } from './means-and-rounding.ts';

const { maxNoise } = defaultParameters.counts;

interface Amounts {
  readonly from: string;
  readonly column: string;
  readonly by: readonly string[];
  /** The smallest step between two amounts. */
  readonly step: number;
}

const amounts: readonly Amounts[] = [
  { from: 'benefits', column: 'amount', by: ['neighbourhood', 'kind'], step: 0.01 },
  { from: 'benefits', column: 'amount', by: ['month', 'kind'], step: 0.01 },
  { from: 'tenancies', column: 'arrears', by: ['neighbourhood', 'dwelling'], step: 0.01 },
  { from: 'social-support', column: 'hours_per_week', by: ['neighbourhood', 'kind'], step: 0.5 },
  { from: 'social-support', column: 'hours_per_week', by: ['month'], step: 0.5 },
];

/** The counts within D of the shown one by which a mean makes a sum that can be paid out. */
function countsThatFit(mean: number, count: number, step: number): number[] {
  const around = Array.from({ length: 2 * maxNoise + 1 }, (_, index) => count - maxNoise + index);
  return around.filter((one) => {
    const steps = (one * mean) / step;
    return one > 0 && Math.abs(steps - Math.round(steps)) < 1e-6;
  });
}

function rowsByValues({ rows }: Answered): Map<string, AskedRow> {
  return new Map(rows.map((row) => [JSON.stringify(row.values), row]));
}

/** A6: a mean next to a perturbed count leaves few counts for which the sum comes out in whole cents. */
const meansOfTheServer = async ({ demo }: AttackContext): Promise<Outcome> => {
  const told = { cells: 0, gained: 0, guessed: 0, open: 0, refused: 0 };
  for (const { from, column, by, step } of amounts) {
    const cube = cubeOf(await demo.landed.get(from), 'records');
    const [question] = everyQuestion(from, cube, ({ name }, level) =>
      by.includes(level === 'value' ? name : level),
    ).filter(({ levels }) => levels.length === by.length);
    if (question === undefined) throw new Error(`${from} cannot be asked by ${by.join(', ')}`);
    const measures = [{ count: 'records' as const }, { mean: column }];
    const asked = await demo.ask({ ...question.query, measures });
    if (asked.refused) told.refused += 1;
    const sums = cube.sums.get(column);
    for (const { row, figures } of placeRows(question, asked, cube)) {
      const [count, mean] = figures.map(shown);
      const [trueCount, records] = [cube.counts[row] ?? 0, sums?.records[row] ?? 0];
      if (count === undefined || mean === undefined || records === 0) continue;
      told.cells += 1;
      const trueMean = (sums?.sums[row] ?? 0) / records;
      if (count === trueCount) told.guessed += 1;
      if (isOnly(countsThatFit(mean, count, step), trueCount)) told.gained += 1;
      if (isOnly(countsThatFit(trueMean, count, step), trueCount)) told.open += 1;
    }
  }
  return {
    unit: 'share of counts worked out',
    gained: told.gained / told.cells,
    baseline: told.guessed / told.cells,
    unprotected: told.open / told.cells,
    margin: 0.02,
    tried: `${told.cells} cells with a mean in ${amounts.length} tables over the API, ${told.refused} refused; the attacker knows D; the guess is that the count was not changed; without protection the mean is the true one`,
  };
};

function isOnly(candidates: readonly number[], truth: number): boolean {
  return candidates.length === 1 && candidates[0] === truth;
}

const meanAndCount: Attack = {
  id: 'A6',
  title: 'Working a count out from a mean',
  on: 'server',
  run: meansOfTheServer,
};

const near = 0.1;

/**
 * A12: a sum is suppressed because one or two pay nearly all of it, and worked out again from the sum of a district or
 * of all kinds, less what is shown of the others. Within 10 % is what the rule promises to prevent.
 */
const sumsBySubtraction = async ({ demo }: AttackContext): Promise<Outcome> => {
  const from = 'tenancies';
  const measures = [{ count: 'records' as const }, { sum: 'arrears' }];
  const tables = [['neighbourhood', 'dwelling'], ['neighbourhood'], ['district', 'dwelling'], ['district']];
  const heard: { asked: Answered; open: Answered }[] = [];
  let refused = 0;
  for (const by of tables) {
    const asked = await demo.ask({ from, measures, by });
    if (asked.refused) refused += 1;
    else heard.push({ asked, open: await demo.askOpenly({ from, measures, by }) });
  }
  const [cells, places, districtCells, districts] = heard;
  if (!cells || !places || !districtCells || !districts) throw new Error('the server refused a plain table');
  const ways = [
    { parts: cells, wholes: places, groupOf: ([place]: Codes) => [place ?? null] },
    { parts: cells, wholes: districtCells, groupOf: ([place, kind]: Codes) => [upOf(place), kind ?? null] },
    { parts: places, wholes: districts, groupOf: ([place]: Codes) => [upOf(place)] },
  ];
  const found = ways.map((way) => subtract(way));
  const hidden = sumOf(found.map((one) => one.hidden));
  return {
    unit: 'share of suppressed sums that are known to within 10 %',
    gained: sumOf(found.map((one) => one.gained)) / hidden,
    baseline: sumOf(found.map((one) => one.guessed)) / hidden,
    unprotected: sumOf(found.map((one) => one.open)) / hidden,
    margin: 0.1,
    tried: `${hidden} suppressed sums in ${tables.length} tables over the API, ${refused} refused; the guess is the mean of the whole times the count`,
  };
};

type Codes = readonly (string | null)[];

function upOf(place: string | null | undefined): string | null {
  return typeof place === 'string' ? districtOf(place) : null;
}

interface Way {
  readonly parts: { readonly asked: Answered; readonly open: Answered };
  readonly wholes: { readonly asked: Answered; readonly open: Answered };
  readonly groupOf: (values: Codes) => Codes;
}

/** Estimates each suppressed sum as its total less the other parts: the shown ones, and the mean for those that are not. */
function subtract({ parts, wholes, groupOf }: Way) {
  const groups = Map.groupBy(parts.asked.rows, ({ values }) => JSON.stringify(groupOf(values)));
  const shownWholes = rowsByValues(wholes.asked);
  const trueWholes = rowsByValues(wholes.open);
  const truths = rowsByValues(parts.open);
  const result = { hidden: 0, gained: 0, guessed: 0, open: 0 };
  for (const [group, rows] of groups) {
    const [count, sum] = (shownWholes.get(group)?.figures ?? []).map(shown);
    const trueSum = shown(trueWholes.get(group)?.figures[1]);
    for (const row of rows) {
      const own = shown(row.figures[0]);
      const truth = shown(truths.get(JSON.stringify(row.values))?.figures[1]);
      if (row.figures[1]?.status !== 'suppressed' || own === undefined || truth === undefined) continue;
      if (count === undefined || sum === undefined || trueSum === undefined) continue;
      const others = rows.filter((other) => other !== row);
      const mean = sum / count;
      const shownOf = ({ figures: [number, value] }: AskedRow) => shown(value) ?? (shown(number) ?? 0) * mean;
      const trueOf = ({ values }: AskedRow) => shown(truths.get(JSON.stringify(values))?.figures[1]) ?? 0;
      const isNear = (estimate: number) => Math.abs(estimate - truth) <= near * truth;
      result.hidden += 1;
      if (isNear(sum - sumOf(others.map(shownOf)))) result.gained += 1;
      if (isNear(own * mean)) result.guessed += 1;
      if (isNear(trueSum - sumOf(others.map(trueOf)))) result.open += 1;
    }
  }
  return result;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

const dominatedSums: Attack = {
  id: 'A12',
  title: 'Adding and subtracting sums until one person or firm is left',
  on: 'server',
  run: async (context) => worstOf([await sumsBySubtraction(context), dominatedUnions(context)]),
};

export const sumSubtractionAttacks: readonly Attack[] = [meanAndCount, dominatedSums];
