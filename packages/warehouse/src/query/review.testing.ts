import { createReleaseIndex, suppressDifferences, suppressZeroDifferences } from '@datalab/query-control';
import { type ReviewTables, type TableKey, tableKey, withoutSuppressed } from './release.ts';

const minimumCount = 10;

/** Compares every answer with the earlier ones as the hub does, without a query budget. */
export function createReview(): ReviewTables {
  const index = createReleaseIndex({ minimumCount, changeMin: minimumCount, termsMax: 1 });
  let releases = 0;
  return async (tables, countTables) => {
    const reviewed = new Map<TableKey, ReadonlySet<string>>();
    for (const table of tables) {
      releases += 1;
      const key = tableKey(table);
      const different = suppressDifferences(index, {
        ...withoutSuppressed(table, reviewed),
        id: `table ${releases}`,
      });
      const even = await suppressZeroDifferences(index, different.release, {
        minimumCount,
        count: (regions) => countTables(key, regions),
      });
      index.add(even.release);
      reviewed.set(key, new Set([...different.suppressed, ...even.suppressed].map(({ cell }) => cell)));
    }
    return reviewed;
  };
}
