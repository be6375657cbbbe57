/** The data sets of the demo; each name is the id of a contract in `contracts/`. */
export const datasets = [
  'nuisance-reports',
  'social-support',
  'population',
  'tenancies',
  'mental-health-care',
  'benefits',
] as const;
export type Dataset = (typeof datasets)[number];

/** What can be wrong with a row of a partner. */
export type Fault =
  | 'person-number'
  | 'month'
  | 'unknown-neighbourhood'
  | 'missing-value'
  | 'not-a-number'
  | 'unregistered-category'
  | 'repeated-row'
  | 'subtotal-row';

export interface FaultPlan {
  readonly fault: Fault;
  readonly column: string;
  readonly times: number;
}

/** How the organisation's system writes its files. */
export interface FileStyle {
  readonly delimiter: ',' | ';' | '\t';
  readonly lineEnd: '\n' | '\r\n';
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'windows-1252';
}

/** One data set at its organisation: what happened, how it is written down, and what goes wrong in doing so. */
export interface Source<Happening> {
  readonly dataset: Dataset;
  readonly columns: readonly string[];
  readonly happenings: readonly Happening[];
  readonly toCells: (happening: Happening, index: number) => readonly string[];
  readonly faults: readonly FaultPlan[];
  readonly style: FileStyle;
}

/** 1980-03-07 as 07-03-1980. */
export function toDutchDate(date: string): string {
  return date.split('-').reverse().join('-');
}

/** 12.5 as 12,50. */
export function toDutchNumber(value: number, digits: number): string {
  return value.toFixed(digits).replace('.', ',');
}
