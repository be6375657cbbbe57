import type { EditionSummary } from '@datalab/server/modules/editions/editions.contract.ts';
import type { Language } from '../../i18n/translate.ts';

/** A finished edition of others shows no more than this. */
export type FinishedElsewhere = Pick<EditionSummary, 'slug' | 'title' | 'theme' | 'initiator' | 'status'>;
export type Listed = EditionSummary | FinishedElsewhere;

export const statuses = [
  'running',
  'starting',
  'finished',
] as const satisfies readonly EditionSummary['status'][];

/** What the reader narrows the list to; it stands in the address. */
export interface Filter {
  readonly status?: EditionSummary['status'];
  readonly theme?: string;
  readonly initiator?: string;
  readonly region?: string;
  /** Words of the title, the aim or the theme. */
  readonly q?: string;
}

/** Those the reader takes part in, and the finished ones of others, once each. */
export function joinEditions(
  mine: readonly EditionSummary[],
  finished: readonly FinishedElsewhere[],
): Listed[] {
  return [...mine, ...finished.filter(({ slug }) => !mine.some((one) => one.slug === slug))];
}

export function filterEditions(editions: readonly Listed[], filter: Filter, language: Language): Listed[] {
  return editions.filter(
    (edition) =>
      (filter.status === undefined || edition.status === filter.status) &&
      (filter.theme === undefined || edition.theme[language] === filter.theme) &&
      (filter.initiator === undefined || edition.initiator === filter.initiator) &&
      (filter.region === undefined || regionOf(edition, language) === filter.region) &&
      (filter.q === undefined || hasWords(edition, filter.q, language)),
  );
}

/** Every word stands somewhere, in any order. */
function hasWords(edition: Listed, words: string, language: Language): boolean {
  const about = [edition.title, edition.theme, ...(isMine(edition) ? [edition.aim] : [])];
  const text = about.map((part) => part[language].toLocaleLowerCase()).join(' ');
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function regionOf(edition: Listed, language: Language): string | undefined {
  return 'region' in edition ? edition.region?.[language] : undefined;
}

export interface Count {
  readonly value: string;
  readonly n: number;
}

/** Each value with how many there are, the most frequent first. */
export function countBy(editions: readonly Listed[], read: (edition: Listed) => string | undefined): Count[] {
  const counts = new Map<string, number>();
  for (const edition of editions) {
    const value = read(edition);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, n]) => ({ value, n }))
    .sort((one, other) => other.n - one.n || one.value.localeCompare(other.value));
}

export function isMine(edition: Listed): edition is EditionSummary {
  return 'currentStep' in edition;
}

export function readFilter(search: Readonly<Record<string, unknown>>): Filter {
  const { status, theme, initiator, region, q } = search;
  const known = statuses.find((one) => one === status);
  return {
    ...(known !== undefined && { status: known }),
    ...(typeof theme === 'string' && { theme }),
    ...(typeof initiator === 'string' && { initiator }),
    ...(typeof region === 'string' && { region }),
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q) }),
  };
}
