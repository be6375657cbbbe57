import type { impactRoutes } from '@datalab/server/modules/impact/impact.contract.ts';
import type { z } from 'zod';

/** What an indicator may be made of, what it may belong to, and its possible owners. */
export type Choices = z.infer<typeof impactRoutes.listMeasurable.response>;

/** The months up to that of `now`, the newest first, as `2025-01`. */
export function monthsUntil(now: Date, n: number): string[] {
  return Array.from({ length: n }, (_, back) => {
    const month = now.getFullYear() * 12 + now.getMonth() - back;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}
