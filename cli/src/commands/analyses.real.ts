import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkplace, runDatalab, type Workplace } from '../datalab.testing.ts';

const root = join(import.meta.dirname, '../../..');
const data = join(root, '../shared/data');
const incidents = join(data, 'incidents/fietsdiefstal_incidenten_gedeidentificeerd.csv');
const contract = join(root, 'examples/bicycle-thefts.odcs.yaml');

const areas = join(data, 'areas/groningen_buurt2017_wgs84.geojson');

let place: Workplace;
let warehouse: string;
beforeAll(async () => {
  place = await createWorkplace();
  warehouse = place.path('warehouse');
});
afterAll(() => place.remove());

async function ask(name: string, question: object) {
  const file = await place.write(`${name}.json`, JSON.stringify({ from: 'bicycle-thefts', ...question }));
  const run = await runDatalab(['query', file, '--warehouse', warehouse, '--json']);
  return { ...run, result: JSON.parse(run.stdout) };
}

describe.skipIf(!existsSync(data))('real bicycle thefts on the command line', () => {
  const measures = [{ count: 'records' }];

  it('are published whole, with no small group that can be estimated better than the floor', async () => {
    const published = await runDatalab([
      ...['publish', incidents, '--contract', contract, '--warehouse', warehouse, '--json'],
    ]);
    expect(published.exitCode).toBe(0);
    const { report, version } = JSON.parse(published.stdout);
    expect(report.rows).toEqual({ read: 15_947, accepted: 15_947, rejected: 0 });
    expect(version.rows).toBe(15_947);
    const listed = await runDatalab(['datasets', '--warehouse', warehouse, '--json']);
    const [{ protection }] = JSON.parse(listed.stdout).datasets;
    expect(protection).toMatchObject({
      status: 'checked',
      records: { closed: [{ part: 'months', reason: 'below-floor' }] },
    });
    expect(protection.records.lowestError).toBeGreaterThanOrEqual(2);
  });

  it('are answered per neighbourhood and quarter, every cell protected, and twice the same', async () => {
    const question = { measures, by: ['neighbourhood', 'quarter'] };
    const { exitCode, result } = await ask('question', question);
    expect(exitCode).toBe(3);
    const { rows, totals, evidence } = result;
    const cells: { status: string; value?: number }[] = rows.map(
      (row: Record<string, unknown>) => row['count.records'],
    );
    const values = cells.flatMap(({ status, value }) => (status === 'published' ? [value ?? 0] : []));
    expect(values.length).toBeGreaterThan(100);
    // Ten is the floor before noise and five the most noise there is, so what is shown is five or more.
    expect(Math.min(...values)).toBeGreaterThanOrEqual(5);
    const statuses = new Set(cells.map(({ status }) => status));
    expect([...statuses].sort()).toEqual(['published', 'suppressed', 'zero']);
    expect(cells.every((cell) => cell.status !== 'suppressed' || !('value' in cell))).toBe(true);
    expect(Math.abs(totals['count.records'].value - 15_947)).toBeLessThanOrEqual(5);
    expect(evidence.versions).toEqual([{ dataset: 'bicycle-thefts', version: 'v0001' }]);
    const again = await ask('in other words', {
      measures,
      by: ['neighbourhood', 'quarter'],
      where: [{ column: 'year', in: ['2013', '2014', '2015', '2016', '2017'] }],
    });
    expect(again.result.rows).toEqual(rows);
  });

  it('show the smaller of two answers as under ten, and the larger as a range around the truth', async () => {
    const { result } = await ask('attempts', { measures, by: ['district', 'year', 'poging'] });
    const cells = result.rows.map((row: Record<string, unknown>) => row['count.records']);
    expect(cells).toContainEqual({ status: 'suppressed', reason: 'under-minimum' });
    expect(cells).toContainEqual(expect.objectContaining({ status: 'range' }));
  });

  const refused: [what: string, question: object, code: string][] = [
    ['four dimensions', { by: ['district', 'year', 'poging', 'aangifte'] }, 'query.too-many-dimensions'],
    [
      'a filter as the fourth',
      { by: ['district', 'quarter', 'poging'], where: [{ column: 'aangifte', in: ['J'] }] },
      'query.too-many-dimensions',
    ],
    ['months, which are closed', { by: ['neighbourhood', 'month'] }, 'query.closed'],
  ];
  it.each(refused)('are not answered for %s, but for the nearest question', async (what, question, code) => {
    const { exitCode, result } = await ask(what, { measures, ...question });
    expect(exitCode).toBe(2);
    expect(result.problems[0].code).toBe(code);
    const nearest = await ask(`${what}, nearest`, result.nearest);
    expect([0, 3]).toContain(nearest.exitCode);
    expect(nearest.result.rows.length).toBeGreaterThan(1);
  });

  it('have a row for every neighbourhood of the division once that is given', async () => {
    const file = await place.write(
      'areas.json',
      JSON.stringify({ from: 'bicycle-thefts', measures, by: ['neighbourhood'] }),
    );
    const division = ['--areas', areas, '--area-year', '2017'];
    const run = await runDatalab(['query', file, '--warehouse', warehouse, '--json', ...division]);
    const { rows } = JSON.parse(run.stdout);
    const codes = (JSON.parse(await readFile(areas, 'utf8')).features as { properties: object }[]).length;
    expect(rows.length).toBeGreaterThanOrEqual(codes);
    const again = await runDatalab(['query', file, '--warehouse', warehouse, '--json']);
    expect(JSON.parse(again.stdout).rows).toEqual(rows);
  });
});
