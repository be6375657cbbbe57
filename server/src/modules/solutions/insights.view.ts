import type { PolicyAnswer } from '../../platform/errors/failure.ts';
import { denied } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Citable, Insight } from './insights.contract.ts';
import type { InsightRow, WallRows } from './insights.queries.ts';
import type { CitableFact } from './solutions.deps.ts';
import { type EditionState, mayCheckOnTheSpot, mayDo, mayMove } from './solutions.policy.ts';
import { insightMoves } from './states.contract.ts';

/** The insights as somebody sees them; what was merged stands under the note it went into. */
export function rowsToInsights(
  rows: WallRows,
  facts: readonly CitableFact[],
  actor: Actor,
  edition: EditionState,
): Insight[] {
  return rows.insights.flatMap((row) => {
    const { state } = row;
    if (state === 'merged') return [];
    const evidence = row.evidence.flatMap(({ kind, id }) =>
      facts.filter((fact) => fact.kind === kind && fact.id === id).map(factToCitable),
    );
    const voters = rows.votes.filter(({ insight }) => insight === row.id).map(({ person }) => person);
    return [
      {
        id: row.id,
        goal: row.goal,
        text: row.text,
        numbers: row.numbers,
        theme: row.theme,
        state,
        by: row.author_name,
        organisation: row.organisation,
        at: row.at.toISOString(),
        evidence,
        organisations: [...new Set(evidence.flatMap(({ organisations }) => organisations))],
        dataSets: distinctDataSets(evidence),
        withdrawn: distinctWithdrawals(evidence),
        votes: voters.length,
        votedByMe: voters.includes(actor.id),
        merged: rows.insights
          .filter((one) => one.merged_into === row.id)
          .map((one) => ({
            id: one.id,
            text: one.text,
            by: one.author_name,
            organisation: one.organisation,
          })),
        owner: rowToOwner(row),
        due: row.due,
        checks: rows.checks
          .filter(({ insight }) => insight === row.id)
          .map(({ insight: _, at, ...check }) => ({ ...check, at: at.toISOString() })),
        may: {
          remove: mayRemove(row, actor, edition),
          vote: mayHandleNote(row, actor, edition),
          group: mayHandleNote(row, actor, edition),
          merge: mayMove(insightMoves.merge, state, 'insights', actor, edition),
          agree: mayMove(insightMoves.agree, state, 'insights', actor, edition),
          check: mayCheck(row, actor, edition),
        },
      },
    ];
  });
}

/** Voting and grouping are for everybody who is in, as long as it is a note. */
export function mayHandleNote(row: InsightRow, actor: Actor, edition: EditionState): PolicyAnswer {
  const answer = mayDo('anybody in', 'insights', actor, edition);
  if (!answer.allowed || row.state === 'note') return answer;
  return denied('solutions.insight-not-a-note');
}

export function mayRemove(row: InsightRow, actor: Actor, edition: EditionState): PolicyAnswer {
  return row.author === actor.id ? mayHandleNote(row, actor, edition) : denied('solutions.not-author');
}

/** Requirement 53: what the data point to is looked at on the spot once it is agreed. */
export function mayCheck(row: InsightRow, actor: Actor, edition: EditionState): PolicyAnswer {
  const answer = mayCheckOnTheSpot(actor, edition);
  if (!answer.allowed || row.state !== 'note') return answer;
  return denied('solutions.insight-still-a-note');
}

/** Each organisation that left once, over all that something rests on. */
export function distinctWithdrawals(evidence: readonly Pick<Citable, 'withdrawn'>[]): Insight['withdrawn'] {
  const all = evidence.flatMap(({ withdrawn }) => withdrawn);
  return [...new Map(all.map((one) => [one.organisation, one])).values()];
}

export function factToCitable({ current: _, ...citable }: CitableFact): Citable {
  return citable;
}

function rowToOwner(row: InsightRow): Insight['owner'] {
  const { owner, owner_name: name, owner_organisation: organisation } = row;
  return owner === null || name === null || organisation === null ? null : { id: owner, name, organisation };
}

function distinctDataSets(evidence: readonly Citable[]): Citable['dataSets'] {
  const all = evidence.flatMap(({ dataSets }) => dataSets);
  return [...new Map(all.map((dataSet) => [dataSet.id, dataSet])).values()];
}
