import type { Attack, AttackContext, Outcome } from './attack.ts';
import { type Asked, type AskedQuery, shown } from './demo-client.ts';

const divisor = 'mental-health-care';
const few = 10;
/** Each contains the ones before it, with a few persons more. */
const lastMonths = ['2024-09', '2024-12', '2025-03', '2025-06', '2025-09', '2025-12', '2026-03', '2026-06'];

/** The persons of a data set by neighbourhood until a month: asked directly, and as what reports are divided by. */
function questionsUntil(to: string): { readonly direct: AskedQuery; readonly rate: AskedQuery } {
  const groups = { by: ['neighbourhood'], where: [{ column: 'month', to }] };
  return {
    direct: { from: divisor, measures: [{ count: 'persons' }], ...groups },
    rate: {
      from: 'nuisance-reports',
      measures: [{ rate: 'records', per: 1_000_000, of: divisor }],
      ...groups,
    },
  };
}

/** Two groups where one contains the other, with a few persons in between. */
interface Nested {
  readonly neighbourhood: string;
  readonly earlier: number;
  readonly later: number;
}

async function findNested({ demo }: AttackContext): Promise<Nested[]> {
  const counts: Map<string, number | undefined>[] = [];
  for (const month of lastMonths) counts.push(figuresOf(await demo.askOpenly(questionsUntil(month).direct)));
  return lastMonths.flatMap((_, later) =>
    lastMonths.slice(0, later).flatMap((__, earlier) =>
      [...(counts[later] ?? [])].flatMap(([neighbourhood, count = 0]): Nested[] => {
        const between = count - (counts[earlier]?.get(neighbourhood) ?? 0);
        return between > 0 && between < few ? [{ neighbourhood, earlier, later }] : [];
      }),
    ),
  );
}

/**
 * An analyst who also asks for the numerator of a rate can calculate its denominator, so a shown rate discloses it.
 */
async function nestedDenominators(context: AttackContext): Promise<Outcome> {
  const { demo } = context;
  const nested = await findNested(context);
  const asked: Map<string, number | undefined>[] = [];
  const open: Map<string, number | undefined>[] = [];
  let refused = 0;
  for (const month of lastMonths) {
    const { direct, rate } = questionsUntil(month);
    const answers = await demo.askAll([rate, direct]);
    refused += answers.filter((answer) => answer.refused).length;
    asked.push(eitherOf(answers.map(figuresOf)));
    open.push(figuresOf(await demo.askOpenly(rate)));
  }
  const shareOf = (figures: readonly Map<string, number | undefined>[]): number =>
    nested.filter(({ neighbourhood, earlier, later }) =>
      [earlier, later].every((month) => figures[month]?.get(neighbourhood) !== undefined),
    ).length / nested.length;
  return {
    unit: 'share of pairs of groups, a few persons apart, of which both numbers are at hand',
    gained: shareOf(asked),
    baseline: 0,
    unprotected: shareOf(open),
    margin: 0,
    tried: `${nested.length} pairs of one to ${few - 1} persons in ${lastMonths.length} nested periods, by what reports are divided by and directly, ${refused} questions refused`,
  };
}

function figuresOf(asked: Asked): Map<string, number | undefined> {
  if (asked.refused) return new Map();
  return new Map(
    asked.rows.map(({ values: [neighbourhood], figures: [figure] }) => [
      neighbourhood ?? '',
      figure?.status === 'published' ? shown(figure) : undefined,
    ]),
  );
}

function eitherOf(lists: readonly Map<string, number | undefined>[]): Map<string, number | undefined> {
  return new Map(lists.flatMap((list) => [...list].filter(([, figure]) => figure !== undefined)));
}

const nested: Attack = {
  id: 'A23',
  title: 'Counting persons by what a rate is divided by',
  on: 'server',
  run: nestedDenominators,
};

export const denominatorAttacks: readonly Attack[] = [nested];
