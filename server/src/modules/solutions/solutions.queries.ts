import type { Insertable, Selectable } from 'kysely';
import type { AnyDb, Db, Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { Citable } from './insights.contract.ts';
import type { Feasibility, Realisation, SolutionLead } from './solutions.contract.ts';
import {
  ownTables,
  type SolutionsTable,
  type SolutionsTables,
  type SolutionTasksTable,
} from './solutions.tables.ts';
import type { SolutionState } from './states.contract.ts';

export type SolutionRow = Selectable<SolutionsTable>;
export type TaskRow = Selectable<SolutionTasksTable>;

/** All solutions of one edition with what they cite and what is to be done. */
export interface BoardRows {
  readonly solutions: readonly SolutionRow[];
  readonly cited: readonly {
    readonly solution: string;
    readonly id: string;
    readonly text: LocalText;
    readonly evidence: readonly Pick<Citable, 'kind' | 'id'>[];
  }[];
  readonly tasks: readonly TaskRow[];
}

export async function readBoard(db: Db<SolutionsTables>, edition: string): Promise<BoardRows> {
  const solutions = await db
    .selectFrom('solutions')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const cited = await db
    .selectFrom('solution_insights')
    .innerJoin('insights', 'insights.id', 'solution_insights.insight')
    .select(['solution_insights.solution', 'insights.id', 'insights.text', 'insights.evidence'])
    .where('insights.edition', '=', edition)
    .orderBy('insights.at')
    .execute();
  const tasks = await db
    .selectFrom('solution_tasks')
    .innerJoin('solutions', 'solutions.id', 'solution_tasks.solution')
    .selectAll('solution_tasks')
    .where('solutions.edition', '=', edition)
    .orderBy('solution_tasks.due')
    .orderBy('solution_tasks.at')
    .execute();
  return { solutions, cited, tasks };
}

/** A solution that nobody else changes until the transaction ends. */
export async function lockSolution(
  tx: Tx<SolutionsTables>,
  edition: string,
  id: string,
): Promise<SolutionRow> {
  const row = await tx
    .selectFrom('solutions')
    .selectAll()
    .where('edition', '=', edition)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new Failure('solutions.unknown', 404);
  return row;
}

export async function listTasksOf(db: Db<SolutionsTables>, solution: string): Promise<TaskRow[]> {
  return db.selectFrom('solution_tasks').selectAll().where('solution', '=', solution).execute();
}

/** What one person still has to do in an edition: tasks of running solutions, and insights nothing was done with. */
export async function readOwnWork(db: Db<SolutionsTables>, edition: string, person: string) {
  const tasks = await db
    .selectFrom('solution_tasks')
    .innerJoin('solutions', 'solutions.id', 'solution_tasks.solution')
    .select(['solution_tasks.solution', 'solution_tasks.text', 'solution_tasks.due', 'solution_tasks.at'])
    .where('solutions.edition', '=', edition)
    .where('solutions.state', '=', 'realising')
    .where('solution_tasks.owner', '=', person)
    .where('solution_tasks.done_at', 'is', null)
    .orderBy('solution_tasks.due')
    .execute();
  const insights = await db
    .selectFrom('insights')
    .select(['text', 'due', 'agreed_at'])
    .where('edition', '=', edition)
    .where('state', '=', 'common')
    .where('owner', '=', person)
    .orderBy('due')
    .execute();
  return { tasks, insights };
}

/** The solutions of an edition by name and state. */
export function listSolutionFacts(
  db: AnyDb,
  edition: string,
): Promise<{ id: string; title: LocalText; state: SolutionState }[]> {
  return ownTables(db)
    .selectFrom('solutions')
    .select(['id', 'title', 'state'])
    .where('edition', '=', edition)
    .orderBy('at')
    .execute();
}

export async function insertSolution(
  tx: Tx<SolutionsTables>,
  row: Insertable<SolutionsTable>,
): Promise<void> {
  await tx.insertInto('solutions').values(row).execute();
}

export async function insertCitedInsight(
  tx: Tx<SolutionsTables>,
  solution: string,
  insight: string,
): Promise<void> {
  await tx.insertInto('solution_insights').values({ solution, insight }).execute();
}

/** The state that a solution comes into, with what people say of it then. */
export interface SolutionChange {
  readonly state: SolutionState;
  readonly feasibility?: Feasibility;
  /** Null when the organisation that was asked does not lead. */
  readonly realisation?: Realisation | null;
  readonly lead?: SolutionLead;
  readonly endedBecause?: string;
}

export async function updateSolution(
  tx: Tx<SolutionsTables>,
  id: string,
  { state, feasibility, realisation, lead, endedBecause }: SolutionChange,
): Promise<void> {
  await tx
    .updateTable('solutions')
    .set({
      state,
      ...(feasibility === undefined ? {} : { feasibility: JSON.stringify(feasibility) }),
      ...(realisation === undefined
        ? {}
        : { realisation: realisation === null ? null : JSON.stringify(realisation) }),
      ...(lead === undefined ? {} : { lead: JSON.stringify(lead) }),
      ...(endedBecause === undefined ? {} : { ended_because: endedBecause }),
    })
    .where('id', '=', id)
    .execute();
}

export async function insertTask(
  tx: Tx<SolutionsTables>,
  row: Insertable<SolutionTasksTable>,
): Promise<void> {
  await tx.insertInto('solution_tasks').values(row).execute();
}

/** Null for a task that is not done after all. */
export async function setTaskDone(tx: Tx<SolutionsTables>, id: string, at: Date | null): Promise<void> {
  await tx.updateTable('solution_tasks').set({ done_at: at }).where('id', '=', id).execute();
}
