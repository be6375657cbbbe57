import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getDataSetCheck, getReleases, listShown } from './releases.overview.ts';
import { ines, noor, openReleasesBench, slug } from './releases.testing.ts';

let bench: Awaited<ReturnType<typeof openReleasesBench>>;
beforeAll(async () => {
  bench = await openReleasesBench();
});
afterAll(() => bench.close());

const figures = { shown: 40, suppressed: 3 };

async function show(given: Partial<Parameters<typeof bench.releases.recordShown>[1]> = {}): Promise<string> {
  const evidence = randomUUID();
  await bench.inTransaction((tx) =>
    bench.releases.recordShown(tx, {
      edition: slug,
      what: { evidence },
      actor: noor,
      dataSets: ['reports', 'population', 'reports'],
      figures,
      ...given,
    }),
  );
  return evidence;
}

describe('what was shown', () => {
  it('is listed for the privacy officer: who, when, of which data sets and how many figures, newest first', async () => {
    const evidence = await show();
    await show({ actor: null });
    await show({ what: { download: evidence }, actor: { ...noor, id: 'sam', name: 'Sam' } });
    const { entries, earlier } = await listShown(bench.deps, ines, slug, { limit: 10 });
    expect(earlier).toBe(0);
    expect(entries.map(({ by, kind }) => [by.name, kind])).toEqual([
      ['Sam', 'download'],
      [null, 'result'],
      ['Noor de Wit', 'result'],
    ]);
    expect(entries[2]).toEqual({
      number: 1,
      at: '2026-11-14T10:00:00.000Z',
      by: { id: 'noor', name: 'Noor de Wit' },
      kind: 'result',
      subject: evidence,
      evidence,
      dataSets: [
        { dataSet: 'reports', name: { nl: 'Overlastmeldingen', en: 'Nuisance reports' } },
        { dataSet: 'population', name: { nl: 'population', en: 'population' } },
      ],
      figures,
    });
    expect(entries.map((entry) => entry.evidence)).toEqual([evidence, null, evidence]);
  });

  it('is found by person and by kind, and page by page', async () => {
    const list = (query: Partial<Parameters<typeof listShown>[3]>) =>
      listShown(bench.deps, ines, slug, { limit: 10, ...query });
    expect((await list({ person: 'sam' })).entries).toHaveLength(1);
    expect((await list({ person: 'platform' })).entries.map(({ by }) => by.id)).toEqual([null]);
    expect((await list({ kind: 'download' })).entries.map(({ by }) => by.id)).toEqual(['sam']);
    expect((await list({ kind: 'download', person: 'noor' })).entries).toEqual([]);
    const first = await list({ limit: 2 });
    expect([first.entries.length, first.earlier]).toEqual([2, 1]);
    const next = await list({ limit: 2, before: first.entries.at(-1)?.number });
    expect([next.entries.length, next.earlier]).toEqual([1, 0]);
    const results = await list({ limit: 1, kind: 'result' });
    expect(results.earlier).toBe(1);
  });

  it('is counted per kind, with everyone who asked under the name they had last', async () => {
    await show({ actor: { ...noor, id: 'sam', name: 'Samuel' } });
    expect(await getReleases(bench.deps, ines, slug)).toEqual({
      dataSets: [
        {
          dataSet: 'reports',
          name: { nl: 'Overlastmeldingen', en: 'Nuisance reports' },
          version: 'v0001',
          landedAt: '2026-11-01T00:00:00.000Z',
        },
      ],
      people: [
        { id: null, name: null },
        { id: 'noor', name: 'Noor de Wit' },
        { id: 'sam', name: 'Samuel' },
      ],
      results: 3,
      opened: 0,
      downloads: 1,
    });
  });

  it('is told of each person who opened a result, once, and not of its maker', async () => {
    const evidence = await show();
    const open = (actor = ines, ...results: string[]) =>
      bench.releases.recordOpened(
        actor,
        slug,
        results.map((one) => ({ evidence: one, dataSets: ['reports'], figures })),
      );
    await open(noor, evidence);
    await Promise.all([open(ines, evidence), open(ines, evidence)]);
    const other = await show();
    await open(ines, evidence, other);
    await open(ines);
    const { entries } = await listShown(bench.deps, ines, slug, { limit: 10, kind: 'opened' });
    expect(entries.map(({ by, subject }) => [by.id, subject])).toEqual([
      ['ines', other],
      ['ines', evidence],
    ]);
    expect(entries[0]).toMatchObject({ evidence: other, figures, dataSets: [{ dataSet: 'reports' }] });
  });

  it('is not kept when the result is not', async () => {
    const before = await listShown(bench.deps, ines, slug, { limit: 100 });
    const failing = bench.inTransaction(async (tx) => {
      await bench.releases.recordShown(tx, {
        edition: slug,
        what: { evidence: randomUUID() },
        actor: noor,
        dataSets: ['reports'],
        figures,
      });
      throw new Error('the connection was lost');
    });
    await expect(failing).rejects.toThrow('lost');
    expect(await listShown(bench.deps, ines, slug, { limit: 100 })).toEqual(before);
  });
});

describe('the check of a data set', () => {
  it('is told in errors and shares per unit, without any count', async () => {
    bench.landed.floor = 3;
    const { floor, units, version } = await getDataSetCheck(bench.deps, ines, slug, 'reports');
    expect([floor, version]).toEqual([3, 'v0001']);
    expect(units.map(({ unit }) => unit)).toEqual(['persons', 'records']);
    const [persons, records] = units;
    expect(records?.suppressed.figures).toBeGreaterThan(0);
    expect(records?.suppressed.counts).toBeLessThan(1);
    expect(persons?.suppressed.counts).not.toEqual(records?.suppressed.counts);
  });

  it('is not there for a data set that did not land', async () => {
    await expect(getDataSetCheck(bench.deps, ines, slug, 'care')).rejects.toMatchObject({
      code: 'releases.data-set-not-landed',
      status: 404,
    });
  });
});
