import type { Withdrawal } from '../editions/editions.contract.ts';
import type { Evidence } from './evidence.contract.ts';

/** A version of a data set that its owner took along. */
export interface WithdrawnSource {
  readonly dataSet: string;
  readonly version: string;
  readonly organisation: string;
  readonly at: Date;
}

/** Whose data under a result have left since, each organisation once. */
export function withdrawalsUnder(
  sources: readonly Pick<Evidence['sources'][number], 'dataSet' | 'version'>[],
  withdrawn: readonly WithdrawnSource[],
): Withdrawal[] {
  const gone = withdrawn.filter((one) =>
    sources.some(({ dataSet, version }) => dataSet === one.dataSet && version === one.version),
  );
  return [
    ...new Map(
      gone.map(({ organisation, at }) => [organisation, { organisation, at: at.toISOString() }]),
    ).values(),
  ];
}
