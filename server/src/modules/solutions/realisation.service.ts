import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { TextInput } from '../../platform/http/common.contract.ts';
import { newText } from '../../platform/http/local-text.contract.ts';
import type { Realisation, SolutionBoard, SolutionLead } from './solutions.contract.ts';
import type { SolutionsDeps } from './solutions.deps.ts';
import { mayAnswerLead, mayMove, requirePermission } from './solutions.policy.ts';
import { insertTask, listTasksOf, setTaskDone, type TaskRow, updateSolution } from './solutions.queries.ts';
import { changeSolution, type SolutionPlace } from './solutions.service.ts';
import { mayAddTask, mayTick } from './solutions.view.ts';
import { requireFuture, requireMember } from './sorting.service.ts';
import { solutionMoves } from './states.contract.ts';

export interface StartInput {
  readonly arrange: TextInput;
  readonly puller: string;
  readonly follow: TextInput;
}

export interface TaskInput {
  readonly text: TextInput;
  readonly owner: string;
  readonly due: string;
}

/**
 * Requirement 81: what must be arranged, which organisation leads, how progress is followed. One's own organisation
 * leads at once; another one is asked, and nothing begins before it consents.
 */
export function startSolution(
  deps: SolutionsDeps,
  actor: Actor,
  place: SolutionPlace,
  { arrange, puller, follow }: StartInput,
): Promise<SolutionBoard> {
  const isOwn = puller === actor.organisation;
  const move = isOwn ? solutionMoves.start : solutionMoves.ask;
  const answers: Realisation = { arrange: newText(arrange), puller, follow: newText(follow) };
  return changeSolution(deps, actor, place, async (tx, row, edition) => {
    requirePermission(mayMove(move, row.state, 'realisation', actor, edition));
    if (!edition.organisationsIn.includes(puller)) {
      throw new Failure('solutions.organisation-not-in', 409, { organisation: puller });
    }
    const lead: SolutionLead = {
      organisation: puller,
      state: isOwn ? 'accepted' : 'asked',
      by: actor.name,
      at: deps.now().toISOString(),
      reason: null,
    };
    await updateSolution(tx, row.id, { state: move.to, realisation: answers, lead });
    return { action: move.event, details: { puller } };
  });
}

const leadAnswers = { accept: solutionMoves.acceptLead, decline: solutionMoves.declineLead };

/** After a no, another organisation can be asked; who said no, and why, stays to be read. */
export function answerLead(
  deps: SolutionsDeps,
  actor: Actor,
  place: SolutionPlace,
  { answer, reason }: { answer: keyof typeof leadAnswers; reason: string },
): Promise<SolutionBoard> {
  const { to, event } = leadAnswers[answer];
  return changeSolution(deps, actor, place, async (tx, row, edition) => {
    requirePermission(mayAnswerLead(row, actor, edition));
    const { name: by, organisation } = actor;
    const state = answer === 'accept' ? 'accepted' : 'declined';
    const lead: SolutionLead = { organisation, state, by, at: deps.now().toISOString(), reason };
    await updateSolution(tx, row.id, {
      state: to,
      lead,
      ...(answer === 'decline' ? { realisation: null } : {}),
    });
    return { action: event, details: { organisation } };
  });
}

const endings = {
  done: solutionMoves.finish,
  stopped: solutionMoves.stop,
  'handed-over': solutionMoves.handOver,
};
type Ending = keyof typeof endings;

export function endSolution(
  deps: SolutionsDeps,
  actor: Actor,
  place: SolutionPlace,
  { ending, because }: { ending: Ending; because: string },
): Promise<SolutionBoard> {
  const move = endings[ending];
  return changeSolution(deps, actor, place, async (tx, row, edition) => {
    requirePermission(mayMove(move, row.state, 'realisation', actor, edition));
    if (ending === 'done') requireAllDone(await listTasksOf(tx, row.id));
    await updateSolution(tx, row.id, { state: move.to, endedBecause: because });
    return { action: move.event };
  });
}

/** Requirement 28: an organisation takes on tasks in its own role, never for another. */
export async function addTask(
  deps: SolutionsDeps,
  actor: Actor,
  place: SolutionPlace,
  { text, owner, due }: TaskInput,
): Promise<SolutionBoard> {
  const { organisationsIn } = await deps.findEdition(place.edition, actor);
  const member = requireMember(owner, await deps.listMembers(organisationsIn));
  if (member.organisation !== actor.organisation) throw new Failure('solutions.other-organisation', 403);
  requireFuture(due, deps.now());
  const id = deps.newId();
  return changeSolution(deps, actor, place, async (tx, row, edition) => {
    requirePermission(mayAddTask(row, actor, edition));
    await insertTask(tx, {
      id,
      solution: row.id,
      organisation: actor.organisation,
      text: JSON.stringify(newText(text)),
      owner: member.id,
      owner_name: member.name,
      due,
      at: deps.now(),
    });
    return { action: 'solutions.task-added', subject: `task/${id}`, details: { due } };
  });
}

/** Ticks a task off, or says that it is not done after all. */
export function tickTask(
  deps: SolutionsDeps,
  actor: Actor,
  place: SolutionPlace & { readonly task: string },
  done: boolean,
): Promise<SolutionBoard> {
  return changeSolution(deps, actor, place, async (tx, row, edition) => {
    const task = (await listTasksOf(tx, row.id)).find(({ id }) => id === place.task);
    if (task === undefined) throw new Failure('solutions.task-unknown', 404);
    requirePermission(mayTick(row, task, actor, edition));
    if ((task.done_at !== null) === done) {
      throw new Failure(done ? 'solutions.task-done' : 'solutions.task-not-done', 409);
    }
    await setTaskDone(tx, task.id, done ? deps.now() : null);
    return {
      action: done ? 'solutions.task-finished' : 'solutions.task-reopened',
      subject: `task/${task.id}`,
    };
  });
}

function requireAllDone(tasks: readonly TaskRow[]): void {
  if (tasks.length === 0) throw new Failure('solutions.no-tasks', 409);
  const n = tasks.filter(({ done_at }) => done_at === null).length;
  if (n > 0) throw new Failure('solutions.tasks-open', 409, { n });
}
