import { recordsPerPerson, recordsPerPersonBands } from '@datalab/query-control';
import type { AskedDimension } from '../question/resolve.ts';

/** Compares the labels of two rows, dimension by dimension in the order of the question; no value comes last. */
export function byLabels(dimensions: readonly AskedDimension[]) {
  return (
    { labels: one }: { readonly labels: readonly (string | null)[] },
    { labels: other }: { readonly labels: readonly (string | null)[] },
  ): number => {
    for (const [at, { axis }] of dimensions.entries()) {
      const order = compare(one[at] ?? null, other[at] ?? null, axis);
      if (order !== 0) return order;
    }
    return 0;
  };
}

function compare(one: string | null, other: string | null, axis: string): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  if (axis === recordsPerPerson) {
    const bands: readonly string[] = recordsPerPersonBands;
    return bands.indexOf(one) - bands.indexOf(other);
  }
  return one < other ? -1 : 1;
}
