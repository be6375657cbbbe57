import { denied, type PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { distinctWithdrawals } from './insights.view.ts';
import type { Solution, Task } from './solutions.contract.ts';
import type { CitableFact } from './solutions.deps.ts';
import { type EditionState, mayActFor, mayAnswerLead, mayFinishTask, mayMove } from './solutions.policy.ts';
import type { BoardRows, SolutionRow, TaskRow } from './solutions.queries.ts';
import { solutionMoves } from './states.contract.ts';

export function rowsToSolutions(
  rows: BoardRows,
  facts: readonly CitableFact[],
  actor: Actor,
  edition: EditionState,
): Solution[] {
  return rows.solutions.map((row) => ({
    id: row.id,
    title: row.title,
    text: row.text,
    state: row.state,
    by: row.by,
    organisation: row.organisation,
    at: row.at.toISOString(),
    insights: rows.cited.filter(({ solution }) => solution === row.id).map(({ id, text }) => ({ id, text })),
    withdrawn: distinctWithdrawals(
      rows.cited
        .filter(({ solution }) => solution === row.id)
        .flatMap(({ evidence }) =>
          facts.filter((fact) => evidence.some(({ kind, id }) => fact.kind === kind && fact.id === id)),
        ),
    ),
    feasibility: row.feasibility,
    realisation: row.realisation,
    lead: row.lead,
    tasks: rows.tasks
      .filter(({ solution }) => solution === row.id)
      .map((task) => rowToTask(task, row, actor, edition)),
    endedBecause: row.ended_because,
    may: {
      judge: mayMove(solutionMoves.accept, row.state, 'directions', actor, edition),
      start: mayMove(solutionMoves.start, row.state, 'realisation', actor, edition),
      answerLead: mayAnswerLead(row, actor, edition),
      end: mayMove(solutionMoves.finish, row.state, 'realisation', actor, edition),
      addTask: mayAddTask(row, actor, edition),
    },
  }));
}

/** For one's own organisation, while the solution is being realised. */
export function mayAddTask(row: SolutionRow, actor: Actor, edition: EditionState): PolicyAnswer {
  return whileRealising(row, mayActFor(actor.organisation, actor, edition));
}

export function mayTick(row: SolutionRow, task: TaskRow, actor: Actor, edition: EditionState): PolicyAnswer {
  return whileRealising(row, mayFinishTask(task, actor, edition));
}

function whileRealising(row: SolutionRow, answer: PolicyAnswer): PolicyAnswer {
  if (!answer.allowed || row.state === 'realising') return answer;
  return denied('solutions.not-realising');
}

function rowToTask(task: TaskRow, row: SolutionRow, actor: Actor, edition: EditionState): Task {
  return {
    id: task.id,
    organisation: task.organisation,
    text: task.text,
    owner: { id: task.owner, name: task.owner_name, organisation: task.organisation },
    due: task.due,
    doneAt: task.done_at?.toISOString() ?? null,
    may: { finish: mayTick(row, task, actor, edition) },
  };
}
