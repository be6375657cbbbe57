import type { ProtectedValue } from '@datalab/query-control';
import { type Attack, type AttackContext, type Outcome, worstOf } from './attack.ts';
import { type Answered, type Asked, type AskedQuery, shown } from './demo-client.ts';
import { allValues } from './small-cells.ts';

const from = 'nuisance-reports';
const measures = [{ count: 'records' as const }];
const targetsPerSecret = 5;
/** Each with another column; a condition with all its values keeps everything. */
const secrets = [
  ['reported_by', 'follow_up'],
  ['follow_up', 'reported_by'],
] as const;

type Filters = NonNullable<AskedQuery['where']>;

/** A report that is the only one of its category in its neighbourhood, which the attacker knows to be there. */
interface Target {
  readonly place: string;
  readonly category: string;
  readonly truth: string;
}

async function findTargets(
  { demo }: AttackContext,
  secret: string,
): Promise<{ targets: Target[]; mode: string }> {
  const { rows } = await demo.askOpenly({ from, measures, by: ['neighbourhood', 'category', secret] });
  const overall = new Map<string, number>();
  const filled = rows.flatMap(({ values: [place, category, value], figures: [figure] }) => {
    const count = shown(figure) ?? 0;
    if (typeof value === 'string') overall.set(value, (overall.get(value) ?? 0) + count);
    const isKnown = typeof place === 'string' && typeof category === 'string' && typeof value === 'string';
    return isKnown && count > 0 ? [{ place, category, truth: value, count }] : [];
  });
  const [mode = ''] = [...overall].sort(([, one], [, other]) => other - one).map(([value]) => value);
  const groups = Map.groupBy(filled, ({ place, category }) => `${place} ${category}`);
  const alone = [...groups.values()].flatMap(([first, ...others]) =>
    first?.count === 1 && others.length === 0 ? [first] : [],
  );
  const sizes = Map.groupBy(filled, ({ place }) => place);
  const sizeOf = ({ place }: Target) => (sizes.get(place) ?? []).reduce((sum, { count }) => sum + count, 0);
  alone.sort((one, other) => sizeOf(other) - sizeOf(one));
  return { targets: alone.slice(0, targetsPerSecret), mode };
}

/** What the attacker believes about one value. */
type Belief = 'excluded' | 'possible' | 'suspected';

/** A way to ask questions about a target, and to judge each value of the secret by the answers. */
interface Strategy {
  readonly tried: string;
  readonly questionsOf: (target: Target, secret: Secret) => AskedQuery[];
  readonly judge: (figures: readonly (ProtectedValue | undefined)[]) => Belief;
}

interface Secret {
  readonly column: string;
  readonly values: readonly string[];
  readonly categories: readonly string[];
  /** Another column with all its values: a condition that keeps everything. */
  readonly dummy: Filters[number];
}

/** The suspected or only remaining value, otherwise the likeliest. */
function guess(secret: Secret, believed: readonly Belief[], mode: string): string {
  const having = (belief: Belief) => secret.values.filter((_, index) => believed[index] === belief);
  const suspects = having('suspected');
  const candidates = suspects.length > 0 ? suspects : having('possible');
  return candidates.includes(mode) ? mode : (candidates[0] ?? mode);
}

/**
 * For how many targets the secret is inferred correctly from the answers of the server, from unprotected ones, and by
 * guessing.
 */
async function inferSecrets(context: AttackContext, strategy: Strategy): Promise<Outcome> {
  const { demo } = context;
  const told = { people: 0, gained: 0, guessed: 0, open: 0, questions: 0, refused: 0 };
  for (const [column, other] of secrets) {
    const { targets, mode } = await findTargets(context, column);
    const secret = {
      column,
      values: await allValues(demo, column),
      categories: await allValues(demo, 'category'),
      dummy: { column: other, in: await allValues(demo, other) },
    };
    for (const target of targets) {
      const questions = strategy.questionsOf(target, secret);
      const asked = await demo.askAll(questions);
      const open: Answered[] = [];
      for (const question of questions) open.push(await demo.askOpenly(question));
      const guessFrom = (answers: readonly Asked[]) => {
        const heard = answers.map(byValue);
        const believed = secret.values.map((value) =>
          strategy.judge(heard.map((figures) => figures.get(value))),
        );
        return guess(secret, believed, mode);
      };
      told.people += 1;
      told.questions += questions.length;
      told.refused += asked.filter(({ refused }) => refused).length;
      if (guessFrom(asked) === target.truth) told.gained += 1;
      if (guessFrom(open) === target.truth) told.open += 1;
      if (mode === target.truth) told.guessed += 1;
    }
  }
  return {
    unit: 'share of people whose property is inferred correctly',
    gained: told.gained / told.people,
    baseline: told.guessed / told.people,
    unprotected: told.open / told.people,
    margin: 0.02,
    tried: `${told.people} secrets ${strategy.tried}, ${told.questions} questions, ${told.refused} refused`,
  };
}

function byValue(asked: Asked): ReadonlyMap<string, ProtectedValue | undefined> {
  if (asked.refused) return new Map();
  return new Map(asked.rows.map(({ values: [value], figures: [figure] }) => [value ?? '', figure]));
}

/** Asks for every value of the unique report itself: a zero excludes its value. */
const readZeros: Strategy = {
  tried: 'read from zeros',
  questionsOf: ({ place, category }, { column }) => [
    {
      from,
      measures,
      by: [column],
      where: [
        { column: 'neighbourhood', in: [place] },
        { column: 'category', in: [category] },
      ],
    },
  ],
  judge: ([figure]) => {
    if (figure?.status === 'zero') return 'excluded';
    return figure?.status === 'published' ? 'suspected' : 'possible';
  },
};

/**
 * The differential attack with dummy conditions (Gadotti and others, 2019): the neighbourhood by the secret, and the
 * same without the category of the target, bare and with conditions that keep everything. If the target does not have a
 * value, both count the same people: the same figure excludes it, another figure or none suggests it.
 */
const compare: Strategy = {
  tried: 'from answers with and without, with dummy conditions',
  questionsOf: ({ place, category }, { column, categories, dummy }) => {
    const whole: Filters = [{ column: 'neighbourhood', in: [place] }];
    const others = { column: 'category', in: categories.filter((one) => one !== category) };
    const always = { column: 'month', from: '1900-01', to: '2049-12' };
    const all = [whole, [...whole, others], [...whole, others, dummy, always]];
    return all.map((where) => ({ from, measures, by: [column], where }));
  },
  judge: ([whole, ...parts]) => {
    const part = parts.map(shown).find((figure) => figure !== undefined);
    if (shown(whole) === undefined && part === undefined) return 'possible';
    return shown(whole) === part ? 'excluded' : 'suspected';
  },
};

/**
 * A15: a person known to be the only one with certain properties. The attacker reads a further property from which
 * cells are zero and which are suppressed, and from the figures with and without that person.
 */
const uniqueRecord: Attack = {
  id: 'A15',
  title: 'Reading a property of a unique record',
  on: 'server',
  run: async (context) =>
    worstOf([await inferSecrets(context, readZeros), await inferSecrets(context, compare)]),
};

export const uniqueRecordAttacks: readonly Attack[] = [uniqueRecord];
