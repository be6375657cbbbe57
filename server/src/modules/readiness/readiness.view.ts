import type { Actor } from '../../platform/http/actor.ts';
import { adviseCapacity, advisePlan, type Outcome } from './readiness.advice.ts';
import type { OrganisationReadiness, ReadinessBoard, ReadinessRound } from './readiness.contract.ts';
import { respondentsMin, spreadAreas, spreadStatements } from './readiness.levels.ts';
import { type EditionState, mayAnswer, mayStartRound } from './readiness.policy.ts';
import type { ReadinessRows } from './readiness.queries.ts';

/** What a reader may see of all answers: levels and spread, never the answer of one person. */
export function rowsToBoard(rows: ReadinessRows, actor: Actor, edition: EditionState): ReadinessBoard {
  const organisations = edition.organisationsIn.map((organisation) =>
    rowsToOrganisation(rows, organisation, organisation === actor.organisation),
  );
  const own = organisations.find(({ organisation }) => organisation === actor.organisation);
  const round = own?.round ?? 1;
  const sent = rows.answers.find((row) => isOf(row, actor.organisation, round) && row.person === actor.id);
  return {
    respondentsMin,
    mine: { round, answers: sent?.answers ?? null },
    organisations,
    plan: advisePlan(organisations.flatMap(toOutcome)),
    may: {
      answer: mayAnswer(actor, edition),
      startRound: mayStartRound(actor, edition, own?.respondents ?? 0),
    },
  };
}

/** Whether the outcome is everybody's to see, and so may weigh on what is planned together. */
export function isShown({ respondents }: Pick<ReadinessRound, 'respondents'>): boolean {
  return respondents >= respondentsMin;
}

export function rowsToOrganisation(
  rows: ReadinessRows,
  organisation: string,
  isOwn: boolean,
): OrganisationReadiness {
  const rounds = rows.rounds
    .filter((row) => row.organisation === organisation)
    .map(({ round, since }) => toRound(rows, organisation, isOwn, round, since.toISOString()));
  const [current = toRound(rows, organisation, isOwn, 1, null), ...earlier] = rounds;
  const forms = formsOf(rows, organisation, current.round);
  return {
    ...current,
    organisation,
    capacity: current.areas === null ? null : adviseCapacity(current.areas),
    statements: isOwn && forms.length > 0 ? spreadStatements(forms) : null,
    earlier,
  };
}

function toRound(
  rows: ReadinessRows,
  organisation: string,
  isOwn: boolean,
  round: number,
  since: string | null,
): ReadinessRound {
  const forms = formsOf(rows, organisation, round);
  const respondents = forms.length;
  const visible = respondents > 0 && (isOwn || isShown({ respondents }));
  return { round, since, respondents, areas: visible ? spreadAreas(forms) : null };
}

function toOutcome(one: OrganisationReadiness): Outcome[] {
  const { organisation, areas } = one;
  return areas === null ? [] : [{ organisation, areas, onlyOwn: !isShown(one) }];
}

function formsOf({ answers }: ReadinessRows, organisation: string, round: number) {
  return answers.filter((row) => isOf(row, organisation, round)).map((row) => row.answers);
}

function isOf(row: ReadinessRows['answers'][number], organisation: string, round: number): boolean {
  return row.organisation === organisation && row.round === round;
}
