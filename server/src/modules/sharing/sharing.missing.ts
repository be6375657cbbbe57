import { landsOnlyCoarser, staysAtOwner } from './sharing.columns.ts';
import { type Draft, type DraftColumn, type DraftDataSet, isShared } from './sharing.draft.ts';
import type { MissingMessage } from './sharing-errors.contract.ts';

export interface Missing {
  readonly code: MissingMessage;
  readonly dataSet: string | null;
  readonly column: string | null;
}

/** Everything that lacks before the plan can be closed. */
export function findMissing(draft: Draft): Missing[] {
  const { purpose, from, to, review } = draft.frame;
  const hasFrame = ![purpose, from, to, review].includes(null);
  const nowhere = { dataSet: null, column: null };
  return [
    ...(hasFrame ? [] : [{ code: 'sharing.missing.frame' as const, ...nowhere }]),
    ...(draft.dataSets.some(isShared) ? [] : [{ code: 'sharing.missing.data-set' as const, ...nowhere }]),
    ...draft.dataSets.flatMap(missingOf),
  ];
}

export function missingOf(dataSet: DraftDataSet): Missing[] {
  const place = { dataSet: dataSet.dataSet, column: null };
  const undecided = dataSet.columns.filter((column) => missingInColumn(column) !== null);
  const decisions = undecided.map(({ name }) => ({
    code: 'sharing.missing.decision' as const,
    dataSet: dataSet.dataSet,
    column: name,
  }));
  if (!isShared(dataSet)) return decisions;
  const { persons, special, bases, terms, necessity } = dataSet;
  return [
    ...decisions,
    ...(terms === null ? [{ code: 'sharing.missing.terms' as const, ...place }] : []),
    ...(necessity === null ? [{ code: 'sharing.missing.necessity' as const, ...place }] : []),
    ...(persons && bases.length === 0 ? [{ code: 'sharing.missing.basis' as const, ...place }] : []),
    ...(special && bases.length < 2 ? [{ code: 'sharing.missing.special-basis' as const, ...place }] : []),
  ];
}

/** What one column lacks; null when nothing does, or when there is nothing to decide. */
export function missingInColumn(column: DraftColumn): 'question' | 'decision' | 'grain' | null {
  const { role, decision, questions } = column;
  if (staysAtOwner(role)) return null;
  // What nobody asked for is not allowed, without a decision.
  if (decision === null) return questions.length === 0 ? null : 'decision';
  if (decision.outcome === 'not-allowed') return null;
  if (questions.length === 0) return 'question';
  return decision.outcome === 'allowed' && landsOnlyCoarser(column) ? 'grain' : null;
}
