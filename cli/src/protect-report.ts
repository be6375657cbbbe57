import { explainReason, type Reason, type SuppressionPattern } from '@datalab/table-suppression';
import type { PublishedTables } from './published-tables.ts';
import { countText, numberText, textTable } from './text-table.ts';

/** How many cells are suppressed for a reason, in both languages. It does not say which cells. */
export interface ReasonCount {
  readonly reason: Reason;
  readonly cells: number;
  readonly nl: string;
  readonly en: string;
}

/** A cell with several reasons counts for each. */
export function countReasons(reasons: readonly (readonly Reason[])[]): ReasonCount[] {
  const cells = new Map<Reason, number>();
  for (const reason of reasons.flat()) cells.set(reason, (cells.get(reason) ?? 0) + 1);
  return [...cells].map(([reason, count]) => ({
    reason,
    cells: count,
    nl: explainReason(reason, 'nl'),
    en: explainReason(reason, 'en'),
  }));
}

const rowsShown = 40;

export function protectedText(
  { cells: shown }: PublishedTables,
  { primary, secondary, proven, timedOut }: SuppressionPattern,
  reasons: readonly ReasonCount[],
): string {
  const lines = [
    textTable(
      [
        { title: 'cell', align: 'left' },
        { title: 'figure', align: 'right' },
      ],
      shown
        .slice(0, rowsShown)
        .map(({ id, value }) => [id, value === null ? 'suppressed' : numberText(value)]),
    ),
  ];
  if (shown.length > rowsShown) lines.push(`and ${countText(shown.length - rowsShown, 'more cell')}`);
  const suppressed = primary.length + secondary.length;
  lines.push(`\nOf ${countText(shown.length, 'cell')} ${numberText(suppressed)} are suppressed.`);
  lines.push(...reasons.map(({ cells, en }) => `  ${countText(cells, 'cell')}: ${en}`));
  lines.push(verdictText(proven, timedOut === true));
  return lines.join('\n');
}

function verdictText(proven: SuppressionPattern['proven'], timedOut: boolean): string {
  if (timedOut) {
    return 'Proven safe, but time was up: some suppressed totals could be shown. Allow more with --seconds.';
  }
  return proven === 'optimal'
    ? 'Proven safe, and no safe choice suppresses less.'
    : 'Proven safe; there was no time to prove that nothing less would do.';
}
