import type { AnyDb, AnyTx, Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import type { WriteFigure } from '../../platform/http/bound-numbers.ts';
import type { LocalText } from '../../platform/http/common.contract.ts';
import type { ClosingDeps } from './closing.deps.ts';
import { findEvaluator, listEvaluated, listLessonRows } from './closing.queries.ts';
import { bindClosing } from './closing.routes.ts';
import { ownTables } from './closing.tables.ts';
import type { LessonCategory } from './closing-words.contract.ts';
import { bindExportImport } from './export-import.routes.ts';
import type { ReportDeps } from './report.facts.ts';
import { createWords } from './report.words.ts';

export type { ClosingDeps } from './closing.deps.ts';
export { closingMigrations } from './closing.tables.ts';

export function createClosing(given: Given<ClosingDeps & ReportDeps>): { bindings: RouteBinding[] } {
  const deps = { ...given, db: ownTables(given.db) };
  return { bindings: [...bindClosing(deps), ...bindExportImport(deps)] };
}

/** A figure as a sentence of the report says it. */
export const writeFigure: WriteFigure = (value, style, language) => createWords(language).said(value, style);

/** Organisations that evaluated, or that gave a reason not to; the gate of the last step asks for it. */
export function readEvaluated(tx: AnyTx, edition: string): Promise<string[]> {
  return listEvaluated(ownTables(tx), edition);
}

/** What this person still has to answer in an edition: whether they are its evaluator. */
export async function listEvaluationsAsked(
  tx: AnyTx,
  edition: string,
  person: string,
): Promise<{ code: 'closing.evaluator-waits'; params: Record<string, never>; since: Date; place: string }[]> {
  const named = await findEvaluator(ownTables(tx), edition);
  if (named?.state !== 'asked' || named.person !== person) return [];
  return [{ code: 'closing.evaluator-waits', params: {}, since: named.asked_at, place: 'closing' }];
}

export interface LessonFact {
  /** Id of the edition in which it was learned. */
  readonly edition: string;
  readonly category: LessonCategory;
  readonly text: LocalText;
  readonly forWhom: LocalText;
  readonly organisation: string;
  readonly at: Date;
}

/** The lessons of these editions, for a person who starts another one; never with the name of their writer. */
export async function listLessons(db: AnyDb, editions: readonly string[]): Promise<LessonFact[]> {
  const rows = await listLessonRows(ownTables(db), editions);
  return rows.map((row) => ({
    edition: row.edition,
    category: row.category,
    text: row.text,
    forWhom: row.for_whom,
    organisation: row.organisation,
    at: row.at,
  }));
}
