import type { PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Permission } from '../../platform/http/common.contract.ts';
import { approximateRows, mayCountRows } from '../../platform/rows/row-counts.ts';
import type { Role } from '../identity/identity.contract.ts';
import { criterionOf, type EditionSnapshot, type Names } from './edition-snapshot.ts';
import {
  type Blocker,
  type Edition,
  type EditionSummary,
  type Participation,
  type Step,
  type StepKey,
  stepKeys,
} from './editions.contract.ts';
import type { EditionPeople } from './editions.deps.ts';
import {
  mayAddDataSet,
  mayDecide,
  mayEditGoalOf,
  mayEditJointGoal,
  mayFinishStep,
  mayInvite,
  mayReopenStep,
  mayReviewGoal,
} from './editions.policy.ts';
import type { EditionRow, GoalRow, ParticipationRow } from './editions.queries.ts';
import { isQuestionListLocked, judgeStep, type Obstacle, stepNumber } from './editions.steps.ts';
import type { Goal } from './goals.contract.ts';

export function snapshotToSummary(snapshot: EditionSnapshot): EditionSummary {
  const { edition, participations } = snapshot.rows;
  return {
    ...editionFacts(snapshot),
    organisations: participations
      .filter((participation) => participation.decision === 'in')
      .map((participation) => participation.organisation),
    blockers: snapshot.state.finished ? 0 : judgeStep(edition.current_step, snapshot.facts).blockers.length,
  };
}

export async function snapshotToEdition(
  snapshot: EditionSnapshot,
  actor: Actor,
  names: Names,
  people: EditionPeople,
): Promise<Edition> {
  const { rows, state } = snapshot;
  const blockers = await findBlockers(snapshot, people);
  return {
    ...editionFacts(snapshot),
    participations: rows.participations.map((row) => rowToParticipation(row, snapshot, actor)),
    goals: rows.goals.map((row) => ({
      ...rowToGoal(row),
      may: { review: toPermission(mayReviewGoal(row.organisation, actor, state)) },
    })),
    steps: stepKeys.map((key) => toStep(key, snapshot, blockers)),
    dataSets: rows.dataSets.map((row) => toDataSet(row, snapshot, actor, names)),
    questionListLocked: isQuestionListLocked(state.currentStep),
    finishedAt: rows.edition.finished_at?.toISOString() ?? null,
    waitingFor: await findWaitingFor(snapshot, people, blockers),
    may: {
      finishStep: toPermission(mayFinishNow(snapshot, actor)),
      reopenStep: toPermission(mayReopenStep(actor, state)),
      editJointGoal: toPermission(mayEditJointGoal(actor, state)),
      editOwnGoal: toPermission(mayEditGoalOf(actor.organisation, actor, state)),
      invite: toPermission(mayInvite(actor, state)),
      addDataSet: toPermission(mayAddDataSet(actor, state)),
    },
  };
}

function toDataSet(
  row: EditionSnapshot['rows']['dataSets'][number],
  { landed }: EditionSnapshot,
  actor: Actor,
  names: Names,
): Edition['dataSets'][number] {
  const { version = null, rows = null } = landed.get(row.data_set) ?? {};
  const exact = names.isOpen(row.data_set) || mayCountRows(actor, row.owner);
  return {
    id: row.data_set,
    name: names.dataSet(row.data_set),
    owner: row.owner,
    version,
    rows: rows === null || exact ? rows : approximateRows(rows),
    rounded: rows !== null && !exact,
  };
}

/** The blockers, or, when there are none, the one who can finish the step. */
export async function findWaitingFor(
  snapshot: EditionSnapshot,
  people: EditionPeople,
  blockers?: readonly Blocker[],
): Promise<Blocker[]> {
  const found = blockers ?? (await findBlockers(snapshot, people));
  const { edition } = snapshot.rows;
  if (found.length > 0 || snapshot.state.finished) return [...found];
  return [
    {
      code: 'editions.ready-to-finish',
      params: {},
      who: await findWho(snapshot, people, edition.initiator, 'facilitator'),
      since: null,
      link: `/editions/${edition.slug}${edition.current_step === 'solve' ? '/closing' : ''}`,
    },
  ];
}

async function findBlockers(snapshot: EditionSnapshot, people: EditionPeople): Promise<Blocker[]> {
  const { edition } = snapshot.rows;
  const blockers: Blocker[] = [];
  if (snapshot.state.finished) return blockers;
  for (const obstacle of judgeStep(edition.current_step, snapshot.facts).blockers) {
    blockers.push({
      code: obstacle.code,
      params: obstacle.params,
      who: await findWho(snapshot, people, obstacle.organisation, obstacle.role, obstacle.besides),
      since: obstacle.since?.toISOString() ?? null,
      link: `/editions/${edition.slug}/${stepPage(obstacle, edition.current_step)}`,
    });
  }
  return blockers;
}

