import { createReleaseIndex, withholdDifferences, withholdEvens } from '@datalab/disclosure';
import { type ReviewTables, type TableKey, tableKey, withoutWithheld } from './release.ts';

const minimumCount = 10;

/** Holds every answer against the ones before it as the hub does, without a budget. */
export function createReview(): ReviewTables {
  const index = createReleaseIndex({ minimumCount, changeMin: minimumCount, termsMax: 1 });
  let releases = 0;
  return async (tables, countTables) => {
    const withheld = new Map<TableKey, ReadonlySet<string>>();
    for (const table of tables) {
      releases += 1;
      const key = tableKey(table);
      const different = withholdDifferences(index, {
        ...withoutWithheld(table, withheld),
        id: `table ${releases}`,
      });
      const even = await withholdEvens(index, different.release, {
        minimumCount,
        count: (boxes) => countTables(key, boxes),
      });
      index.add(even.release);
      withheld.set(key, new Set([...different.withheld, ...even.withheld].map(({ cell }) => cell)));
    }
    return withheld;
  };
}
