/** What a cell holds, as Excel shows it; an empty cell is no cell. */
export type CellKind = (typeof cellKinds)[number];
export const cellKinds = [
  'text',
  /** With its digits as they are saved, and a point. */
  'number',
  /** A whole number that the sheet shows with zeros before it: 0363. */
  'padded-number',
  /** `yyyy-MM-ddTHH:mm:ss`, without zone. */
  'date',
  /** A time of day without a date, `HH:mm` or `HH:mm:ss`. */
  'time',
  /** `h:mm` or `h:mm:ss`; hours may be more than 24. */
  'duration',
  /** `true` or `false`. */
  'boolean',
  /** `#N/A`, `#DIV/0!` and so on. */
  'error',
  /** A formula of which no outcome was saved; its text is empty. */
  'not-calculated',
] as const;

export interface WorkbookCell {
  /** Counted from 0. */
  readonly column: number;
  readonly kind: CellKind;
  readonly text: string;
}

/** A row with at least one cell. */
export interface WorkbookRow {
  /** As Excel shows it, from 1. */
  readonly number: number;
  /** In the order of their columns; empty ones are not there. */
  readonly cells: readonly WorkbookCell[];
}

export interface WorkbookSheet {
  /** The place of its tab, from 1; hidden sheets count. */
  readonly number: number;
  readonly name: string;
  readonly isHidden: boolean;
}
