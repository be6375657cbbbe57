import { recordsPerPerson, recordsPerPersonBands } from '@datalab/query-control';

/** The order of two labels of a dimension; no value comes last. @param axis the name of the dimension */
export function compareLabels(one: string | null, other: string | null, axis: string): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  if (axis === recordsPerPerson) {
    const bands: readonly string[] = recordsPerPersonBands;
    return bands.indexOf(one) - bands.indexOf(other);
  }
  return one < other ? -1 : 1;
}
