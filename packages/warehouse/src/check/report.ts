import type { LogicalType, Role } from '../contract/contract.ts';

/** The stable names of what can be wrong with a value or a row. Texts belong to the page that shows them. */
export type RuleId = (typeof ruleIds)[number];
export const ruleIds = [
  'required',
  'type.integer',
  'type.number',
  'type.boolean',
  'type.date',
  'month',
  'person-number',
  'area.shape',
  'area.unknown',
  'allowed',
  'pattern',
  'length',
  'range',
  'unique',
  'row.too-short',
  'row.too-long',
  'row.quote',
  'row.too-large',
  'cell.error',
  'cell.not-calculated',
] as const;

/** One value or row that was not accepted. */
export interface RowError {
  /** Line in the source file, 1 is the header; in a workbook the row number, in Parquet the record number. */
  row: number;
  /** Name of the column in the file; null when the row itself is wrong. */
  column: string | null;
  rule: RuleId;
  /** The value, at most 80 characters; masked where the column is personal; null when missing. */
  value: string | null;
  /** English text; `rule` and `params` are there to make others. */
  message: string;
  params: Record<string, string | number>;
}

/** How the file turned out to be written. */
export interface CsvDialect {
  format: 'csv' | 'xlsx' | 'parquet';
  delimiter?: string;
  encoding?: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  byteOrderMark?: boolean;
  sheet?: string;
}

/** What a check found. read = accepted + rejected, always. */
export interface CheckReport {
  rows: { read: number; accepted: number; rejected: number };
  columns: ReportColumn[];
  /** The first 1,000 in the order of the file. A row may appear more than once, for different columns. */
  errors: RowError[];
  /** All errors, per column and rule. */
  counts: { column: string | null; rule: RuleId; rows: number }[];
  dialect: CsvDialect;
  contract: { id: string; version: string };
  file: { name: string; bytes: number; sha256: string };
}

/** One column of the contract as it was found in the file. */
export interface ReportColumn {
  name: string;
  label: string;
  logicalType: LogicalType;
  role: Role;
  personal: boolean;
  /** Accepted rows without a value. */
  missing: number;
}

/** Why a file as a whole cannot be used. Stable; texts belong to the page that shows them. */
export type UnusableCode =
  | 'file.missing'
  | 'file.empty'
  | 'file.no-rows'
  | 'file.wrong-type'
  | 'file.not-a-table'
  | 'file.has-password'
  | 'file.old-excel'
  | 'file.too-much-inside'
  | 'delimiter.wrong'
  | 'encoding.unknown'
  | 'encoding.mixed'
  | 'columns.missing'
  | 'columns.unknown'
  | 'columns.duplicate'
  | 'columns.person-numbers'
  | 'delivery.invalid';

/** The file cannot be used and nothing was done with it. Never holds a value of the file, only names and lines. */
export class UnusableFileError extends Error {
  readonly code: UnusableCode;
  /** What exactly, such as the names of the columns. */
  readonly detail: string;
  /** What to do about it. */
  readonly hint: string;
  readonly params: Record<string, string | number | string[]>;

  constructor(
    code: UnusableCode,
    message: string,
    rest: { detail?: string; hint: string; params?: Record<string, string | number | string[]> },
  ) {
    super(message);
    this.name = 'UnusableFileError';
    this.code = code;
    this.detail = rest.detail ?? '';
    this.hint = rest.hint;
    this.params = rest.params ?? {};
  }
}

/** How a personal value is shown: the same for every value, so that it discloses nothing, not even its length. */
export const maskedValue = '•••••';
