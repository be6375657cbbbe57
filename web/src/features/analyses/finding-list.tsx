import { type AnalysisSummary, analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import type { z } from 'zod';
import { call } from '../../app/api.ts';
import { analysesTexts } from '../../i18n/analyses.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { FindingCard } from './finding-card.tsx';

type Page = z.output<typeof analysesRoutes.listAnalyses.response>;

/** The newest analyses of an edition, and those before them as far as the reader asked for them. */
export function useAnalyses(edition: string) {
  return useInfiniteQuery({
    queryKey: [analysesRoutes.listAnalyses.operationId, 'pages', edition],
    queryFn: ({ signal, pageParam: before }) =>
      call(analysesRoutes.listAnalyses, { params: { edition }, query: { before }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ analyses, earlier }: Page) => (earlier > 0 ? analyses[0]?.id : undefined),
    select: pagesToList,
  });
}

function pagesToList({ pages }: InfiniteData<Page>) {
  return {
    analyses: pages.toReversed().flatMap(({ analyses }) => analyses),
    earlier: pages.at(-1)?.earlier ?? 0,
    may: pages[0]?.may,
  };
}

interface FindingListProps {
  readonly edition: string;
  readonly query: ReturnType<typeof useAnalyses>;
  /** Leaves out what does not belong in this list. */
  readonly isShown?: (analysis: AnalysisSummary) => boolean;
  /** Stands in its place when there is nothing at all. */
  readonly none: ReactNode;
}

/** What was found, the oldest first; a button above it brings those before the ones that are there. */
export function FindingList({ edition, query, isShown = () => true, none }: FindingListProps) {
  const t = useTexts(analysesTexts);
  const list = useRef<HTMLDivElement>(null);
  const showEarlier = async () => {
    await query.fetchNextPage();
    list.current?.focus();
  };
  return (
    <Loaded query={query} lines={6}>
      {({ analyses, earlier }) => {
        const shown = analyses.filter(isShown);
        if (shown.length === 0 && earlier === 0) return none;
        return (
          <div className="stack" ref={list} tabIndex={-1}>
            {earlier > 0 && (
              <div>
                <ActionButton busy={query.isFetchingNextPage} onClick={() => void showEarlier()}>
                  {t('showEarlier', { n: earlier })}
                </ActionButton>
              </div>
            )}
            {query.isFetchNextPageError && <ProblemAlert error={query.error} />}
            {shown.map((analysis) => (
              <FindingCard key={analysis.id} analysis={analysis} edition={edition} />
            ))}
          </div>
        );
      }}
    </Loaded>
  );
}
