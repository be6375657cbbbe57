import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Citable } from './insights.contract.ts';
import type {
  FieldChecksTable,
  InsightsTable,
  InsightVotesTable,
  SolutionsTables,
} from './solutions.tables.ts';
import type { InsightState } from './states.contract.ts';

export type InsightRow = Selectable<InsightsTable>;

/** Everything on the wall of one edition. */
export interface WallRows {
  readonly insights: readonly InsightRow[];
  readonly votes: readonly Selectable<InsightVotesTable>[];
  readonly checks: readonly Selectable<FieldChecksTable>[];
}

export async function readWall(db: Db<SolutionsTables>, edition: string): Promise<WallRows> {
  const insights = await db
    .selectFrom('insights')
    .selectAll()
    .where('edition', '=', edition)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const votes = await db
    .selectFrom('insight_votes')
    .innerJoin('insights', 'insights.id', 'insight_votes.insight')
    .select(['insight_votes.insight', 'insight_votes.person'])
    .where('insights.edition', '=', edition)
    .execute();
  const checks = await db
    .selectFrom('insight_checks')
    .innerJoin('insights', 'insights.id', 'insight_checks.insight')
    .selectAll('insight_checks')
    .where('insights.edition', '=', edition)
    .orderBy('insight_checks.at')
    .execute();
  return { insights, votes, checks };
}

/** An insight that nobody else changes until the transaction ends; one that was merged is gone for the wall. */
export async function lockInsight(tx: Tx<SolutionsTables>, edition: string, id: string): Promise<InsightRow> {
  const row = await tx
    .selectFrom('insights')
    .selectAll()
    .where('edition', '=', edition)
    .where('id', '=', id)
    .where('state', '!=', 'merged')
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new Failure('solutions.insight-unknown', 404);
  return row;
}

export async function setInsightState(
  tx: Tx<SolutionsTables>,
  id: string,
  state: InsightState,
): Promise<void> {
  await tx.updateTable('insights').set({ state }).where('id', '=', id).execute();
}

/** True when the vote counts, false when this person voted already. */
export async function insertVote(tx: Tx<SolutionsTables>, insight: string, person: string): Promise<boolean> {
  const added = await tx
    .insertInto('insight_votes')
    .values({ insight, person })
    .onConflict((conflict) => conflict.columns(['insight', 'person']).doNothing())
    .returning('insight')
    .executeTakeFirst();
  return added !== undefined;
}

/** The votes for one note move to the other; a person who voted for both counts once. */
async function moveVotes(tx: Tx<SolutionsTables>, from: string, to: string): Promise<void> {
  const voters = await tx.selectFrom('insight_votes').select('person').where('insight', '=', from).execute();
  for (const { person } of voters) await insertVote(tx, to, person);
  await tx.deleteFrom('insight_votes').where('insight', '=', from).execute();
}

/** False when this person had not voted. */
export async function deleteVote(tx: Tx<SolutionsTables>, insight: string, person: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom('insight_votes')
    .where('insight', '=', insight)
    .where('person', '=', person)
    .returning('insight')
    .executeTakeFirst();
  return gone !== undefined;
}

export async function insertInsight(tx: Tx<SolutionsTables>, row: Insertable<InsightsTable>): Promise<void> {
  await tx.insertInto('insights').values(row).execute();
}

/** What others had merged into it hangs on the wall again. */
export async function deleteInsight(tx: Tx<SolutionsTables>, id: string): Promise<void> {
  await tx
    .updateTable('insights')
    .set({ state: 'note', merged_into: null })
    .where('merged_into', '=', id)
    .execute();
  await tx.deleteFrom('insights').where('id', '=', id).execute();
}

export async function insertCheck(tx: Tx<SolutionsTables>, row: Insertable<FieldChecksTable>): Promise<void> {
  await tx.insertInto('insight_checks').values(row).execute();
}

export async function setTheme(tx: Tx<SolutionsTables>, id: string, theme: string | null): Promise<void> {
  await tx.updateTable('insights').set({ theme }).where('id', '=', id).execute();
}

/** The other note gets the votes and rests on this evidence; what was merged into this one moves along. */
export async function mergeInsights(
  tx: Tx<SolutionsTables>,
  { id, into, state }: { readonly id: string; readonly into: string; readonly state: InsightState },
  evidence: readonly Pick<Citable, 'kind' | 'id'>[],
): Promise<void> {
  await moveVotes(tx, id, into);
  await tx.updateTable('insights').set({ merged_into: into }).where('merged_into', '=', id).execute();
  await tx.updateTable('insights').set({ state, merged_into: into }).where('id', '=', id).execute();
  await tx
    .updateTable('insights')
    .set({ evidence: JSON.stringify(evidence) })
    .where('id', '=', into)
    .execute();
}

/** Who takes care of an insight, and until when. */
export interface InsightOwner {
  readonly owner: string;
  readonly owner_name: string;
  readonly owner_organisation: string;
  readonly due: string;
  readonly agreed_at: Date;
}

export async function setInsightOwner(
  tx: Tx<SolutionsTables>,
  id: string,
  owner: InsightOwner,
): Promise<void> {
  await tx.updateTable('insights').set(owner).where('id', '=', id).execute();
}

/** What the insights of an edition rest on. */
export async function listEvidence(
  db: Db<SolutionsTables>,
  edition: string,
): Promise<Pick<Citable, 'kind' | 'id'>[]> {
  const rows = await db.selectFrom('insights').select('evidence').where('edition', '=', edition).execute();
  return rows.flatMap(({ evidence }) => evidence);
}

/** Each insight of an edition once for every solution that follows from it, or once with none. */
export function listInsightsWithSolutions(db: Db<SolutionsTables>, edition: string) {
  return db
    .selectFrom('insights')
    .leftJoin('solution_insights', 'solution_insights.insight', 'insights.id')
    .select(['insights.id', 'insights.evidence', 'insights.state', 'solution_insights.solution'])
    .where('insights.edition', '=', edition)
    .execute();
}
