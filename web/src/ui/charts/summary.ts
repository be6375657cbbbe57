import { sizeOf } from '../numbers/protected-text.ts';
import { countStatuses, type Point } from './points.ts';

export type SummaryWords = (
  key:
    | 'summary'
    | 'highest'
    | 'lowest'
    | 'rangeNote'
    | 'rangeAreas'
    | 'suppressedNote'
    | 'suppressedAreas'
    | 'missingNote'
    | 'missingAreas',
  params?: Record<string, string | number>,
) => string;

/** A chart in words, for a reader who cannot see it. */
export function summarise(
  title: string,
  points: readonly Point[],
  write: (point: Point) => string,
  t: SummaryWords,
): string {
  const { range, suppressed, missing } = countStatuses(points);
  const sentences = [t('summary', { title, n: points.length })];
  const numbered = points.filter(({ value }) => sizeOf(value) !== undefined);
  if (numbered.length > 1) {
    const bySize = [...numbered].sort((a, b) => (sizeOf(b.value) ?? 0) - (sizeOf(a.value) ?? 0));
    const [highest] = bySize;
    const lowest = bySize.at(-1);
    if (highest) sentences.push(t('highest', { label: nameOf(highest), value: write(highest) }));
    if (lowest) sentences.push(t('lowest', { label: nameOf(lowest), value: write(lowest) }));
  } else {
    for (const point of numbered) sentences.push(`${nameOf(point)}: ${write(point)}.`);
  }
  if (range > 0) sentences.push(`${t('rangeNote', { n: range })}.`);
  if (suppressed > 0) sentences.push(`${t('suppressedNote', { n: suppressed })}.`);
  if (missing > 0) sentences.push(`${t('missingNote', { n: missing })}.`);
  return sentences.join(' ');
}

function nameOf({ label, series }: Point): string {
  return [label, series].filter((part) => part !== '').join(', ');
}
