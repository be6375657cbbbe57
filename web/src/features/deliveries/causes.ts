import type { CheckReport } from '@datalab/server/modules/deliveries/deliveries.contract.ts';

export interface Cause {
  rule: string;
  column: string | null;
  rows: number;
  first: CheckReport['errors'];
  /** What helps: correcting the file, or also a wider contract. */
  remedy: 'file' | 'file-or-contract';
}

const rowsShown = 5;

/** The agreement itself, rather than the file, may be what is wrong with these. */
const contractMayBeNarrow: readonly string[] = [
  'allowed',
  'pattern',
  'length',
  'range',
  'required',
  'unique',
];

/** The errors of a check by their cause, the most frequent first. */
export function reportToCauses({ counts, errors }: Pick<CheckReport, 'counts' | 'errors'>): Cause[] {
  return counts
    .map(
      ({ rule, column, rows }): Cause => ({
        rule,
        column,
        rows,
        first: errors.filter((error) => error.rule === rule && error.column === column).slice(0, rowsShown),
        remedy: contractMayBeNarrow.includes(rule) ? 'file-or-contract' : 'file',
      }),
    )
    .sort((a, b) => b.rows - a.rows || (a.column ?? '').localeCompare(b.column ?? ''));
}
