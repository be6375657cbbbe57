import type { EditionSummary } from '@datalab/server/modules/editions/editions.contract.ts';
import { describe, expect, test } from 'vitest';
import { countBy, filterEditions, isMine, joinEditions, readFilter } from './overview.ts';

const both = (text: string) => ({ nl: `${text} nl`, en: text });
const mine = (slug: string, theme: string, status: EditionSummary['status']): EditionSummary => ({
  slug,
  title: both(slug),
  aim: both('aim'),
  theme: both(theme),
  region: both('Town'),
  initiator: 'town',
  status,
  currentStep: 'share',
  organisations: [],
  blockers: 0,
  findings: 0,
  createdAt: '2026-11-21T10:00:00.000Z',
});
const elsewhere = {
  slug: 'far',
  title: both('far'),
  theme: both('Safety'),
  initiator: 'police',
  status: 'finished' as const,
};
const all = joinEditions(
  [mine('care', 'Care', 'running'), mine('old', 'Safety', 'finished')],
  [elsewhere, { ...elsewhere, slug: 'old' }],
);

describe('the overview of editions (32)', () => {
  test('has those of the reader and the finished ones of others, once each', () => {
    expect(all.map((edition) => [edition.slug, isMine(edition)])).toEqual([
      ['care', true],
      ['old', true],
      ['far', false],
    ]);
  });

  test('is searched by words of the title, the aim and the theme, in any order', () => {
    const slugs = (q: string) => filterEditions(all, { q }, 'en').map(({ slug }) => slug);
    expect(slugs('SAFETY')).toEqual(['old', 'far']);
    expect(slugs('aim care')).toEqual(['care']);
    expect(slugs('care far')).toEqual([]);
  });

  test('is narrowed by status, theme, initiator and region', () => {
    const slugs = (filter: Parameters<typeof filterEditions>[1]) =>
      filterEditions(all, filter, 'en').map(({ slug }) => slug);
    expect(slugs({ status: 'finished' })).toEqual(['old', 'far']);
    expect(slugs({ theme: 'Safety', initiator: 'police' })).toEqual(['far']);
    expect(slugs({ region: 'Town' })).toEqual(['care', 'old']);
    expect(filterEditions(all, { theme: 'Safety nl' }, 'nl')).toHaveLength(2);
  });

  test('counts the most frequent first', () => {
    expect(countBy(all, ({ theme }) => theme.en)).toEqual([
      { value: 'Safety', n: 2 },
      { value: 'Care', n: 1 },
    ]);
  });

  test('takes from the address only what it knows', () => {
    expect(readFilter({ status: 'gone', theme: 'Safety', initiator: 3 })).toEqual({ theme: 'Safety' });
  });
});
