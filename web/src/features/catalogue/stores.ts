import type { DataSetSummary } from '@datalab/server/modules/catalogue/catalogue.contract.ts';

export interface Store {
  owner: string;
  dataSets: DataSetSummary[];
}

/** Every organisation a store, in the order of their names; data sets by name within. */
export function toStores(
  dataSets: readonly DataSetSummary[],
  nameOfOwner: (slug: string) => string,
  nameOfDataSet: (dataSet: DataSetSummary) => string,
): Store[] {
  const byOwner = new Map<string, DataSetSummary[]>();
  for (const dataSet of dataSets) {
    byOwner.set(dataSet.owner, [...(byOwner.get(dataSet.owner) ?? []), dataSet]);
  }
  return [...byOwner]
    .map(([owner, own]) => ({
      owner,
      dataSets: own.sort((a, b) => nameOfDataSet(a).localeCompare(nameOfDataSet(b))),
    }))
    .sort((a, b) => nameOfOwner(a.owner).localeCompare(nameOfOwner(b.owner)));
}
