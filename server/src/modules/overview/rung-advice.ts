import type { AnyDb } from '../../platform/db/database.ts';
import { type AnalysesDeps, listCitable, listQuestions } from '../analyses/analyses.api.ts';
import type { Question, RungAdvice } from '../analyses/questions.contract.ts';
import { listAgreedDataSets } from '../editions/editions.api.ts';
import { adviseRung, listDataLevels, type RungFacts } from '../readiness/readiness.api.ts';
import { listCited } from '../solutions/solutions.api.ts';

/** What the advice for any question of an edition is weighed on. */
export interface AdviceFacts {
  readonly lookedBack: RungFacts['lookedBack'];
  readonly dataLevels: RungFacts['dataLevels'];
  /** The organisation of each goal that is not shared. */
  readonly goals: readonly { readonly id: string; readonly organisation: string | null }[];
  readonly agreed: readonly { readonly owner: string }[];
  readonly analyses: readonly { readonly id: string; readonly organisations: readonly string[] }[];
}

/** What the rung of a question is weighed on: what was found and used already, and whose data it needs. */
export function createRungAdviser(db: AnyDb): AnalysesDeps['adviseRungs'] {
  return async (edition, questions) => {
    const facts: AdviceFacts = {
      lookedBack: lookBack(await listQuestions(db, edition.id), await listCited(db, edition.id)),
      dataLevels: await listDataLevels(db, edition.id, edition.organisationsIn),
      goals: edition.goals,
      agreed: await listAgreedDataSets(db, edition.id),
      analyses: await listCitable(db, edition.id, []),
    };
    return questions.map((question) => adviseQuestion(question, facts));
  };
}

/** The data levels that count are those of the organisations whose data the question needs. */
export function adviseQuestion(
  { goal, rung, analyses: own }: Pick<Question, 'goal' | 'rung' | 'analyses'>,
  { lookedBack, dataLevels, goals, agreed, analyses }: AdviceFacts,
): RungAdvice {
  const analysed = analyses.filter(({ id }) => own.includes(id)).flatMap((one) => one.organisations);
  const ofGoal = goals.find(({ id }) => id === goal)?.organisation;
  const owners = typeof ofGoal === 'string' ? [ofGoal] : agreed.map(({ owner }) => owner);
  const needed = new Set(analysed.length > 0 ? analysed : owners);
  const { reasons, ...advice } = adviseRung(rung, {
    lookedBack,
    dataLevels: dataLevels.filter(({ organisation }) => needed.has(organisation)),
  });
  return { ...advice, reasons: reasons.map(({ code, params }) => ({ code, params: { ...params } })) };
}

/** Requirement 5: whether descriptions and explanations are there, and used. */
export function lookBack(
  questions: readonly Pick<Question, 'id' | 'rung' | 'status' | 'analyses'>[],
  cited: ReadonlySet<string>,
): RungFacts['lookedBack'] {
  const onRung = (rung: 'descriptive' | 'diagnostic') => {
    const answered = questions.filter(
      (one) => one.rung === rung && (one.status === 'known' || one.analyses.length > 0),
    );
    const used = answered.some(({ id, analyses }) => [id, ...analyses].some((one) => cited.has(one)));
    return { answered: answered.length > 0, used };
  };
  return { descriptive: onRung('descriptive'), diagnostic: onRung('diagnostic') };
}
