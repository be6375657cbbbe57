import type { PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Permission } from '../../platform/http/common.contract.ts';
import { approximateRows, mayCountRows } from '../../platform/rows/row-counts.ts';
import type { Role } from '../identity/identity.contract.ts';
import type { EditionCase, Names } from './editions.case.ts';
import {
  type Blocker,
  type Edition,
  type EditionSummary,
  type Goal,
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
} from './editions.policy.ts';
import type { EditionRow, GoalRow, ParticipationRow } from './editions.queries.ts';
import { isContemplationOver, judgeStep, type Obstacle, stepNumber } from './editions.steps.ts';

export function caseToSummary(one: EditionCase): EditionSummary {
  const { edition, participations } = one.rows;
  return {
    ...editionFacts(one),
    organisations: participations
      .filter((participation) => participation.decision === 'in')
      .map((participation) => participation.organisation),
    blockers: one.state.finished ? 0 : judgeStep(edition.current_step, one.facts).blockers.length,
  };
}

export async function caseToEdition(
  one: EditionCase,
  actor: Actor,
  names: Names,
  people: EditionPeople,
): Promise<Edition> {
  const { rows, state } = one;
  const blockers = await findBlockers(one, people);
  return {
    ...editionFacts(one),
    participations: rows.participations.map((row) => rowToParticipation(row, one, actor)),
    goals: rows.goals.map(rowToGoal),
    steps: stepKeys.map((key) => toStep(key, one, blockers)),
    dataSets: rows.dataSets.map((row) => toDataSet(row, one, actor, names)),
    questionListLocked: isContemplationOver(state.currentStep),
    finishedAt: rows.edition.finished_at?.toISOString() ?? null,
    waitingFor: await findWaitingFor(one, people, blockers),
    may: {
      finishStep: toPermission(mayFinishNow(one, actor)),
      reopenStep: toPermission(mayReopenStep(actor, state)),
      editJointGoal: toPermission(mayEditJointGoal(actor, state)),
      editOwnGoal: toPermission(mayEditGoalOf(actor.organisation, actor, state)),
      invite: toPermission(mayInvite(actor, state)),
      addDataSet: toPermission(mayAddDataSet(actor, state)),
    },
  };
}

function toDataSet(
  row: EditionCase['rows']['dataSets'][number],
  { landed }: EditionCase,
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
  one: EditionCase,
  people: EditionPeople,
  blockers?: readonly Blocker[],
): Promise<Blocker[]> {
  const found = blockers ?? (await findBlockers(one, people));
  const { edition } = one.rows;
  if (found.length > 0 || one.state.finished) return [...found];
  return [
    {
      code: 'editions.ready-to-finish',
      params: {},
      who: await findWho(one, people, edition.initiator, 'facilitator'),
      since: null,
      link: `/editions/${edition.slug}${edition.current_step === 'solve' ? '/closing' : ''}`,
    },
  ];
}

async function findBlockers(one: EditionCase, people: EditionPeople): Promise<Blocker[]> {
  const { edition } = one.rows;
  const blockers: Blocker[] = [];
  if (one.state.finished) return blockers;
  for (const obstacle of judgeStep(edition.current_step, one.facts).blockers) {
    blockers.push({
      code: obstacle.code,
      params: obstacle.params,
      who: await findWho(one, people, obstacle.organisation, obstacle.role),
      since: obstacle.since?.toISOString() ?? null,
      link: `/editions/${edition.slug}/${room(obstacle, edition.current_step)}`,
    });
  }
  return blockers;
}

const standIns: Partial<Record<Role, readonly Role[]>> = { participant: ['manager', 'facilitator'] };

async function findWho(
  one: EditionCase,
  people: EditionPeople,
  organisation: string | null,
  role: Role,
): Promise<Blocker['who']> {
  const organisations =
    organisation === null
      ? one.rows.participations.filter((row) => row.decision === 'in').map((row) => row.organisation)
      : [organisation];
  for (const candidate of [role, ...(standIns[role] ?? [])]) {
    const found = await Promise.all(organisations.map((slug) => people.personsWithRole(slug, candidate)));
    const persons = found.flat().map(({ id, name }) => ({ id, name }));
    if (persons.length > 0) return { organisation, role: candidate, persons };
  }
  return { organisation, role, persons: [] };
}

/** The room of the edition where the obstacle can be cleared. */
function room({ code }: Obstacle, current: StepKey): string {
  switch (code) {
    case 'editions.questions-not-sorted':
      return 'picture';
    case 'editions.no-data-sets':
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

function editionFacts(one: EditionCase): Omit<EditionSummary, 'organisations' | 'blockers'> {
  const { edition } = one.rows;
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
    findings: one.facts.findings,
  };
}

export function statusOf(row: Pick<EditionRow, 'current_step' | 'finished_at'>): EditionSummary['status'] {
  if (row.finished_at !== null) return 'finished';
  return row.current_step === 'prioritise' ? 'starting' : 'running';
}

function toStep(key: StepKey, one: EditionCase, blockers: readonly Blocker[]): Step {
  const current = one.rows.edition.current_step;
  const isCurrent = key === current && !one.state.finished;
  const completion = one.rows.completions.find((row) => row.step === key);
  const isDone = !isCurrent && stepNumber(key) <= stepNumber(current);
  const { done } = judgeStep(key, one.facts);
  return {
    key,
    number: stepNumber(key),
    state: isCurrent ? 'current' : isDone ? 'done' : 'waiting',
    done: isCurrent || isDone ? done : [],
    blockers: isCurrent ? [...blockers] : [],
    finishedAt: isDone ? (completion?.finished_at.toISOString() ?? null) : null,
  };
}

function mayFinishNow(one: EditionCase, actor: Actor): PolicyAnswer {
  const answer = mayFinishStep(actor, one.state);
  if (!answer.allowed) return answer;
  const [first] = judgeStep(one.state.currentStep, one.facts).blockers;
  return first ? { allowed: false, reason: first.code, params: first.params } : answer;
}

function rowToParticipation(row: ParticipationRow, one: EditionCase, actor: Actor): Participation {
  return {
    organisation: row.organisation,
    decision: row.decision,
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    may: { decide: toPermission(mayDecide(row.organisation, 'any', actor, one.state)) },
  };
}

export function rowToGoal(row: GoalRow): Goal {
  return {
    id: row.id,
    organisation: row.organisation,
    text: row.text,
    successCriterion: row.success_criterion,
    sharp: row.success_criterion !== null,
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
