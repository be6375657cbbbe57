import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
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
export async function moveVotes(tx: Tx<SolutionsTables>, from: string, to: string): Promise<void> {
  const voters = await tx.selectFrom('insight_votes').select('person').where('insight', '=', from).execute();
  for (const { person } of voters) await insertVote(tx, to, person);
  await tx.deleteFrom('insight_votes').where('insight', '=', from).execute();
}
