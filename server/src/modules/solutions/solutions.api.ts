import type { AnyDb, AnyTx, Given } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import { listEvidence, listInsightsWithSolutions, readWall } from './insights.queries.ts';
import type { SolutionsDeps } from './solutions.deps.ts';
import { mayDecideFor } from './solutions.policy.ts';
import { readBoard, readOwnWork } from './solutions.queries.ts';
import { bindSolutions } from './solutions.routes.ts';
import { ownTables } from './solutions.tables.ts';
import type { SolutionState } from './states.contract.ts';

export type { CitableFact, SolutionsDeps } from './solutions.deps.ts';
export { listSolutionFacts } from './solutions.queries.ts';
export { solutionsMigrations } from './solutions.tables.ts';

export function createSolutions({ db, ...deps }: Given<SolutionsDeps>): { bindings: RouteBinding[] } {
  return { bindings: bindSolutions({ ...deps, db: ownTables(db) }) };
}

/** What is still open: solutions that are being realised, and notes without an outcome. */
export async function readUnsettled(tx: AnyTx, edition: string) {
  const db = ownTables(tx);
  const { solutions } = await readBoard(db, edition);
  const running = solutions.flatMap(({ state, title, realisation, at }) =>
    isUnsettled(state) && realisation !== null ? [{ title, puller: realisation.puller, since: at }] : [],
  );
  const { insights } = await readWall(db, edition);
  return { running, looseInsights: insights.filter(({ state }) => state === 'note').length };
}

function isUnsettled(state: SolutionState): boolean {
  return state === 'asked' || state === 'realising';
}

/** Solutions that the organisation of this person was asked to lead, for the people who may answer. */
export async function listLeadsAsked(tx: AnyTx, edition: string, actor: Actor): Promise<OwnWork[]> {
  if (!mayDecideFor(actor)) return [];
  const { solutions } = await readBoard(ownTables(tx), edition);
  return solutions.flatMap(({ id, title, lead }): OwnWork[] =>
    lead?.state === 'asked' && lead.organisation === actor.organisation
      ? [
          {
            code: 'solutions.lead-waits',
            params: { solution: title },
            since: new Date(lead.at),
            place: `solutions/${id}`,
          },
        ]
      : [],
  );
}

/** What the insights of an edition rest on, as ids of analyses, questions and findings. */
export async function listCited(db: AnyDb, edition: string): Promise<ReadonlySet<string>> {
  return new Set((await listEvidence(ownTables(db), edition)).map(({ id }) => id));
}

/** How many insights rest on one of these, and how many solutions follow from such an insight. */
export async function countRestingOn(
  db: AnyDb,
  edition: string,
  sources: ReadonlySet<string>,
): Promise<{ insights: number; solutions: number }> {
  const rows = await listInsightsWithSolutions(ownTables(db), edition);
  const resting = rows.filter(
    ({ evidence, state }) => state !== 'merged' && evidence.some(({ id }) => sources.has(id)),
  );
  const solutions = resting.flatMap(({ solution }) => (solution === null ? [] : [solution]));
  return { insights: new Set(resting.map(({ id }) => id)).size, solutions: new Set(solutions).size };
}

/** A sentence of the work list of one person, with since when it waits. */
export interface OwnWork {
  readonly code: 'solutions.task-waits' | 'solutions.insight-waits' | 'solutions.lead-waits';
  readonly params: Readonly<Record<string, string | LocalText>>;
  readonly since: Date;
  /** Where it is done, under the address of the edition. */
  readonly place: string;
}

/** Requirement 84: what one person still has to do with the insights and solutions of an edition. */
export async function listOwnWork(tx: AnyTx, edition: string, person: string): Promise<OwnWork[]> {
  const db = ownTables(tx);
  const { tasks, insights } = await readOwnWork(db, edition, person);
  return [
    ...tasks.map(
      ({ solution, text, due, at }): OwnWork => ({
        code: 'solutions.task-waits',
        params: { task: text, due },
        since: at,
        place: `solutions/${solution}`,
      }),
    ),
    ...insights.flatMap(({ text, due, agreed_at }): OwnWork[] =>
      due === null || agreed_at === null
        ? []
        : [
            {
              code: 'solutions.insight-waits',
              params: { insight: text, due },
              since: agreed_at,
              place: 'solve',
            },
          ],
    ),
  ];
}
