import { type AnalysesDeps, listCitable, listQuestions } from './modules/analyses/analyses.api.ts';
import type { createAudit } from './modules/audit/audit.api.ts';
import {
  type EditionInStep,
  type EditionsTables,
  findSteppedIn,
  getEditionAccess,
  holdCurrentStep,
  listAgreedDataSets,
  type OwnWork,
} from './modules/editions/editions.api.ts';
import {
  adviseRung,
  createReadiness,
  findUnanswered,
  listDataLevels,
  type RungFacts,
} from './modules/readiness/readiness.api.ts';
import { listCited, listOwnWork } from './modules/solutions/solutions.api.ts';
import { type AnyTx, txWithTables } from './platform/db/database.ts';
import type { Database } from './platform/db/open-database.ts';
import type { Actor } from './platform/http/actor.ts';

export function createReadinessModule(
  database: Database,
  record: ReturnType<typeof createAudit>['record'],
  now: () => Date,
) {
  return createReadiness({
    db: database.tables(),
    record,
    findEdition: (slug, actor) => getEditionAccess(database.tables(), slug, actor),
    holdStep: (tx, edition) => holdCurrentStep(txWithTables<EditionsTables>(tx), edition),
    now,
  });
}

/** What one person still has to do by name, over the modules that ask it. */
export async function listWorkOf(tx: AnyTx, edition: EditionInStep, actor: Actor): Promise<OwnWork[]> {
  const ofSolutions = await listOwnWork(tx, edition.id, actor.id);
  return [...ofSolutions, ...(await askHowReady(tx, edition, actor))];
}

/** In the first step everybody of an organisation that is in gives their answers once; giving them ends the asking. */
async function askHowReady(tx: AnyTx, edition: EditionInStep, actor: Actor): Promise<OwnWork[]> {
  if (edition.currentStep !== 'prioritise') return [];
  const { organisation, id: person } = actor;
  const steppedIn = await findSteppedIn(txWithTables<EditionsTables>(tx), edition.id, organisation);
  if (steppedIn === undefined) return [];
  const unanswered = await findUnanswered(tx, { edition: edition.id, organisation, person });
  if (unanswered === null) return [];
  const since = unanswered.since ?? steppedIn;
  return [{ code: 'readiness.answers-wait', params: {}, since, place: 'readiness/mine' }];
}

/** What the rung of a question is weighed on: what was found and used already, and whose data it needs. */
export function createRungAdviser(database: Database): AnalysesDeps['adviseRungs'] {
  return async (edition, questions) => {
    const lookedBack = await readLookedBack(database, edition.id);
    const levels = await listDataLevels(database.tables(), edition.id, edition.organisationsIn);
    const agreed = await listAgreedDataSets(database.tables(), edition.id);
    const analyses = await listCitable(database.tables(), edition.id, []);
    return questions.map(({ goal, rung, analyses: own }) => {
      const analysed = analyses.filter(({ id }) => own.includes(id)).flatMap((one) => one.organisations);
      const ofGoal = edition.goals.find(({ id }) => id === goal)?.organisation;
      const owners = typeof ofGoal === 'string' ? [ofGoal] : agreed.map(({ owner }) => owner);
      const needed = new Set(analysed.length > 0 ? analysed : owners);
      const dataLevels = levels.filter(({ organisation }) => needed.has(organisation));
      const { reasons, ...advice } = adviseRung(rung, { lookedBack, dataLevels });
      return { ...advice, reasons: reasons.map(({ code, params }) => ({ code, params: { ...params } })) };
    });
  };
}

/** Requirement 5: whether descriptions and explanations are there, and used. */
async function readLookedBack(database: Database, edition: string): Promise<RungFacts['lookedBack']> {
  const questions = await listQuestions(database.tables(), edition);
  const cited = await listCited(database.tables(), edition);
  const onRung = (rung: 'descriptive' | 'diagnostic') => {
    const answered = questions.filter(
      (one) => one.rung === rung && (one.status === 'known' || one.analyses.length > 0),
    );
    const used = answered.some(({ id, analyses }) => [id, ...analyses].some((one) => cited.has(one)));
    return { answered: answered.length > 0, used };
  };
  return { descriptive: onRung('descriptive'), diagnostic: onRung('diagnostic') };
}
