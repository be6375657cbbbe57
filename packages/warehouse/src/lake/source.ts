/** What questions and cubes read of a contract; any contract of this package has it. */
export interface SourceContract {
  unit?: string | undefined;
  accessClass?: string | undefined;
  columns: readonly SourceColumn[];
}

/** A column of the contract. `allowed` lists the registered categories, where the contract has them. */
export interface SourceColumn {
  name: string;
  role: string;
  logicalType?: string | undefined;
  /** The coarser level at which the column was landed, if any. */
  grain?: string | number | undefined;
  allowed?: readonly string[] | undefined;
  /** Landing made it from a finer column: an age band, the digits of a postcode. */
  coarsened?: boolean | undefined;
}

/** One landed version of a data set: `dir` holds its rows with the columns of `lakeColumns`; see `openVersion`. */
export interface QuerySource {
  dataset: string;
  version: string;
  dir: string;
  /** Of the manifest as it landed, where this is kept: no other version can lie in its place then. */
  manifestSha256?: string | undefined;
  contract: SourceContract;
}

/** The data sets of one space by name. Nothing outside it can be named in a question. */
export type QuerySources = ReadonlyMap<string, QuerySource>;

/** A column of the lake that a question may group and select on. */
export interface RegisteredColumn {
  name: string;
  kind: 'month' | 'area' | 'category';
  /** True where the lake holds text; other types are compared as text. */
  isText: boolean;
  categories: readonly string[];
}

/** The area levels, finest first. */
export type AreaRole = (typeof areaRoles)[number];
export const areaRoles = ['neighbourhood', 'district', 'municipality'] as const;

/** The columns that may be named in `by` and `where`: by role for month and areas, else by name. A date gives a month. */
export function registeredColumns(contract: SourceContract): RegisteredColumn[] {
  const month = contract.columns.some(({ role }) => role === 'month' || role === 'date');
  return [
    ...(month ? [{ name: 'month', kind: 'month' as const, isText: true, categories: [] }] : []),
    ...areaColumns(contract).map((name) => ({ name, kind: 'area' as const, isText: true, categories: [] })),
    ...contract.columns
      .filter((column) => isCategory(column, contract))
      .map(({ name, logicalType, allowed }) => ({
        name,
        kind: 'category' as const,
        isText: logicalType === 'string',
        categories: allowed ?? [],
      })),
  ];
}

/** The area columns that the lake holds, finest first: the level of the contract and those above it. */
export function areaColumns(contract: SourceContract): AreaRole[] {
  const order: readonly (string | number | undefined)[] = areaRoles;
  const levels = contract.columns
    .filter(({ role }) => order.includes(role))
    .map(({ role, grain }) => Math.max(order.indexOf(role), order.indexOf(grain)));
  return levels.length === 0 ? [] : areaRoles.slice(Math.min(...levels));
}

/**
 * A column whose values are known beforehand: a list in the contract, yes or no, or what landing made coarser. The
 * values of any other column could identify a person by themselves, however small counts are treated; only open data
 * about areas may be grouped by those.
 */
function isCategory(column: SourceColumn, { unit, accessClass }: SourceContract): boolean {
  const { role, grain, allowed, logicalType, coarsened } = column;
  if (role === 'dimension' || role === 'sex') {
    const isRegistered = (allowed?.length ?? 0) > 0 || logicalType === 'boolean' || coarsened === true;
    return isRegistered || (unit === 'area' && accessClass === 'open');
  }
  return role === 'date' || ((role === 'birth-date' || role === 'postcode') && grain !== undefined);
}

/** The columns that may be summed. */
export function measureColumns(contract: SourceContract): string[] {
  return contract.columns.filter(({ role }) => role === 'measure').map(({ name }) => name);
}
