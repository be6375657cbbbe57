import { canonicalJson } from '../../platform/canonical-json.ts';
import type { Answer, AnswerRow } from './answer.contract.ts';

export type Cells = Pick<Answer, 'rows' | 'totals'>;

/** Whether kept cells come out again. Cells that were kept without margins are compared without. */
export function hasSameCells(kept: Cells, computed: Cells | undefined): boolean {
  if (computed === undefined) return false;
  const toText = ({ rows, totals }: Cells): string => canonicalJson({ rows, totals });
  return toText(kept) === toText(hasMargins(kept) ? computed : withoutMargins(computed));
}

function hasMargins({ rows, totals }: Cells): boolean {
  return [...rows, totals ?? {}].some((row) =>
    Object.values(row).some((cell) => cell !== null && typeof cell === 'object' && 'margin' in cell),
  );
}

function withoutMargins({ rows, totals }: Cells): Cells {
  return { rows: rows.map(stripRow), totals: totals && stripRow(totals) };
}

function stripRow(row: AnswerRow): AnswerRow {
  return Object.fromEntries(
    Object.entries(row).map(([key, cell]) => {
      if (cell === null || typeof cell !== 'object' || cell.status !== 'published') return [key, cell];
      return [key, { status: cell.status, value: cell.value }];
    }),
  );
}
