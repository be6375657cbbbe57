import type { QueryOption } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { ApiProblem } from '../../app/api.ts';
import type { ViewShape } from '../../ui/charts/points.ts';
import type { Say } from '../figures/sentence.ts';
import type { FieldKey } from './builder-part.tsx';
import type { Draft } from './draft.ts';

/** The shapes that suit what is chosen, the most telling first. */
export function shapesOfDraft(draft: Draft, source: QueryOption | undefined): ViewShape[] {
  const kinds = draft.by.map((key) => source?.dimensions.find((dimension) => dimension.key === key)?.kind);
  if (draft.by.length === 0) return ['number'];
  if (kinds.length === 1 && kinds[0] === 'area') return ['map', 'bars'];
  if (kinds.includes('month') || kinds.includes('quarter')) return ['line', 'bars'];
  if (kinds.includes('year')) return ['bars', 'line'];
  return ['bars'];
}

export interface Filled {
  question: string;
  title: string;
  viewTitle: string;
  draft: Draft;
}

/** What is not filled in or cannot be, said at the field. */
export function checkFilled(
  { question, title, viewTitle, draft }: Filled,
  t: Say,
): Partial<Record<FieldKey, string>> {
  const period = draft.only['time'];
  const isTurned = period !== undefined && 'from' in period && period.to !== '' && period.from > period.to;
  return {
    ...(question === '' && { question: t('chooseQuestion') }),
    ...(draft.from === '' && { from: t('chooseDataSet') }),
    ...(title.trim() === '' && { title: t('giveTitle') }),
    ...(viewTitle.trim() === '' && { viewTitle: t('giveTitle') }),
    ...(isTurned && { where: t('periodOrder') }),
  };
}

const fields: readonly FieldKey[] = ['measures', 'by', 'where', 'also', 'from', 'title', 'question'];

/** What the hub said about the query, at the field it is about; what belongs to no field stays in `rest`. */
export function problemsToFields(error: ApiProblem | null): {
  errors: Partial<Record<FieldKey, string>>;
  atFields: boolean;
} {
  const errors: Partial<Record<FieldKey, string>> = {};
  if (error?.code === 'analyses.not-askable') return { errors, atFields: false };
  let placed = 0;
  for (const { path, message } of error?.problems ?? []) {
    const steps = path.split(/[^a-zA-Z]+/);
    const field = fields.find((candidate) => steps.includes(candidate));
    if (!field) continue;
    errors[field] = errors[field] === undefined ? message : `${errors[field]} ${message}`;
    placed += 1;
  }
  return { errors, atFields: placed > 0 && placed === error?.problems.length };
}
