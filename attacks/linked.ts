import type { ProtectedValue } from '@datalab/query-control';
import type { CellSystem, Relation, SystemCell } from '@datalab/table-suppression';
import { type AnalysisQuery, dimensionKey } from '@datalab/warehouse';
import { type Answered, shown } from './demo-client.ts';

/** One table of a set: what was shown of it, and what is true. */
export interface AnsweredTable {
  readonly by: AnalysisQuery['by'];
  readonly asked: Answered;
  readonly open: Answered;
}

/** Several tables of one count as an attacker combines them. */
export interface Linked {
  readonly system: CellSystem;
  /** What is shown of each cell, by position. */
  readonly figures: readonly ProtectedValue[];
}

interface Table {
  readonly dimensions: readonly string[];
  readonly cells: readonly { readonly at: number; readonly values: readonly (string | null)[] }[];
}

/**
 * Puts tables together that add up: each cell of a table is the sum of the cells of the next finer ones. That holds
 * for counts of records, and for persons by what they are only once.
 */
export function linkTables(heard: readonly AnsweredTable[]): Linked {
  const cells: SystemCell[] = [];
  const figures: ProtectedValue[] = [];
  const tables = heard.map(({ by, asked, open }): Table => {
    const dimensions = by.map(dimensionKey);
    const truths = new Map(rowsOf(open).map(({ values, figure }) => [JSON.stringify(values), shown(figure)]));
    const rows = rowsOf(asked).map(({ values, figure }) => {
      const key = JSON.stringify(values);
      figures.push(figure);
      return {
        values,
        at: cells.push({ id: `${dimensions.join(' ')} ${key}`, value: truths.get(key) ?? 0 }) - 1,
      };
    });
    return { dimensions, cells: rows };
  });
  const relations = tables.flatMap((coarse) => {
    const finer = tables.filter((table) => isFiner(table, coarse));
    const nearest = finer.filter((table) => !finer.some((other) => isFiner(table, other)));
    return nearest.flatMap((fine) => sumsOf(coarse, fine));
  });
  for (const { total, parts } of relations) {
    const sum = parts.reduce((so, part) => so + (cells[part]?.value ?? 0), 0);
    if (sum !== cells[total]?.value) throw new Error(`the parts of ${cells[total]?.id} do not add up to it`);
  }
  return { system: { cells, relations }, figures };
}

function rowsOf({ rows, totals }: Answered) {
  const missing: ProtectedValue = { status: 'missing' };
  const list = rows.some(({ values }) => values.length > 0) ? rows : [{ values: [], figures: totals }];
  return list.map(({ values, figures: [figure = missing] }) => ({ values, figure }));
}

const districts = { coarse: 'district', fine: 'neighbourhood' };

function isFiner(fine: Table, coarse: Table): boolean {
  return (
    fine !== coarse &&
    coarse.dimensions.every(
      (dimension) =>
        fine.dimensions.includes(dimension) ||
        (dimension === districts.coarse && fine.dimensions.includes(districts.fine)),
    )
  );
}

function sumsOf(coarse: Table, fine: Table): Relation[] {
  const parts = Map.groupBy(fine.cells, ({ values }) =>
    JSON.stringify(coarse.dimensions.map((dimension) => codeOf(dimension, fine.dimensions, values))),
  );
  return coarse.cells.map(({ at, values }) => ({
    total: at,
    parts: (parts.get(JSON.stringify(values)) ?? []).map((cell) => cell.at),
  }));
}

function codeOf(
  dimension: string,
  dimensions: readonly string[],
  values: readonly (string | null)[],
): string | null {
  const own = dimensions.indexOf(dimension);
  if (own >= 0) return values[own] ?? null;
  const code = values[dimensions.indexOf(districts.fine)] ?? null;
  return code === null ? null : districtOf(code);
}

/** The codes of Statistics Netherlands: a neighbourhood begins as its district does. */
export function districtOf(neighbourhood: string): string {
  return `WK${neighbourhood.slice(2, 8)}`;
}
