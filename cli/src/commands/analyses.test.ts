import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createWorkplace,
  header,
  personNumbers,
  reportsContract,
  runDatalab,
  type Workplace,
} from '../datalab.testing.ts';
import { cellText } from './analyses.ts';

let place: Workplace;
let warehouse: string;
beforeAll(async () => {
  place = await createWorkplace();
  warehouse = place.path('warehouse');
  const kinds = reportsContract.replace('[noise, litter]', '[noise, litter, other]');
  const contract = await place.write('contract.yaml', kinds);
  const groups = [
    { area: 'BU99990001', category: 'noise', persons: 40 },
    { area: 'BU99990001', category: 'litter', persons: 20 },
    { area: 'BU99990002', category: 'litter', persons: 3 },
    { area: 'BU99990004', category: 'litter', persons: 30 },
    { area: 'BU99990004', category: 'noise', persons: 10 },
    { area: 'BU99990005', category: 'noise', persons: 20 },
  ];
  const people = groups.flatMap((group) => Array.from({ length: group.persons }, () => group));
  const rows = personNumbers(people.length).map((number, index) => {
    const { area, category } = people[index] ?? groups[0] ?? {};
    return `${number},2024-01,${area},${category},${category === 'noise' ? index + 1 : ''}`;
  });
  const file = await place.write('reports.csv', `${[header, ...rows].join('\n')}\n`);
  await runDatalab(['publish', file, '--contract', contract, '--warehouse', warehouse]);
});
afterAll(() => place.remove());

