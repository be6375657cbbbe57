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
} from '../datalab.fixture.ts';

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
    { area: 'BU99990004', category: 'noise', persons: 15 },
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

  it('keeps published, nought, withheld and unknown apart, and exits with 3 when something was withheld', async () => {
    const file = await place.write('question.json', JSON.stringify(question));
    const run = await runDatalab(['query', file, '--warehouse', warehouse, '--json']);
    const { rows, withheld } = JSON.parse(run.stdout);
    const statuses = rows.map((row: Record<string, { status: string }>) => [
      row['count.persons']?.status,
      row['mean.amount']?.status,
    ]);
    const mixed = [
      ['published', 'missing'],
      ['published', 'published'],
      ['zero', 'missing'],
    ];
    const hidden = Array(3).fill(['suppressed', 'suppressed']);
    expect(run.exitCode).toBe(3);
    expect(statuses).toEqual([mixed, hidden, mixed, hidden].flat());
    expect(withheld).toBe(12);
    for (const text of ['too few to show', 'not known', 'all together']) expect(run.stderr).toContain(text);
  });

  it('exits with 0 when nothing was withheld', async () => {
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

  it('shows areas without records when it knows them', async () => {
    const features = ['BU99990001', 'BU99990003'].map((code) => ({ properties: { code } }));
    const areas = await place.write('areas.json', JSON.stringify({ features }));
    const byArea = { from: 'reports', measures: [{ count: 'records' }], by: ['neighbourhood'] };
    const file = await place.write('areas-question.json', JSON.stringify(byArea));
    const args = ['query', file, '--warehouse', warehouse, '--areas', areas, '--area-year', '2024', '--json'];
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
