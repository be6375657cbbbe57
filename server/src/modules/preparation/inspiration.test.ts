import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { inEnglish } from '../../platform/http/local-text.testing.ts';
import { type EarlierEdition, inspiration, inspirationRoutes } from './inspiration.contract.ts';
import { addExample, listInspiration, removeExample } from './inspiration.service.ts';
import { isOnTheme } from './inspiration.theme.ts';
import { preparationMigrations } from './preparation.tables.ts';
import { fay, hal, openPreparationBench, pia } from './preparation.testing.ts';

const both = (text: string) => ({ nl: text, en: text });
const example = {
  theme: { nl: 'Brandveiligheid', en: 'Fire safety' },
  title: inEnglish('Who has no smoke detector?'),
  where: inEnglish('A large city'),
  did: inEnglish('Predicted which homes had none'),
  useful: inEnglish('Count homes, not people'),
  link: 'https://example.org/fire',
  source: 'Annual report',
  year: 2017,
};

test('themes meet in a word of either language, also while it is being typed (50)', () => {
  const theme = { nl: 'Zorg en veiligheid', en: 'Care and safety' };
  expect(isOnTheme('veilig', theme)).toBe(true);
  expect(isOnTheme('Safety in town', theme)).toBe(true);
  expect(isOnTheme('Véiligheid thuis', theme)).toBe(true);
  expect(isOnTheme('en', theme)).toBe(false);
  expect(isOnTheme('Schulden', theme)).toBe(false);
});

describe.each(engines)('inspiration on $name', ({ open }) => {
  let database: Database;
  let bench: ReturnType<typeof openPreparationBench>;

  beforeAll(async () => {
    database = await open([preparationMigrations]);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    bench = openPreparationBench(database);
    await database.execute('DELETE FROM inspiring_examples');
  });

  test('comes from examples that anybody in the network adds, with source and year (50)', async () => {
    const made = await addExample(bench.deps, hal, example);
    await addExample(bench.deps, pia, {
      ...example,
      theme: inEnglish('Debts'),
      title: inEnglish('Early calls'),
      link: null,
    });
    const found = inspiration.parse(await listInspiration(bench.deps, fay, 'brand'));
    expect(found.examples).toMatchObject([{ id: made.id, source: 'Annual report', year: 2017 }]);
    expect((await listInspiration(bench.deps, fay, undefined)).examples).toHaveLength(2);
    expect((await listInspiration(bench.deps, fay, 'nobody knows this')).examples).toEqual([]);
  });

  test('comes from earlier editions on the theme, and from none before a theme is told (50)', async () => {
    const earlier: EarlierEdition = {
      slug: 'litter',
      title: both('Litter'),
      theme: both('Clean streets'),
      region: null,
      initiator: 'town',
      status: 'finished',
      goals: [both('Less litter')],
      lessons: [both('Begin small')],
      findings: null,
    };
    bench.state.earlier = [
      earlier,
      { ...earlier, slug: 'debts', theme: both('Debts'), title: both('Debts') },
    ];
    expect((await listInspiration(bench.deps, fay, 'Clean')).editions).toEqual([earlier]);
    expect((await listInspiration(bench.deps, fay, undefined)).editions).toEqual([]);
  });

  test('is removed only by the person who added it, and names no future year', async () => {
    const { id } = await addExample(bench.deps, pia, example);
    await expect(removeExample(bench.deps, fay, id)).rejects.toMatchObject({
      code: 'preparation.example-of-another',
      status: 403,
    });
    await removeExample(bench.deps, pia, id);
    await expect(removeExample(bench.deps, pia, id)).rejects.toMatchObject({
      code: 'preparation.example-unknown',
    });
    await expect(addExample(bench.deps, pia, { ...example, year: 2031 })).rejects.toMatchObject({
      code: 'preparation.year-to-come',
    });
    expect(bench.events.map(({ action }) => action)).toEqual([
      'preparation.example-added',
      'preparation.example-removed',
    ]);
  });

  test('links only over https, so that no address can be made to do something else', () => {
    const body = inspirationRoutes.addExample.body;
    const links = ['javascript:alert(1)', 'http://example.org', 'https://example.org/a'];
    expect(links.map((link) => body?.safeParse({ ...example, link }).success)).toEqual([false, false, true]);
  });
});
