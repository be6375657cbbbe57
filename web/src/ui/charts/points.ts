import type { Answer } from '@datalab/server/modules/analyses/answer.contract.ts';
import type { ProtectedValue } from '@datalab/server/platform/http/common.contract.ts';
import { sizeOf } from '../numbers/protected-text.ts';
import { findPeriod, isPeriod } from './periods.ts';

export type Dimension = Answer['dimensions'][number];
export type Measure = Answer['measures'][number];
export type ViewShape = Answer['shape'];

/** One protected cell, ready to be drawn or written. */
export interface Point {
  id: string;
  /** The key of the first dimension: a month, an area code, a category. */
  key: string | null;
  label: string;
  /** The other dimensions, in words; empty when there is one dimension. */
  series: string;
  value: ProtectedValue;
}

export type LabelOf = (dimension: Dimension, key: string | null) => string;

const missing: ProtectedValue = { status: 'missing' };

function isProtectedValue(cell: unknown): cell is ProtectedValue {
  return typeof cell === 'object' && cell !== null && 'status' in cell;
}

export function cellOf(row: Answer['rows'][number], measure: string): ProtectedValue {
  const cell = row[measure];
  return isProtectedValue(cell) ? cell : missing;
}

export function keyOf(row: Answer['rows'][number], dimension: string): string | null {
  const cell = row[dimension];
  return typeof cell === 'string' ? cell : null;
}

export function answerToPoints(answer: Answer, measure: string, labelOf: LabelOf, along?: string): Point[] {
  const first = answer.dimensions.find(({ key }) => key === along) ?? answer.dimensions[0];
  const others = answer.dimensions.filter((dimension) => dimension !== first);
  return answer.rows.map((row, index) => ({
    id: String(index),
    key: first ? keyOf(row, first.key) : null,
    label: first ? labelOf(first, keyOf(row, first.key)) : '',
    series: others.map((dimension) => labelOf(dimension, keyOf(row, dimension.key))).join(' · '),
    value: cellOf(row, measure),
  }));
}

const ranks: Record<ProtectedValue['status'], number> = {
  published: 0,
  range: 0,
  zero: 1,
  suppressed: 2,
  missing: 3,
};

/** Largest first, a range by its middle; then zero, too few to show and not known; equal values by name. */
export function sortForReading(points: readonly Point[], language: string): Point[] {
  const byName = new Intl.Collator(language, { numeric: true });
  return [...points].sort((a, b) => {
    const rank = ranks[a.value.status] - ranks[b.value.status];
    if (rank !== 0) return rank;
    const difference = (sizeOf(b.value) ?? 0) - (sizeOf(a.value) ?? 0);
    if (difference !== 0) return difference;
    return byName.compare(`${a.label} ${a.series}`, `${b.label} ${b.series}`);
  });
}

/** Bands and periods have an order of their own; only plain categories and areas are sorted by size. */
export function hasOwnOrder(dimension: Dimension | undefined): boolean {
  return dimension !== undefined && (dimension.kind === 'band' || isPeriod(dimension));
}

export interface StatusCounts {
  published: number;
  range: number;
  zero: number;
  suppressed: number;
  missing: number;
}

export function countStatuses(points: readonly Point[]): StatusCounts {
  const counts: StatusCounts = { published: 0, range: 0, zero: 0, suppressed: 0, missing: 0 };
  for (const { value } of points) counts[value.status] += 1;
  return counts;
}

/** What can be drawn of an answer, the asked shape first. */
export function shapesOf(answer: Answer): ViewShape[] {
  const kinds = answer.dimensions.map(({ kind }) => kind);
  const drawable: ViewShape[] = [];
  if (kinds.length === 0) drawable.push('number');
  else drawable.push('bars');
  if (findPeriod(answer.dimensions)) drawable.push('line');
  if (kinds.length === 1 && kinds[0] === 'area' && answer.areaYear !== null) drawable.push('map');
  return drawable.sort((a, b) => Number(b === answer.shape) - Number(a === answer.shape));
}