describe('datalab query', () => {
  const question = {
    from: 'reports',
    measures: [{ count: 'persons' }, { mean: 'amount' }],
    by: ['neighbourhood', 'category'],
  };

  /** An area division, as arguments. */
  async function division(name: string, codes: readonly string[]): Promise<string[]> {
    const features = codes.map((code) => ({ properties: { code } }));
    return ['--areas', await place.write(name, JSON.stringify({ features })), '--area-year', '2024'];
  }

  it('keeps published, zero, suppressed, uncertain and unknown apart, and exits with 3 when something was suppressed', async () => {
    const file = await place.write('question.json', JSON.stringify(question));
    const areas = await division('four.json', ['BU99990001', 'BU99990002', 'BU99990004', 'BU99990005']);
    const run = await runDatalab(['query', file, '--warehouse', warehouse, ...areas, '--json']);
    const { rows, withheld } = JSON.parse(run.stdout);
    const statuses = rows.map((row: Record<string, { status: string; reason?: string }>) => [
      row['count.persons']?.status,
      row['mean.amount']?.reason ?? row['mean.amount']?.status,
    ]);
    const mixed = (mean: string) => [
      ['published', 'missing'],
      ['published', mean],
      ['zero', 'missing'],
    ];
    const hidden = Array(3).fill(['suppressed', 'suppressed']);
    expect(run.exitCode).toBe(3);
    expect(statuses).toEqual([mixed('published'), hidden, mixed('too-uncertain'), hidden].flat());
    expect(withheld).toBe(13);
    for (const text of ['too few to show', 'too uncertain to show', 'not known', 'all together'])
      expect(run.stderr).toContain(text);
  });

  it('exits with 0 when nothing was suppressed', async () => {
    const all = { from: 'reports', measures: [{ count: 'persons' }] };
    const file = await place.write('all.json', JSON.stringify(all));
    const run = await runDatalab(['query', file, '--warehouse', warehouse]);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('keeps evidence whose name is the hash of what it says', async () => {
    const file = await place.write('question.json', JSON.stringify(question));
    const run = await runDatalab(['query', file, '--warehouse', warehouse, '--json']);
    const { evidence } = JSON.parse(run.stdout);
    expect(evidence.versions).toEqual([{ dataset: 'reports', version: 'v0001' }]);
    expect(evidence.query).toMatchObject(question);
    expect(evidence.sql).toContain('SELECT');
    const kept = JSON.parse(await readFile(`${warehouse}/evidence/${evidence.id}.json`, 'utf8'));
    const { id, ...facts } = kept.evidence;
    const { protection, rows, totals } = kept;
    const sealed = JSON.stringify({ ...facts, protection, rows, totals });
    expect(createHash('sha256').update(sealed).digest('hex')).toBe(id);
  });

  it('says how far each figure may be off, in the table and as data', async () => {
    const file = await place.write('question.json', JSON.stringify(question));
    const run = await runDatalab(['query', file, '--warehouse', warehouse, '--json']);
    const { totals } = JSON.parse(run.stdout);
    expect(totals['count.persons'].margin).toBe(5);
    expect(run.stderr).toMatch(/all together .* ± 5 /);
    expect(run.stderr).toContain('by at most what stands after ±');
  });

  it('writes a range, a figure under the minimum and a figure without a margin each in their own way', () => {
    expect(cellText({ status: 'range', from: 40, to: 49 }, 'count.persons')).toBe('40 to 49');
    expect(cellText({ status: 'suppressed', reason: 'under-minimum' }, 'count.persons')).toBe(
      'under 10, perhaps none',
    );
    expect(cellText({ status: 'published', value: 41 }, 'count.persons')).toBe('41');
    expect(cellText({ status: 'published', value: 1234.5, margin: 120 }, 'sum.amount')).toBe('1,200 ± 200');
  });

  it('writes no digits that are only noise', async () => {
    const file = await place.write('question.json', JSON.stringify(question));
    const run = await runDatalab(['query', file, '--warehouse', warehouse, '--json']);
    const figures = [...run.stdout.matchAll(/"value": ?([\d.]+)/g)].map(([, figure = '']) => figure);
    expect(figures.length).toBeGreaterThan(5);
    for (const figure of figures) expect(figure.replace('.', '').length).toBeLessThanOrEqual(4);
  });

  it('refuses a table that is too large with 2, its size and what to leave out', async () => {
    const codes = Array.from({ length: 5_000 }, (_, index) => `BU${99_990_000 + index}`);
    const file = await place.write('question.json', JSON.stringify(question));
    const areas = await division('many.json', codes);
    const run = await runDatalab(['query', file, '--warehouse', warehouse, ...areas]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/15,000 combinations; at most 10,000.*Leave out neighbourhood \(3 are left\)/);
  });

  it('shows areas without records when it knows them', async () => {
    const areas = await division('areas.json', ['BU99990001', 'BU99990003']);
    const byArea = { from: 'reports', measures: [{ count: 'records' }], by: ['neighbourhood'] };
    const file = await place.write('areas-question.json', JSON.stringify(byArea));
    const args = ['query', file, '--warehouse', warehouse, ...areas, '--json'];
    const { rows } = JSON.parse((await runDatalab(args)).stdout);
    expect(rows).toContainEqual({
      neighbourhood: 'BU99990003',
      'count.records': { status: 'zero', value: 0 },
    });
  });

  it('refuses what cannot be asked, says where it is wrong, and keeps no evidence', async () => {
    const before = await readdir(`${warehouse}/evidence`);
    const wrong = { from: 'reports', measures: [{ sum: 'number' }], by: ['colour'] };
    const file = await place.write('wrong.json', JSON.stringify(wrong));
    const run = await runDatalab(['query', file, '--warehouse', warehouse, '--json']);
    const { error } = JSON.parse(run.stdout);
    expect(run.exitCode).toBe(2);
    expect(error.problems.map(({ path }: { path: string }) => path)).toEqual(['by[0]', 'measures[0]']);
    const notJson = await place.write('text.json', 'from reports');
    const refused = await runDatalab(['query', notJson, '--warehouse', warehouse]);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toContain('is not JSON');
    expect(await readdir(`${warehouse}/evidence`)).toEqual(before);
  });
});
