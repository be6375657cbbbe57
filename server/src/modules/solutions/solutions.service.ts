import type { Tx } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { TextChange, TextInput } from '../../platform/http/common.contract.ts';
import { changeOptionalText, changeText, newText } from '../../platform/http/local-text.contract.ts';
import { lockInsight, setInsightState } from './insights.queries.ts';
import type { Feasibility, SolutionBoard } from './solutions.contract.ts';
import { type Change, changeEdition, type EditionView, type SolutionsDeps } from './solutions.deps.ts';
import { mayDo, mayMove, requirePermission } from './solutions.policy.ts';
import {
  insertCitedInsight,
  insertSolution,
  lockSolution,
  readBoard,
  type SolutionRow,
  updateSolution,
} from './solutions.queries.ts';
import type { SolutionsTables } from './solutions.tables.ts';
import { rowsToSolutions } from './solutions.view.ts';
import { insightMoves, solutionMoves } from './states.contract.ts';

export interface DirectionInput {
  readonly title: TextInput;
  readonly text: TextInput;
  readonly insights: readonly string[];
}

export interface VerdictInput {
  readonly feasible: boolean;
  readonly mustBeDone: TextChange;
  readonly stakeholders: TextChange;
  readonly forum: TextChange | null;
  readonly whyNot: TextChange;
}

export interface SolutionPlace {
  readonly edition: string;
  readonly solution: string;
}

export async function listSolutions(deps: SolutionsDeps, actor: Actor, slug: string): Promise<SolutionBoard> {
  return showBoard(deps, actor, await deps.findEdition(slug, actor));
}

/** Requirement 79: a direction need not be feasible, but it follows from an insight that is agreed. */
export async function proposeSolution(
  deps: SolutionsDeps,
  actor: Actor,
  slug: string,
  input: DirectionInput,
): Promise<SolutionBoard> {
  const edition = await deps.findEdition(slug, actor);
  const id = deps.newId();
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    requirePermission(mayDo('anybody in', 'directions', actor, locked));
    await insertSolution(tx, {
      id,
      edition: edition.id,
      title: JSON.stringify(newText(input.title)),
      text: JSON.stringify(newText(input.text)),
      state: 'direction',
      by: actor.name,
      organisation: actor.organisation,
      at: deps.now(),
    });
    for (const insight of [...new Set(input.insights)].toSorted()) {
      const { state } = await lockInsight(tx, edition.id, insight);
      requirePermission(mayMove(insightMoves.use, state, 'directions', actor, locked));
      await insertCitedInsight(tx, id, insight);
      await setInsightState(tx, insight, insightMoves.use.to);
    }
    return { action: insightMoves.use.event, subject: `solution/${id}` };
  });
  return showBoard(deps, actor, edition);
}

/** Requirement 80: the three questions of feasibility, and the verdict of people. */
export function judgeSolution(
  deps: SolutionsDeps,
  actor: Actor,
  place: SolutionPlace,
  input: VerdictInput,
): Promise<SolutionBoard> {
  const move = input.feasible ? solutionMoves.accept : solutionMoves.decline;
  return changeSolution(deps, actor, place, async (tx, row, edition) => {
    requirePermission(mayMove(move, row.state, 'directions', actor, edition));
    const feasibility = answersFrom(row.feasibility, input);
    await updateSolution(tx, row.id, { state: move.to, feasibility });
    return { action: move.event };
  });
}

function answersFrom(
  kept: Feasibility | null,
  { mustBeDone, stakeholders, forum, whyNot }: VerdictInput,
): Feasibility {
  return {
    mustBeDone: changeText(kept?.mustBeDone ?? null, mustBeDone),
    stakeholders: changeText(kept?.stakeholders ?? null, stakeholders),
    forum: changeOptionalText(kept?.forum ?? null, forum),
    whyNot: changeText(kept?.whyNot ?? null, whyNot),
  };
}

/** A change of one solution, which nobody else changes meanwhile; afterwards the board as it is then. */
export async function changeSolution(
  deps: SolutionsDeps,
  actor: Actor,
  place: SolutionPlace,
  work: (
    tx: Tx<SolutionsTables>,
    row: SolutionRow,
    edition: EditionView,
  ) => Promise<Omit<Change, 'subject'> & Partial<Change>>,
): Promise<SolutionBoard> {
  const edition = await deps.findEdition(place.edition, actor);
  await changeEdition(deps, actor, edition, async (tx, locked) => {
    const change = await work(tx, await lockSolution(tx, edition.id, place.solution), locked);
    return { subject: `solution/${place.solution}`, ...change };
  });
  return showBoard(deps, actor, edition);
}

async function showBoard(
  { db, listCitable, listMembers }: SolutionsDeps,
  actor: Actor,
  edition: EditionView,
): Promise<SolutionBoard> {
  return {
    solutions: rowsToSolutions(await readBoard(db, edition.id), await listCitable(edition), actor, edition),
    members: [...(await listMembers(edition.organisationsIn))],
    may: { propose: mayDo('anybody in', 'directions', actor, edition) },
  };
}
