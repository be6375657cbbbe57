import type { LocalText } from '../../platform/http/common.contract.ts';

/** What people call a data set and what is in it. */
export interface DataSetNames {
  readonly name: LocalText;
  /** By column. */
  readonly labels: ReadonlyMap<string, LocalText>;
  /** By column, then by value. */
  readonly valueNames: ReadonlyMap<string, Readonly<Record<string, LocalText>>>;
  /** By area code, of any level. */
  readonly areas: ReadonlyMap<string, string>;
}

/** As the catalogue knows a data set. */
interface Registered extends Omit<DataSetNames, 'areas'> {
  readonly contract: { readonly areaYear?: number | undefined };
}

/** The areas of a year on each level, by code. */
interface Areas {
  readonly municipalities: ReadonlyMap<string, Area>;
  readonly districts: ReadonlyMap<string, Area>;
  readonly neighbourhoods: ReadonlyMap<string, Area>;
}

interface Area {
  readonly code: string;
  readonly name: string;
}

interface NamesSource {
  findDataSet(id: string): Promise<Registered | undefined>;
  findAreas(year: number): Promise<Areas | undefined>;
}

/** Undefined for a data set that is not registered. */
export async function findNames(
  { findDataSet, findAreas }: NamesSource,
  dataSet: string,
): Promise<DataSetNames | undefined> {
  const registered = await findDataSet(dataSet);
  if (registered === undefined) return undefined;
  const { name, labels, valueNames, contract } = registered;
  const division = contract.areaYear === undefined ? undefined : await findAreas(contract.areaYear);
  const levels = division ? [division.municipalities, division.districts, division.neighbourhoods] : [];
  const areas = levels.flatMap((level) => [...level.values()].map((area) => [area.code, area.name] as const));
  return { name, labels, valueNames, areas: new Map(areas) };
}

const areaColumn = {
  key: 'area',
  label: { nl: 'Gebied', en: 'Area' },
} as const;

/** What people call a column; the areas of a data set are one column. */
export function columnToLabel(names: DataSetNames | undefined, column: string): LocalText {
  if (column === areaColumn.key) return areaColumn.label;
  return names?.labels.get(column) ?? { nl: column, en: column };
}

/** What people call a value of it. */
export function valueToLabel(names: DataSetNames | undefined, column: string, value: string): LocalText {
  const area = names?.areas.get(value);
  if (column === areaColumn.key) return { nl: area ?? value, en: area ?? value };
  return names?.valueNames.get(column)?.[value] ?? { nl: value, en: value };
}
