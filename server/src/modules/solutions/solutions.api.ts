import type { AnyTx, Db } from '../../platform/db/database.ts';
import { txWithTables } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { SolutionsDeps } from './solutions.deps.ts';
import { readOwnWork } from './solutions.queries.ts';
import { bindSolutions } from './solutions.routes.ts';
import type { SolutionsTables } from './solutions.tables.ts';

export type { CitableFact, SolutionsDeps } from './solutions.deps.ts';
export { solutionsMigrations } from './solutions.tables.ts';

export function createSolutions(deps: SolutionsDeps): { bindings: RouteBinding[] } {
  return { bindings: bindSolutions(deps) };
}

/** A sentence of the work list of one person, with since when it waits. */
export interface OwnWork {
  readonly code: 'solutions.task-waits' | 'solutions.insight-waits';
  readonly params: Readonly<Record<string, string | LocalText>>;
  readonly since: Date;
  /** Where it is done, under the address of the edition. */
  readonly place: string;
}

/** Requirement 84: what one person still has to do with the insights and solutions of an edition. */
export async function listOwnWork(tx: AnyTx, edition: string, person: string): Promise<OwnWork[]> {
  const db: Db<SolutionsTables> = txWithTables<SolutionsTables>(tx);
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
