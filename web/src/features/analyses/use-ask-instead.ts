import { type Analysis, analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { AnalysisQuery } from '@datalab/server/modules/analyses/answer.contract.ts';
import { dimensionToKey } from '@datalab/server/modules/analyses/askable.contract.ts';
import { useNavigate } from '@tanstack/react-router';
import { useApiChange } from '../../app/query.ts';
import { analysesTexts } from '../../i18n/analyses.ts';
import { useTexts } from '../../i18n/language.tsx';
import { useToast } from '../../ui/toast.tsx';
import { viewWithoutTitle } from './view-without-title.ts';

/**
 * Asks another question in a view of an analysis and computes it. A conclusion whose figures are not in the answer to it
 * would be lost: then it becomes a new analysis, and the old one stays as it is.
 */
export function useAskInstead(edition: string, analysis: Analysis) {
  const change = useApiChange(analysesRoutes.changeAnalysis);
  const asNew = useAskAsNew(edition);
  const { id, question, views } = analysis;
  return {
    error: change.error ?? asNew.error,
    busy: change.isPending || asNew.busy,
    ask: (key: string, query: AnalysisQuery) => {
      const replaced = views.map((view) => (view.key === key ? { ...view, query } : view));
      if (!keepsFigures(analysis, key, query)) return asNew.ask({ ...analysis, views: replaced });
      const body = { question, views: replaced.map(viewWithoutTitle) };
      change.mutate({ params: { edition, analysis: id }, body });
    },
  };
}

/** Makes a new analysis of one that stays as it is, says so and leads to it. */
export function useAskAsNew(edition: string) {
  const t = useTexts(analysesTexts);
  const toast = useToast();
  const navigate = useNavigate();
  const create = useApiChange(analysesRoutes.createAnalysis, ({ id }) => {
    toast({ text: t('askedAsNew') });
    void navigate({ to: '/editions/$edition/analyses/$analysis', params: { edition, analysis: id } });
  });
  return {
    error: create.error,
    busy: create.isPending,
    ask: ({ question, title, views }: Pick<Analysis, 'question' | 'title' | 'views'>) =>
      create.mutate({ params: { edition }, body: { question, title, views } }),
  };
}

/** Whether the figures of the conclusion can still be found when a view asks this. */
export function keepsFigures(
  { findingInput }: Pick<Analysis, 'findingInput'>,
  key: string,
  { by }: Pick<AnalysisQuery, 'by'>,
): boolean {
  const keys = new Set(by.map(dimensionToKey));
  const own = findingInput?.figures.filter(({ view }) => view === key) ?? [];
  return own.every(({ where }) => Object.keys(where).every((column) => keys.has(column)));
}
