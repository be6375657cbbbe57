import { defaultParameters, perturbCount, ruleParameters } from '@datalab/query-control';
import { type AskedQuery, type AskedRow, figuresByLabels, shown } from './asked.ts';
import type { Attack, AttackContext } from './attack.ts';
import { noiseOnly } from './landed.ts';
import { createRandom } from './seeded-random.ts';

const least = ruleParameters.minimumCount;

/** Fine tables of every data set with persons: many of their cells hold a handful. */
const fineTables: readonly AskedQuery[] = [
  { from: 'nuisance-reports', measures: [{ count: 'persons' }], by: ['neighbourhood', 'category'] },
  {
    from: 'nuisance-reports',
    measures: [{ count: 'records' }],
    by: ['category', 'follow_up'],
  },
  { from: 'nuisance-reports', measures: [{ count: 'records' }], by: ['month', 'category'] },
  {
    from: 'nuisance-reports',
    measures: [{ count: 'persons' }],
    by: [{ recordsPerPerson: true }, 'category'],
  },
  { from: 'benefits', measures: [{ count: 'persons' }], by: ['neighbourhood', { in: 'mental-health-care' }] },
  {
    from: 'mental-health-care',
    measures: [{ count: 'persons' }],
    by: ['neighbourhood', { in: 'social-support' }],
  },
];

/** A1: read small counts straight from the answer. */
const readOut: Attack = {
  id: 'A1',
  title: 'Reading small counts from a table',
  on: 'server',
  run: async ({ demo }) => {
    let small = 0;
    let read = 0;
    let readOpenly = 0;
    for (const query of fineTables) {
      const truths = figuresByLabels(await demo.askOpenly(query));
      const figures = figuresByLabels(await demo.ask(query));
      const open = figuresByLabels(await demo.askOpenly(query, noiseOnly));
      for (const [place, figure] of truths) {
        const truth = shown(figure) ?? 0;
        if (truth === 0 || truth >= least) continue;
        small += 1;
        if (shown(figures.get(place)) !== undefined) read += 1;
        if (shown(open.get(place)) !== undefined) readOpenly += 1;
      }
    }
    return {
      unit: 'share of counts from 1 to 9 that can be read',
      gained: read / small,
      baseline: 0,
      unprotected: readOpenly / small,
      margin: 0,
      tried: `${small} small counts in ${fineTables.length} tables over the API; without protection with the noise, and no minimum`,
    };
  },
};

/** A3: the same people asked for in other words, hoping for fresh noise to average. */
const sameInOtherWords: Attack = {
  id: 'A3',
  title: 'Asking for the same people in other words',
  on: 'server',
  run: async ({ demo }) => {
    const measures = [{ count: 'records' as const }];
    const from = 'nuisance-reports';
    const categories = ['noise'];
    const months = { column: 'month' as const, from: '2023-01', to: '2099-12' };
    const category = { column: 'category', in: categories };
    const allReporters = await allValues(demo, 'reported_by');
    const wordings: AskedQuery[] = [
      { from, measures, where: [category] },
      { from, measures, where: [{ column: 'category', in: [...categories, ...categories] }] },
      { from, measures, where: [category, category] },
      { from, measures, where: [category, { column: 'reported_by', in: allReporters }] },
      { from, measures, where: [{ column: 'reported_by', in: allReporters }, category] },
      { from, measures, where: [category, { ...months, from: '1900-01' }] },
      { from, measures: [...measures, { count: 'persons' }], where: [category] },
      { from, measures, where: [{ column: 'year', from: '1900' }, category] },
    ];
    const figures = new Set<string>();
    const fresh = new Set<number>();
    const random = createRandom(3);
    let refusedCount = 0;
    for (const wording of wordings) {
      const truth = shown((await demo.askOpenly(wording)).totals[0]) ?? 0;
      fresh.add(perturbCount({ count: truth, cellKey: random.key() }, defaultParameters.countTable));
      const asked = await demo.ask(wording);
      if (asked.refused) refusedCount += 1;
      else figures.add(JSON.stringify(asked.totals[0]));
    }
    return {
      unit: 'further answers to one question',
      gained: figures.size - 1,
      baseline: 0,
      unprotected: fresh.size - 1,
      margin: 0,
      tried: `${wordings.length} wordings, ${refusedCount} refused; without protection each has a cell key of its own`,
    };
  },
};

export async function allValues(
  demo: AttackContext['demo'],
  column: string,
  from = 'nuisance-reports',
): Promise<string[]> {
  const { rows } = await demo.askOpenly({
    from,
    measures: [{ count: 'records' }],
    by: [column],
  });
  return rows.flatMap(({ values: [value] }: AskedRow) => (typeof value === 'string' ? [value] : []));
}

export const smallCellAttacks: readonly Attack[] = [readOut, sameInOtherWords];
