import type { Point } from './points.ts';

/** The words beside each bar: the label, and the series where there is one. */
export function labelRows(points: readonly Point[]): Map<string, string> {
  return new Map(
    points.map(({ id, label, series }) => [id, [label, series].filter((part) => part !== '').join(' · ')]),
  );
}

export function longestLabel(labels: readonly string[]): number {
  return labels.reduce((longest, label) => Math.max(longest, label.length), 0);
}
