import type { Contract, ContractColumn, Role } from '../contract/contract.ts';
import { quoteIdentifier, quoteLiteral } from '../engine/engine.ts';
import { parquetRows } from '../engine/files.ts';

/** A column as it lies in the warehouse: coarsened, renamed to its role where the role is a key, no identities. */
export interface LakeColumn {
  name: string;
  type: 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'DATE';
  role: Role;
  label: string;
  /** SQL expression over the checked rows `r` (c0, c1, ...) joined with the areas `a`. */
  expression: string;
  /** The same over `r` alone, for rows in which the check verified the digits of every code. */
  byDigits?: string;
  /** The column of the contract it comes from; absent where it was derived. */
  source?: ContractColumn;
}

/**
 * The columns of a contract as they lie in the warehouse, in a fixed order: month, areas, the other columns in the
 * order of the contract, pseudonym last. Identities, omitted columns and record ids have none.
 */
export function lakeColumns(contract: Contract): LakeColumn[] {
  const columns = contract.columns.map((column, index) => ({ column, expression: `r.c${index}` }));
  const person = columns.find(({ column }) => column.role === 'person-number');
  return [
    ...monthColumn(columns),
    ...areaColumns(columns),
    ...columns.flatMap(({ column, expression }) => otherColumn(column, expression, contract)),
    ...(person ? [pseudonymColumn(person)] : []),
  ];
}

/** A contract in the words of the lake: its columns are those of `lakeColumns`, so a query can be composed from it. */
export function lakeContract(contract: Contract): Contract {
  const columns = lakeColumns(contract).map((lakeColumn): ContractColumn => {
    const kept =
      lakeColumn.source?.logicalType === logicalTypeOf(lakeColumn.type) ? lakeColumn.source : undefined;
    return {
      name: lakeColumn.name,
      label: lakeColumn.label,
      logicalType: logicalTypeOf(lakeColumn.type),
      required: lakeColumn.source?.required ?? false,
      unique: false,
      role: lakeColumn.role,
      ...(kept?.allowed && lakeColumn.name === kept.name ? { allowed: kept.allowed } : {}),
      ...(lakeColumn.source?.grain === undefined ? {} : { coarsened: true }),
      dateFormat: 'yyyy-MM-dd',
      incompleteDates: false,
      missingValues: [],
      personal: lakeColumn.role === 'person-number',
    };
  });
  return { ...contract, source: {}, otherColumns: 'error', columns };
}

/**
 * SELECT of the laid columns from a Parquet file of checked rows. `hasAreas` says that a division was given to the
 * check and is in the table `area_codes`; without one the check has made sure of the form of every code.
 */
export function selectLakeColumns(contract: Contract, parquet: string, hasAreas: boolean): string {
  const list = lakeColumns(contract).map((lakeColumn) => {
    const expression = hasAreas ? lakeColumn.expression : (lakeColumn.byDigits ?? lakeColumn.expression);
    return `${expression} AS ${quoteIdentifier(lakeColumn.name)}`;
  });
  const recordId = contract.columns.findIndex((column) => column.role === 'record-id');
  if (recordId >= 0) list.push(`CAST(r.c${recordId} AS VARCHAR) AS record_id`);
  const place = hasAreas ? finestArea(contract) : undefined;
  const join = place
    ? `LEFT JOIN area_codes a ON a.level = ${quoteLiteral(place.role)} AND a.code = r.c${place.index}`
    : '';
  return `SELECT ${list.join(', ')} FROM ${parquetRows(parquet)} r ${join}`;
}

type Sourced = { column: ContractColumn; expression: string };

function monthColumn(columns: readonly Sourced[]): LakeColumn[] {
  const found =
    columns.find(({ column }) => column.role === 'month') ??
    columns.find(({ column }) => column.role === 'date');
  if (!found) return [];
  const { column, expression } = found;
  const text = column.logicalType === 'date' ? `strftime(${expression}, '%Y-%m')` : expression;
  return [
    { name: 'month', type: 'VARCHAR', role: 'month', label: column.label, expression: text, source: column },
  ];
}

const levels = ['neighbourhood', 'district', 'municipality'] as const;

function finestArea(contract: Contract): { role: (typeof levels)[number]; index: number } | undefined {
  for (const role of levels) {
    const index = contract.columns.findIndex((column) => column.role === role);
    if (index >= 0) return { role, index };
  }
  return undefined;
}

function areaColumns(columns: readonly Sourced[]): LakeColumn[] {
  const ofRole = (role: Role) => columns.find(({ column }) => column.role === role);
  const finest = levels.find((level) => ofRole(level));
  const place = finest && ofRole(finest);
  if (!finest || !place) return [];
  const kept = levels.indexOf(levels.find((level) => level === place.column.grain) ?? finest);
  return levels.slice(kept).map((level): LakeColumn => {
    const given = ofRole(level);
    const expression = given?.expression ?? derivedArea(level, place.expression);
    const source = given ? { source: given.column } : { byDigits: areaByDigits(level, place.expression) };
    return {
      name: level,
      type: 'VARCHAR',
      role: level,
      label: given?.column.label ?? level,
      expression,
      ...source,
    };
  });
}

