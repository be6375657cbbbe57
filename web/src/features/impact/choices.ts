import { analysesPerPageMax } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { impactRoutes } from '@datalab/server/modules/impact/impact.contract.ts';
import type { z } from 'zod';
import { apiQuery } from '../../app/query.ts';

/** What an indicator may be made of, what it may belong to, and its possible owners. */
export type Choices = z.infer<typeof impactRoutes.listMeasurable.response>;

/** Of the newest analyses, as many as fit. */
export function choicesQuery(edition: string) {
  return apiQuery(impactRoutes.listMeasurable, {
    params: { edition },
    query: { limit: analysesPerPageMax },
  });
}

/** The neighbourhoods that a choice may be limited to. */
export function areasOf({ areas }: Choices, chosen: Choices['measurable'][number] | undefined) {
  return areas.find(({ year }) => year === chosen?.areaYear)?.areas ?? [];
}

/** The months up to that of `now`, the newest first, as `2025-01`. */
export function monthsUntil(now: Date, n: number): string[] {
  return Array.from({ length: n }, (_, back) => {
    const month = now.getFullYear() * 12 + now.getMonth() - back;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}
