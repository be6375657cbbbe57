import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import {
  type AreaCollection,
  type AreaLevel,
  catalogueRoutes,
} from '@datalab/server/modules/catalogue/catalogue.contract.ts';
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiQuery } from '../../app/query.ts';
import type { Areas } from '../../ui/maps/areas.ts';
import { toPlanar } from '../../ui/maps/geometry.ts';
import { areasOfAnswer } from '../../ui/maps/select.ts';

/** The areas an answer is about, none without one: in the year of its data, and only in the municipalities it names. */
export function useAreas(answer: Answer | undefined): Areas {
  const levels = answer === undefined ? [] : areaLevelsOf(answer);
  const year = answer?.areaYear ?? null;
  const results = useQueries({
    queries: levels.map((level) => ({
      ...apiQuery(catalogueRoutes.getAreas, { params: { year: year ?? 0 }, query: { level } }),
      enabled: year !== null,
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: combineAreas,
  });
  return useMemo(() => {
    const names = new Map(
      results.collections.flatMap(({ features }) =>
        features.map(({ properties }): [string, string] => [properties.code, properties.name]),
      ),
    );
    const [only, ...others] = results.collections;
    const shapes = only && answer && others.length === 0 ? toPlanar(areasOfAnswer(only, answer)) : undefined;
    return { names, shapes, failed: results.failed };
  }, [results, answer]);
}

function areaLevelsOf(answer: Answer): AreaLevel[] {
  return answer.dimensions.flatMap(({ key, kind }) =>
    kind === 'area' && (key === 'neighbourhood' || key === 'district' || key === 'municipality') ? [key] : [],
  );
}

function combineAreas(all: UseQueryResult<AreaCollection>[]) {
  return {
    collections: all.flatMap(({ data }) => data ?? []),
    failed: all.some(({ isError }) => isError),
  };
}
