import type { Actor } from '../../platform/http/actor.ts';
import type { EditionAccess } from '../editions/editions.api.ts';
import type { Organisation } from '../identity/identity.contract.ts';
import type { Closing, EvaluationState, Lesson, OwnEvaluation, Transfer } from './closing.contract.ts';
import { mayEvaluate, mayExcuse, mayExport, mayLearn, mayRemove } from './closing.policy.ts';
import type { ClosingRows, EvaluationRow, LessonRow, TransferRow } from './closing.queries.ts';
import { summariseEvaluations } from './evaluation.spread.ts';

export function rowsToClosing(
  rows: ClosingRows,
  kinds: ReadonlyMap<string, Organisation['kind']>,
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
    may: {
      evaluate: mayEvaluate(actor, edition),
      learn: mayLearn(actor, edition),
      excuse: mayExcuse(actor, edition),
      export: mayExport(actor, edition),
    },
  };
}

function rowToOwn(row: EvaluationRow): OwnEvaluation {
  const { answers, brought, otherwise } = row;
  return { answers, brought, otherwise, sentAt: row.sent_at?.toISOString() ?? null };
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
