import type { Attack } from './attack.ts';
import { shown } from './scene.ts';

/**
 * A15: somebody known to be the only one with certain properties; a further property is read from which cells are
 * noughts and which are hidden, and from a difference with and without them.
 */
const lonelyRecord: Attack = {
  id: 'A15',
  title: 'Reading a property of somebody who stands alone',
  on: 'server',
  run: async ({ scene }) => {
    const from = 'nuisance-reports';
    const measures = [{ count: 'records' as const }];
    const cells = await scene.askOpenly({ from, measures, by: ['neighbourhood', 'category', 'reported_by'] });
    const targets = new Map<string, { place: string; category: string; secrets: Map<string, number> }>();
    const overall = new Map<string, number>();
    for (const {
      values: [place, category, secret],
      figures: [figure],
    } of cells.rows) {
      const count = shown(figure) ?? 0;
      if (typeof place !== 'string' || typeof category !== 'string' || typeof secret !== 'string') continue;
      overall.set(secret, (overall.get(secret) ?? 0) + count);
      const key = `${place} ${category}`;
      const target = targets.get(key) ?? { place, category, secrets: new Map() };
      if (count > 0) target.secrets.set(secret, count);
      targets.set(key, target);
    }
    const alone = [...targets.values()].filter(
      ({ secrets }) => secrets.size === 1 && [...secrets.values()][0] === 1,
    );
    const [mode = ''] = [...overall].sort(([, one], [, other]) => other - one).map(([secret]) => secret);
    const tried = alone.slice(0, 40);
    let gained = 0;
    let guessed = 0;
    for (const { place, category, secrets } of tried) {
      const [truth] = [...secrets.keys()];
      const asked = await scene.ask({
        ...{ from, measures, by: ['reported_by'] },
        where: [
          { column: 'neighbourhood', in: [place] },
          { column: 'category', in: [category] },
        ],
      });
      if (truth === mode) guessed += 1;
      const possible = asked.refused
        ? [...overall.keys()]
        : asked.rows.flatMap(({ values: [secret], figures: [figure] }) =>
            typeof secret === 'string' && figure?.status !== 'zero' ? [secret] : [],
          );
      const guess = possible.length === 1 ? possible[0] : possible.includes(mode) ? mode : possible[0];
      if (guess === truth) gained += 1;
    }
    return {
      unit: 'share of people of whom the property is told rightly',
      gained: gained / tried.length,
      baseline: guessed / tried.length,
      unprotected: 1,
      margin: 0.02,
      tried: `${tried.length} reports that are the only one of their kind in their neighbourhood`,
    };
  },
};

export const lonelyAttacks: readonly Attack[] = [lonelyRecord];