/** What the digits of a code say: BU04791110 lies in WK047911 and GM0479. */
function areaByDigits(level: (typeof levels)[number], code: string): string {
  return level === 'district' ? `'WK' || substr(${code}, 3, 6)` : `'GM' || substr(${code}, 3, 4)`;
}

/** What the division says, else what the digits say where the code has them. */
function derivedArea(level: (typeof levels)[number], code: string): string {
  const shape = level === 'district' ? 'BU[0-9]{8}' : 'BU[0-9]{8}|WK[0-9]{6}';
  const digits = `CASE WHEN regexp_full_match(${code}, '${shape}') THEN ${areaByDigits(level, code)} END`;
  return `coalesce(a.${level}, ${digits})`;
}

/**
 * Nothing of an identity or an omitted column; months, areas and pseudonyms are laid by themselves. A new role must
 * be placed here.
 */
function otherColumn(column: ContractColumn, expression: string, contract: Contract): LakeColumn[] {
  const lakeColumn = { name: column.name, label: column.label, source: column };
  switch (column.role) {
    case 'dimension':
    case 'sex':
      return [{ ...lakeColumn, role: 'dimension', type: sqlType(column), expression }];
    case 'measure':
      return [{ ...lakeColumn, role: 'measure', type: sqlType(column), expression }];
    case 'date':
      return [{ ...lakeColumn, role: 'dimension', ...coarseDate(expression, column.grain) }];
    case 'postcode': {
      if (column.grain === undefined) return [];
      const characters = `left(upper(replace(${expression}, ' ', '')), ${column.grain})`;
      return [{ ...lakeColumn, role: 'dimension', type: 'VARCHAR', expression: characters }];
    }
    case 'birth-date': {
      if (typeof column.grain !== 'number') return [];
      const band = ageBand(expression, momentOf(contract), column.grain);
      return [{ ...lakeColumn, role: 'dimension', type: 'VARCHAR', expression: band }];
    }
    case 'person-number':
    case 'given-name':
    case 'prefix':
    case 'surname':
    case 'house-number':
    case 'record-id':
    case 'omit':
    case 'month':
    case 'neighbourhood':
    case 'district':
    case 'municipality':
      return [];
  }
}

function pseudonymColumn({ column, expression }: Sourced): LakeColumn {
  const padded = `lpad(${expression}, 9, '0')`;
  return {
    name: 'pseudonym',
    type: 'VARCHAR',
    role: 'person-number',
    label: column.label,
    expression: padded,
    source: column,
  };
}

function coarseDate(
  expression: string,
  grain: string | number | undefined,
): Pick<LakeColumn, 'type' | 'expression'> {
  if (grain === 'day') return { type: 'DATE', expression };
  const format = grain === 'year' ? '%Y' : '%Y-%m';
  return { type: 'VARCHAR', expression: `strftime(${expression}, '${format}')` };
}

/** The day at which ages are counted: the first of the row's month, else the first day of the year of the areas. */
function momentOf(contract: Contract): string {
  const month = monthColumn(
    contract.columns.map((column, index) => ({ column, expression: `r.c${index}` })),
  )[0];
  const fixed = `make_date(${contract.areaYear ?? 2000}, 1, 1)`;
  return month ? `coalesce(TRY_CAST(${month.expression} || '-01' AS DATE), ${fixed})` : fixed;
}

function ageBand(birth: string, moment: string, width: number): string {
  const age = `date_sub('year', ${birth}, ${moment})`;
  const low = `(${age} // ${width}) * ${width}`;
  const padded = (value: string) => `lpad((${value})::VARCHAR, 2, '0')`;
  const band = `${padded(low)} || '-' || ${padded(`${low} + ${width - 1}`)}`;
  return `CASE WHEN ${birth} > ${moment} THEN NULL WHEN ${low} >= 100 THEN '100+' ELSE ${band} END`;
}

function sqlType(column: ContractColumn): LakeColumn['type'] {
  const types = {
    string: 'VARCHAR',
    integer: 'BIGINT',
    number: 'DOUBLE',
    boolean: 'BOOLEAN',
    date: 'DATE',
  } as const;
  return types[column.logicalType];
}

function logicalTypeOf(type: LakeColumn['type']): ContractColumn['logicalType'] {
  const types = {
    VARCHAR: 'string',
    BIGINT: 'integer',
    DOUBLE: 'number',
    BOOLEAN: 'boolean',
    DATE: 'date',
  } as const;
  return types[type];
}