const standIns: Partial<Record<Role, readonly Role[]>> = { participant: ['manager', 'facilitator'] };

async function findWho(
  snapshot: EditionSnapshot,
  people: EditionPeople,
  organisation: string | null,
  role: Role,
  besides?: string,
): Promise<Blocker['who']> {
  const organisations =
    organisation === null
      ? snapshot.rows.participations
          .filter((row) => row.decision === 'in' && row.organisation !== besides)
          .map((row) => row.organisation)
      : [organisation];
  for (const candidate of [role, ...(standIns[role] ?? [])]) {
    const found = await Promise.all(organisations.map((slug) => people.personsWithRole(slug, candidate)));
    const persons = found.flat().map(({ id, name }) => ({ id, name }));
    if (persons.length > 0) return { organisation, role: candidate, persons };
  }
  return { organisation, role, persons: [] };
}

/** The step page where the obstacle can be cleared. */
function stepPage({ code }: Obstacle, current: StepKey): string {
  switch (code) {
    case 'editions.questions-not-sorted':
      return 'picture';
    case 'editions.deliveries-missing':
      return 'share';
    case 'editions.questions-open':
      return current;
    case 'editions.start-undecided':
    case 'editions.start-declined':
      return 'preparation';
    case 'editions.nothing-put-in':
      return 'preparation/put-in';
    case 'editions.solution-running':
    case 'editions.insights-loose':
      return 'solve';
    case 'editions.not-evaluated':
      return 'closing';
    default:
      return 'prioritise';
  }
}

function editionFacts(snapshot: EditionSnapshot): Omit<EditionSummary, 'organisations' | 'blockers'> {
  const { edition } = snapshot.rows;
  return {
    slug: edition.slug,
    title: edition.title,
    aim: edition.aim,
    theme: edition.theme,
    region: edition.region,
    initiator: edition.initiator,
    status: statusOf(edition),
    currentStep: edition.current_step,
    createdAt: edition.created_at.toISOString(),
    findings: snapshot.facts.findings,
  };
}

export function statusOf(row: Pick<EditionRow, 'current_step' | 'finished_at'>): EditionSummary['status'] {
  if (row.finished_at !== null) return 'finished';
  return row.current_step === 'prioritise' ? 'starting' : 'running';
}

function toStep(key: StepKey, snapshot: EditionSnapshot, blockers: readonly Blocker[]): Step {
  const current = snapshot.rows.edition.current_step;
  const isCurrent = key === current && !snapshot.state.finished;
  const completion = snapshot.rows.completions.find((row) => row.step === key);
  const isDone = !isCurrent && stepNumber(key) <= stepNumber(current);
  const { done } = judgeStep(key, snapshot.facts);
  return {
    key,
    number: stepNumber(key),
    state: isCurrent ? 'current' : isDone ? 'done' : 'waiting',
    done: isCurrent || isDone ? done : [],
    blockers: isCurrent ? [...blockers] : [],
    finishedAt: isDone ? (completion?.finished_at.toISOString() ?? null) : null,
  };
}

function mayFinishNow(snapshot: EditionSnapshot, actor: Actor): PolicyAnswer {
  const answer = mayFinishStep(actor, snapshot.state);
  if (!answer.allowed) return answer;
  const [first] = judgeStep(snapshot.state.currentStep, snapshot.facts).blockers;
  return first ? { allowed: false, reason: first.code, params: first.params } : answer;
}

function rowToParticipation(row: ParticipationRow, snapshot: EditionSnapshot, actor: Actor): Participation {
  return {
    organisation: row.organisation,
    decision: row.decision,
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    may: { decide: toPermission(mayDecide(row.organisation, 'any', actor, snapshot.state)) },
  };
}

export function rowToGoal(row: GoalRow): Goal {
  return {
    id: row.id,
    organisation: row.organisation,
    text: row.text,
    successCriterion: row.success_criterion,
    review: row.review,
    sharp: criterionOf(row) === 'sharp',
    by: row.by,
    at: row.at.toISOString(),
  };
}

function toPermission(answer: PolicyAnswer): Permission {
  if (answer.allowed) return { allowed: true };
  const { reason, params } = answer;
  return params === undefined
    ? { allowed: false, reason }
    : { allowed: false, reason, params: { ...params } };
}
