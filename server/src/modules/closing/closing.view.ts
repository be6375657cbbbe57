import type { Actor } from '../../platform/http/actor.ts';
import type { EditionAccess } from '../editions/editions.api.ts';
import type { Organisation } from '../identity/identity.contract.ts';
import type {
  Balance,
  Closing,
  EvaluationState,
  Evaluator,
  Lesson,
  OwnEvaluation,
  Transfer,
} from './closing.contract.ts';
import {
  mayAnswerEvaluator,
  mayEvaluate,
  mayExcuse,
  mayExport,
  mayLearn,
  mayNameEvaluator,
  mayRemove,
  mayTellBalance,
} from './closing.policy.ts';
import type {
  BalanceRow,
  ClosingRows,
  EvaluationRow,
  EvaluatorRow,
  LessonRow,
  TransferRow,
} from './closing.queries.ts';
import { summariseEvaluations } from './evaluation.spread.ts';

export function rowsToClosing(
  rows: ClosingRows,
  kinds: ReadonlyMap<string, Organisation['kind']>,
  members: Closing['members'],
  actor: Actor,
  edition: EditionAccess,
): Closing {
  const sent = rows.evaluations.filter(({ sent_at }) => sent_at !== null);
  const mine = rows.evaluations.find(({ person }) => person === actor.id);
  return {
    mine: mine === undefined ? null : rowToOwn(mine),
    results: summariseEvaluations(
      sent.map((row) => ({ ...row, kind: kinds.get(row.organisation) ?? 'region' })),
    ),
    organisations: edition.organisationsIn.map((organisation) => stateOf(organisation, rows, sent)),
    lessons: rows.lessons.map((row) => rowToLesson(row, actor, edition)),
    transfers: rows.transfers.map((row) => rowToTransfer(row, actor, edition)),
    evaluator: rows.evaluator === null ? null : rowToEvaluator(rows.evaluator),
    members: [...members],
    balances: rows.balances.map(rowToBalance),
    may: {
      evaluate: mayEvaluate(actor, edition),
      learn: mayLearn(actor, edition),
      excuse: mayExcuse(actor, edition, rows.evaluator),
      export: mayExport(actor, edition),
      nameEvaluator: mayNameEvaluator(actor, edition),
      answerEvaluator: mayAnswerEvaluator(actor, edition, rows.evaluator),
      balance: mayTellBalance(actor, edition),
    },
  };
}

function rowToOwn(row: EvaluationRow): OwnEvaluation {
  const { answers, brought, otherwise } = row;
  return { answers, brought, otherwise, sentAt: row.sent_at?.toISOString() ?? null };
}

function rowToEvaluator(row: EvaluatorRow): Evaluator {
  const { person: id, name, organisation, state, reason } = row;
  return {
    id,
    name,
    organisation,
    state,
    askedBy: row.asked_by,
    askedAt: row.asked_at.toISOString(),
    reason,
    answeredAt: row.answered_at?.toISOString() ?? null,
  };
}

function rowToBalance(row: BalanceRow): Balance {
  const { organisation, hours, euros, note, by } = row;
  return {
    organisation,
    hours,
    euros,
    savedHours: row.saved_hours,
    savedEuros: row.saved_euros,
    note,
    by,
    at: row.at.toISOString(),
  };
}

function stateOf(organisation: string, rows: ClosingRows, sent: readonly EvaluationRow[]): EvaluationState {
  const absence = rows.absences.find((row) => row.organisation === organisation);
  return {
    organisation,
    evaluated: sent.some((row) => row.organisation === organisation),
    absence:
      absence === undefined ? null : { reason: absence.reason, by: absence.by, at: absence.at.toISOString() },
  };
}

function rowToLesson(row: LessonRow, actor: Actor, edition: EditionAccess): Lesson {
  const { id, category, text, by, organisation } = row;
  return {
    id,
    category,
    text,
    forWhom: row.for_whom,
    by,
    organisation,
    at: row.at.toISOString(),
    may: { remove: mayRemove(actor, row.author, edition) },
  };
}

function rowToTransfer(row: TransferRow, actor: Actor, edition: EditionAccess): Transfer {
  const { id, what, level, by, organisation } = row;
  return {
    id,
    what,
    from: row.from_organisation,
    to: row.to_organisations,
    level,
    by,
    organisation,
    at: row.at.toISOString(),
    may: { remove: mayRemove(actor, row.author, edition) },
  };
}
