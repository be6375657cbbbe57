import { readdir } from 'node:fs/promises';
import { type AreaDivision, measureColumns, namesPersons, registeredColumns } from '@datalab/warehouse';
import type { QueryOption } from './analyses.contract.ts';
import { codesOfLevel } from './area-names.ts';
import { columnFacts } from './labels.ts';
import type { LandedSource } from './landed-sources.ts';

/** What may be asked of a landed data set: its registered columns and their registered values, nothing read from rows. */
export async function sourceToQueryOption(
  source: LandedSource,
  findAreas: (year: number) => Promise<AreaDivision | undefined>,
): Promise<QueryOption> {
  const { contract } = source;
  const areas = contract.areaYear === undefined ? undefined : await findAreas(contract.areaYear);
  const months = await listMonths(source.dir);
  const dimensions = registeredColumns(contract).map(({ name, categories }) => {
    const facts = columnFacts(name, source, areas);
    const values =
      facts.kind === 'month' ? months : facts.kind === 'area' ? codesOfLevel(areas, name) : categories;
    return { key: name, ...facts, values: [...values] };
  });
  return {
    dataSet: source.dataSet,
    name: source.name,
    owner: source.owner,
    unit: contract.unit,
    countsPersons: namesPersons(contract),
    dimensions,
    measures: measureColumns(contract).map((key) => ({
      key,
      label: source.labels.get(key) ?? { nl: key, en: key },
    })),
  };
}

/** All months of the years that landed, from the names of the partitions. */
async function listMonths(dir: string): Promise<string[]> {
  const partitions = await readdir(dir);
  const years = partitions
    .map((name) => /^year=([1-9]\d{3})$/.exec(name)?.[1])
    .filter((year) => year !== undefined)
    .sort();
  return years.flatMap((year) =>
    Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`),
  );
}
