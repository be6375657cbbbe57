/** What one row of the data set is about. */
export type Unit = (typeof units)[number];
export const units = ['person', 'household', 'address', 'object', 'event', 'area'] as const;

/** The people who may find and use the data set. */
export type AccessClass = (typeof accessClasses)[number];
export const accessClasses = ['open', 'shared', 'restricted'] as const;

/** What a column is to the platform; decides how it is checked, coarsened, renamed or dropped. */
export type Role = (typeof roles)[number];
export const roles = [
  'person-number',
  'given-name',
  'prefix',
  'surname',
  'birth-date',
  'sex',
  'postcode',
  'house-number',
  'month',
  'date',
  'neighbourhood',
  'district',
  'municipality',
  'dimension',
  'measure',
  'record-id',
  'omit',
] as const;

/** The types of the Open Data Contract Standard that a delivered table can hold. */
export type LogicalType = (typeof logicalTypes)[number];
export const logicalTypes = ['string', 'integer', 'number', 'date', 'boolean'] as const;

/** One column of the delivered file, as agreed. */
export interface ContractColumn {
  /** Name in the header of the file. */
  name: string;
  /** Name for people: `businessName`, else `name`. */
  label: string;
  description?: string;
  logicalType: LogicalType;
  /** Every row has a value. */
  required: boolean;
  /** No two rows share a value; missing values do not count. */
  unique: boolean;
  role: Role;
  /**
   * `birth-date`: width of the age band in years; `postcode`: digits kept (4 or 6); areas: the level kept; `date`:
   * day, month or year.
   */
  grain?: string | number;
  /** ECMA-262 regular expression that must be found in the value. */
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  /** Smallest and largest value: numbers, or ISO dates for dates. */
  minimum?: number | string;
  maximum?: number | string;
  /** The registered categories. */
  allowed?: readonly string[];
  /** Format of dates in the file, in the letters yyyy, MM, dd, HH, mm, ss. Default `yyyy-MM-dd`. */
  dateFormat: string;
  /** A date of which day, month or year is zero counts as missing instead of wrong. */
  incompleteDates: boolean;
  /** Texts that mean "missing", in addition to the empty text. */
  missingValues: readonly string[];
  /** Landing made it coarser than it came, so that its values are few; only in a contract in the words of the lake. */
  coarsened?: boolean;
  /** Values never appear in a report, log or error. */
  personal: boolean;
}

/** How the file is written, where the contract says so; absent settings are detected. */
export interface SourceFormat {
  delimiter?: string;
  encoding?: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** With `,` a point groups thousands; by default both `1.5` and `1,5` are one and a half. */
  decimalSeparator?: '.' | ',';
}

/** A data contract as the warehouse reads it. Made by `parseContract`. */
export interface Contract {
  id: string;
  version: string;
  name: string;
  status: string;
  description: { purpose?: string; limitations?: string; usage?: string };
  unit: Unit;
  /** Year of the division in neighbourhoods, and the year of rows without a month. */
  areaYear?: number;
  legalBasis?: string;
  retention?: string;
  accessClass: AccessClass;
  /**
   * The data are of a special category (GDPR Article 9, such as health) or about offences (Article 10): questions about
   * them, and about others linked to them, may use fewer dimensions. Absent where the contract does not say.
   */
  specialCategory?: boolean;
  store: 'ads' | 'ods+ads';
  otherColumns: 'error' | 'omit';
  /** Columns of the contract that were not agreed on: a file that holds one is refused, also where others are left out. */
  notAgreed?: readonly string[];
  owner?: string;
  source: SourceFormat;
  columns: readonly ContractColumn[];
}

/**
 * Whether rows name persons: by their number in a file, by a pseudonym in the lake (NULL in a record that names
 * nobody).
 */
export function namesPersons({
  columns,
}: {
  readonly columns: readonly { readonly role: string }[];
}): boolean {
  return columns.some(({ role }) => role === 'person-number');
}

/** One thing wrong in a contract: where (`schema[0].properties[2].logicalType`) and what. */
export interface ContractProblem {
  path: string;
  message: string;
}

/** The contract cannot be used; `problems` holds everything found, not only the first. */
export class ContractError extends Error {
  readonly code = 'contract.invalid';
  readonly problems: readonly ContractProblem[];

  constructor(problems: readonly ContractProblem[]) {
    const lines = problems.map((problem) => `  ${problem.path || '(top)'}: ${problem.message}`);
    super(`The contract cannot be used:\n${lines.join('\n')}`);
    this.name = 'ContractError';
    this.problems = problems;
  }
}

/** Finds the one column with a role, if the contract has it. */
export function findColumnByRole(contract: Contract, role: Role): ContractColumn | undefined {
  return contract.columns.find((column) => column.role === role);
}
