import type { WorkbookSheet } from './cells.ts';
import type { WorkbookLimits } from './limits.ts';
import type { PackedRows } from './packed-rows.ts';
import type { WorkbookFault } from './workbook-error.ts';

/** What the thread is given. */
export interface ThreadTask {
  readonly file: string;
  readonly limits: Partial<WorkbookLimits> | undefined;
}

/** What it answers; it waits for an empty message for each batch of rows beyond the first few. */
export type ThreadReply =
  | { readonly kind: 'rows'; readonly sheet: WorkbookSheet; readonly rows: PackedRows }
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly fault: WorkbookFault; readonly message: string };

/** Batches that the thread may be ahead of its reader. */
export const batchesAhead = 2;
