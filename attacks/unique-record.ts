import type { FigureState } from '@datalab/query-control';
import type { QuestionDimension } from '@datalab/warehouse';
import { type Asked, type AskedQuery, shown } from './asked.ts';
import type { Attack, AttackContext } from './attack.ts';

const measures = [{ count: 'persons' as const }];
const targetsPerSecret = 5;

/** People who are the only ones with a value in their neighbourhood, and what the attacker wants to know of them. */
interface Secret {
  readonly from: string;
  readonly known: QuestionDimension;
  readonly secret: QuestionDimension;
}

const secrets: readonly Secret[] = [
  { from: 'tenancies', known: 'dwelling', secret: { in: 'social-support' } },
  { from: 'tenancies', known: 'dwelling', secret: { recordsPerPerson: true } },
  { from: 'tenancies', known: 'dwelling', secret: 'year' },
  { from: 'benefits', known: 'kind', secret: { in: 'tenancies' } },
  { from: 'benefits', known: 'kind', secret: { recordsPerPerson: true } },
  { from: 'benefits', known: { recordsPerPerson: true }, secret: { in: 'tenancies' } },
];

interface Target {
  readonly place: string;
  readonly value: string;
  readonly truth: string;
}

async function findTargets(
  { demo }: AttackContext,
  { from, known, secret }: Secret,
): Promise<{ targets: Target[]; values: string[]; mode: string }> {
  const { rows } = await demo.askOpenly({ from, measures, by: ['neighbourhood', known, secret] });
  const overall = new Map<string, number>();
  const filled = rows.flatMap(({ values: [place, value, truth], figures: [figure] }) => {
    const count = shown(figure) ?? 0;
    if (typeof truth === 'string') overall.set(truth, (overall.get(truth) ?? 0) + count);
    const isKnown = typeof place === 'string' && typeof value === 'string' && typeof truth === 'string';
    return isKnown && count > 0 ? [{ place, value, truth, count }] : [];
  });
  const [mode = ''] = [...overall].sort(([, one], [, other]) => other - one).map(([truth]) => truth);
  const groups = Map.groupBy(filled, ({ place, value }) => `${place} ${value}`);
  const alone = [...groups.values()].flatMap(([first, ...others]) =>
    first?.count === 1 && others.length === 0 ? [first] : [],
  );
  return { targets: alone.slice(0, targetsPerSecret), values: [...overall.keys()], mode };
}

/** Excludes each value with a zero, and takes the likeliest of the others. */
function guessFrom(asked: Asked, values: readonly string[], mode: string): string {
  const figures = figuresByValue(asked);
  const shownValue = values.find((value) => figures.get(value)?.status === 'published');
  if (shownValue !== undefined) return shownValue;
  const candidates = values.filter((value) => figures.get(value)?.status !== 'zero');
  return candidates.includes(mode) ? mode : (candidates[0] ?? mode);
}

function figuresByValue(asked: Asked): Map<string, FigureState | undefined> {
  if (asked.refused) return new Map();
  return new Map(asked.rows.map(({ values: [value], figures: [figure] }) => [value ?? '', figure]));
}

/**
 * A15: a person known to be the only one with a value in a neighbourhood. The attacker reads a further property from
 * which figures of that one person are zero and which are suppressed. What figures with and without the person tell is
 * in A2, which tries all of them.
 */
const uniqueRecord: Attack = {
  id: 'A15',
  title: 'Reading a property of a unique record',
  on: 'server',
  run: async (context) => {
    const { demo } = context;
    const told = { people: 0, gained: 0, guessed: 0, open: 0, refused: 0 };
    for (const secret of secrets) {
      const { targets, values, mode } = await findTargets(context, secret);
      const questions = targets.map(
        ({ place, value }): AskedQuery => ({
          from: secret.from,
          measures,
          by: [secret.secret],
          where: [
            { column: 'neighbourhood', in: [place] },
            { column: secret.known, in: [value] },
          ],
        }),
      );
      const answers = await demo.askAll(questions);
      for (const [index, { truth }] of targets.entries()) {
        const [question, asked] = [questions[index], answers[index]];
        if (question === undefined || asked === undefined) continue;
        told.people += 1;
        if (asked.refused) told.refused += 1;
        if (guessFrom(asked, values, mode) === truth) told.gained += 1;
        if (guessFrom(await demo.askOpenly(question), values, mode) === truth) told.open += 1;
        if (mode === truth) told.guessed += 1;
      }
    }
    return {
      unit: 'share of people whose property is inferred correctly',
      gained: told.gained / told.people,
      baseline: told.guessed / told.people,
      unprotected: told.open / told.people,
      margin: 0.02,
      tried: `${told.people} secrets read from zeros, ${told.refused} questions refused`,
    };
  },
};

export const uniqueRecordAttacks: readonly Attack[] = [uniqueRecord];
