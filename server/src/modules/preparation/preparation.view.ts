import type { PolicyAnswer } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Permission } from '../../platform/http/common.contract.ts';
import { stepKeys } from '../editions/editions.contract.ts';
import { advise, problemQuestions } from './preparation.advice.ts';
import { backgroundOfRoles, findMissing } from './preparation.attendance.ts';
import type {
  Advice,
  Answer,
  Attendee,
  InvitationMail,
  Partner,
  PlanOfAspect,
  Preparation,
  Writer,
} from './preparation.contract.ts';
import type { EditionView, PossibleAttendee } from './preparation.deps.ts';
import {
  mayAgree,
  mayChooseBackground,
  mayCommitFor,
  mayDecideStart,
  mayMailInvitation,
  mayPlan,
  maySteer,
  mayView,
  mayWithdrawCommitment,
} from './preparation.policy.ts';
import type { PreparationRows } from './preparation.queries.ts';
import { aspects, questions, type StartState } from './questions.contract.ts';

export function rowsToPreparation(
  rows: PreparationRows,
  members: readonly PossibleAttendee[],
  actor: Actor,
  edition: EditionView,
): Preparation {
  const state = stateOf(rows);
  const unanswered = countUnanswered(rows);
  const leads = maySteer(actor, edition).allowed;
  const people = members.map((member) => memberToPerson(member, rows, actor, edition));
  return {
    questions: questions.map(({ key, part }) => {
      const agreed = rows.answers.find(({ question }) => question === key);
      return {
        key,
        part,
        agreed: agreed === undefined ? null : rowToAnswer(agreed),
        views: rows.views.filter(({ question }) => question === key).map(rowToAnswer),
      };
    }),
    advice: adviceOf(rows),
    decisions: rows.decisions.map((row) => ({
      number: row.number,
      decision: row.decision,
      reasons: row.reasons,
      advice: row.advice,
      ...written(row),
    })),
    steering: toSteering(rows),
    partners: edition.organisationsIn.map((one) => toPartner(one, rows, actor, edition)),
    room: { people, missing: findMissing(people) },
    invitations: leads ? toInvitations(rows) : [],
    plan: aspects.map((aspect) => toPlan(aspect, rows, edition)),
    may: {
      agree: toPermission(mayAgree(actor, edition)),
      view: toPermission(mayView(actor, edition)),
      go: toPermission(mayDecideStart('go', state, unanswered, actor, edition)),
      stop: toPermission(mayDecideStart('no-go', state, unanswered, actor, edition)),
      steer: toPermission(maySteer(actor, edition)),
      plan: toPermission(mayPlan(actor, edition)),
      invite: toPermission(mayMailInvitation(actor, edition)),
    },
  };
}

export function stateOf({ decisions }: Pick<PreparationRows, 'decisions'>): StartState {
  return decisions[0]?.decision ?? 'undecided';
}

export function countUnanswered({ answers }: Pick<PreparationRows, 'answers'>): number {
  return problemQuestions.filter(({ key }) => !answers.some(({ question }) => question === key)).length;
}

export function adviceOf({ answers, steering }: PreparationRows): Advice {
  return advise({
    answers: new Map(answers.map(({ question, answer }) => [question, answer])),
    sponsorNamed: (steering?.sponsor_name ?? null) !== null,
    groupNamed: (steering?.steering_group ?? null) !== null,
  });
}

interface WrittenRow {
  readonly person: string;
  readonly person_name: string;
  readonly person_organisation: string;
  readonly at: Date;
}

export function written(row: WrittenRow): { by: Writer; at: string } {
  const by = { id: row.person, name: row.person_name, organisation: row.person_organisation };
  return { by, at: row.at.toISOString() };
}

function rowToAnswer(row: PreparationRows['answers'][number]): Answer {
  return { answer: row.answer, why: row.why, ...written(row) };
}

function toSteering({ steering: row }: PreparationRows): Preparation['steering'] {
  if (row === undefined) return null;
  const { sponsor_name: name, sponsor_organisation: organisation } = row;
  const sponsor = name === null || organisation === null ? null : { name, organisation };
  return { sponsor, group: row.steering_group, ...written(row) };
}

function toPartner(organisation: string, rows: PreparationRows, actor: Actor, edition: EditionView): Partner {
  const own = rows.commitments.filter((row) => row.organisation === organisation);
  const hope = rows.hopes.find((row) => row.organisation === organisation);
  const remove = toPermission(mayWithdrawCommitment(organisation, own.length, actor, edition));
  return {
    organisation,
    commitments: own.map((row) => ({
      id: row.id,
      kind: row.kind,
      amount: row.amount,
      note: row.note,
      ...written(row),
      may: { remove },
    })),
    hope: hope === undefined ? null : { text: hope.text, ...written(hope) },
    may: { commit: toPermission(mayCommitFor(organisation, actor, edition)) },
  };
}

/** People who were mailed at the same moment received one mail. */
function toInvitations({ mails }: PreparationRows): InvitationMail[] {
  const together = Map.groupBy(mails, ({ organisation, at }) => `${organisation} ${at.toISOString()}`);
  return [...together.values()].flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    const names = rows.map(({ name }) => name);
    return [{ organisation: first.organisation, names, ...written(first) }];
  });
}

function memberToPerson(
  { id, name, organisation, roles }: PossibleAttendee,
  { backgrounds }: PreparationRows,
  actor: Actor,
  edition: EditionView,
): Attendee {
  const chosen = backgrounds.find(({ person }) => person === id)?.background;
  return {
    id,
    name,
    organisation,
    background: chosen ?? backgroundOfRoles(roles),
    chosen: chosen !== undefined,
    may: { choose: toPermission(mayChooseBackground(id, actor, edition)) },
  };
}

function toPlan(
  aspect: PlanOfAspect['aspect'],
  { lines }: PreparationRows,
  edition: EditionView,
): PlanOfAspect {
  const own = lines.filter((line) => line.aspect === aspect);
  const [newest] = own;
  return {
    aspect,
    lines: own.map((line) => ({ text: line.text, step: line.step, ...written(line) })),
    lookAgain: newest !== undefined && stepKeys.indexOf(newest.step) < stepKeys.indexOf(edition.currentStep),
  };
}

function toPermission(answer: PolicyAnswer): Permission {
  if (answer.allowed) return { allowed: true };
  const { reason, params } = answer;
  return { allowed: false, reason, ...(params === undefined ? {} : { params: { ...params } }) };
}
