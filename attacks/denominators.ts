import { type Asked, type AskedQuery, figuresByLabels, shown } from './asked.ts';
import type { Attack, AttackContext, Outcome } from './attack.ts';
import { noiseOnly } from './landed.ts';

const divisor = 'mental-health-care';
const from = 'nuisance-reports';
const years = ['2023', '2024', '2025', '2026'];
const quarters = years.slice(0, 3).flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`));

/** The persons of a data set in a period: asked directly, and as what reports are divided by. */
function questionsOf(area: string, where: NonNullable<AskedQuery['where']>) {
  const direct: AskedQuery = { from: divisor, measures: [{ count: 'persons' }], by: [area], where };
  const rate: AskedQuery = {
    from,
    measures: [{ rate: 'records', per: 1_000_000, of: divisor }, { count: 'records' }],
    by: [area],
    where,
  };
  return { direct, rate };
}

/** Every period that can be asked, and periods that end some month, of which each contains the ones before it. */
const periods: readonly NonNullable<AskedQuery['where']>[] = [
  [],
  ...years.map((year) => [{ column: 'year' as const, in: [year] }]),
  ...quarters.map((quarter) => [{ column: 'quarter' as const, in: [quarter] }]),
  ...['2025-03', '2025-06', '2025-10', '2026-02'].map((to) => [{ column: 'month' as const, to }]),
];

/**
 * A23: an analyst who also asks for the numerator of a rate can calculate its denominator, so a shown rate discloses
 * how many persons it is divided by. Hit is every number of persons that is not shown when it is asked itself.
 */
async function dividedBySuppressed({ demo }: AttackContext): Promise<Outcome> {
  const told = { suppressed: 0, asked: 0, open: 0, refused: 0 };
  for (const area of ['neighbourhood', 'district']) {
    for (const where of periods) {
      const { direct, rate } = questionsOf(area, where);
      const [directly] = await demo.askAll([direct]);
      const [divided] = await demo.askAll([rate]);
      told.refused += [directly, divided].filter((one) => one?.refused).length;
      const open = await demo.landed.answer(rate, noiseOnly);
      const hidden = [...figuresByLabels(open).keys()].filter((label) => {
        const status = directly && figuresByLabels(directly).get(label)?.status;
        return status !== 'published' && status !== 'zero';
      });
      const openDivisors = divisorsOf(open);
      const divisors = divided ? divisorsOf(divided) : new Map<string, number>();
      told.suppressed += hidden.filter((label) => openDivisors.has(label)).length;
      told.open += hidden.filter((label) => openDivisors.has(label)).length;
      told.asked += hidden.filter((label) => divisors.has(label)).length;
    }
  }
  return {
    unit: 'share of suppressed numbers of persons that a rate discloses',
    gained: told.asked / told.suppressed,
    baseline: 0,
    unprotected: told.open / told.suppressed,
    margin: 0,
    tried: `${told.suppressed} numbers of persons that are not shown themselves, in ${2 * periods.length} tables, ${told.refused} questions refused; without protection nothing is suppressed`,
  };
}

/** The numbers that the counts are divided by, where both are shown. */
function divisorsOf(asked: Asked): Map<string, number> {
  if (asked.refused) return new Map();
  return new Map(
    asked.rows.flatMap(({ values, figures: [rate, count] }): [string, number][] => {
      const [share, number] = [shown(rate), shown(count)];
      return share && number ? [[JSON.stringify(values), (1_000_000 * number) / share]] : [];
    }),
  );
}

const nested: Attack = {
  id: 'A23',
  title: 'Counting persons by what a rate is divided by',
  on: 'server',
  run: dividedBySuppressed,
};

export const denominatorAttacks: readonly Attack[] = [nested];
