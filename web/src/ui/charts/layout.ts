import { sizeOf } from '../numbers/protected-text.ts';
import type { Point, ViewShape } from './points.ts';

/** The words beside each bar: the label, and the series where there is one. */
export function labelRows(points: readonly Point[]): Map<string, string> {
  return new Map(
    points.map(({ id, label, series }) => [id, [label, series].filter((part) => part !== '').join(' · ')]),
  );
}

export function longestLabel(labels: readonly string[]): number {
  return labels.reduce((longest, label) => Math.max(longest, label.length), 0);
}

/** How high a drawing becomes, known before it is drawn, so that its place is kept free. */
export function heightOf(
  shape: Exclude<ViewShape, 'number'>,
  { points, width, small }: { points: number; width: number; small: boolean },
): number {
  if (shape === 'bars') return small ? Math.min(112, points * 24) : points * 32 + 8;
  if (shape === 'line') return small ? 96 : Math.max(240, Math.min(360, width * 0.5));
  return Math.min(width * 0.75, small ? 110 : 420);
}

/** The points of the largest series, so that lines stay apart; all points when there are few series. */
export function largestSeries(points: readonly Point[], most: number): Point[] {
  const sums = new Map<string, number>();
  for (const { series, value } of points) {
    sums.set(series, (sums.get(series) ?? 0) + (sizeOf(value) ?? 0));
  }
  const kept = new Set(
    [...sums]
      .sort(([, a], [, b]) => b - a)
      .slice(0, most)
      .map(([series]) => series),
  );
  return points.filter(({ series }) => kept.has(series));
}

export function countSeries(points: readonly Point[]): number {
  return new Set(points.map(({ series }) => series)).size;
}

/** Places for labels beside these values, at least `gap` apart and as near to their values as that allows. */
export function spreadLabels(values: readonly number[], gap: number): number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const places = [...values];
  let least = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    const place = Math.max(values[index] ?? 0, least);
    places[index] = place;
    least = place + gap;
  }
  return places;
}
