import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createWorkplace,
  header,
  personNumbers,
  reportsContract,
  runDatalab,
  startDatalab,
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
    { area: 'BU99990104', category: 'litter', persons: 30 },
    { area: 'BU99990104', category: 'noise', persons: 12 },
    { area: 'BU99990105', category: 'noise', persons: 20 },
  ];
  const people = groups.flatMap((group) => Array.from({ length: group.persons }, () => group));
  const rows = personNumbers(people.length).map((number, index) => {
    const { area, category } = people[index] ?? groups[0] ?? {};
    const amount = category === 'noise' ? index + 1 : '';
    return `${number},2024-0${(index % 4) + 1},${area},${category},${amount}`;
  });
  const file = await place.write('reports.csv', `${[header, ...rows].join('\n')}\n`);
  await runDatalab(['publish', file, '--contract', contract, '--warehouse', warehouse]);
});
afterAll(() => place.remove());

async function ask(name: string, question: unknown, ...args: string[]) {
  const text = typeof question === 'string' ? question : JSON.stringify(question);
  const file = await place.write(name, text);
  const run = await runDatalab(['query', file, '--warehouse', warehouse, '--json', ...args]);
  return { ...run, file, result: JSON.parse(run.stdout) };
}

describe('datalab query', () => {
  const question = {
    from: 'reports',
    measures: [{ count: 'records' }, { count: 'persons' }, { mean: 'amount' }],
    by: ['neighbourhood', 'category'],
  };

  /** An area division, as arguments. */
  async function division(name: string, codes: readonly string[]): Promise<string[]> {
    const features = codes.map((code) => ({ properties: { code } }));
    return ['--areas', await place.write(name, JSON.stringify({ features })), '--area-year', '2024'];
  }

  it('keeps published, zero, suppressed and unknown apart, and exits with 3 when something was suppressed', async () => {
    const areas = await division('four.json', ['BU99990001', 'BU99990002', 'BU99990104', 'BU99990105']);
    const { exitCode, stderr, result } = await ask('question.json', question, ...areas);
    const statuses = result.rows.map((row: Record<string, { status: string; reason?: string }>) => [
      row['count.records']?.status,
      row['mean.amount']?.reason ?? row['mean.amount']?.status,
    ]);
    expect(exitCode).toBe(3);
    const known = new Set(statuses.map(([count]: string[]) => count));
    expect([...known].sort()).toEqual(['published', 'suppressed', 'zero']);
    expect(statuses.slice(6, 9)).toEqual([
      ['published', 'missing'],
      ['published', 'too-uncertain'],
      ['zero', 'missing'],
    ]);
    expect(result.totals['mean.amount'].status).toBe('published');
    expect(result.withheld).toBe(stderr.match(/too few to show|too uncertain to show/g)?.length);
    for (const text of ['too few to show', 'too uncertain to show', 'not known', 'all together'])
      expect(stderr).toContain(text);
  });

  it('exits with 0 when nothing was suppressed, as a process too', async () => {
    const file = await place.write(
      'all.json',
      JSON.stringify({ from: 'reports', measures: [{ count: 'persons' }] }),
    );
    const run = await startDatalab(['query', file, '--warehouse', warehouse]).ended;
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain('Evidence');
  });

  it('keeps evidence whose name is the hash of what it says', async () => {
    const { result } = await ask('question.json', question);
    expect(result.evidence.versions).toEqual([{ dataset: 'reports', version: 'v0001' }]);
    expect(result.evidence.query).toMatchObject(question);
    expect(result.evidence.sql).toContain('GROUP BY "neighbourhood", "category"');
    const kept = JSON.parse(await readFile(`${warehouse}/evidence/${result.evidence.id}.json`, 'utf8'));
    const { id, ...facts } = kept.evidence;
    const { protection, rows, totals } = kept;
    const sealed = JSON.stringify({ ...facts, protection, rows, totals });
    expect(createHash('sha256').update(sealed).digest('hex')).toBe(id);
  });

  it('says how far each figure may be off, in the table and as data', async () => {
    const { result, stderr } = await ask('question.json', question);
    expect(result.totals['count.persons'].margin).toBe(5);
    expect(stderr).toMatch(/all together .* ± 5 /);
    expect(stderr).toContain('by at most what stands after ±');
  });

  it('writes a range, a figure under the minimum and a figure without a margin each in their own way', () => {
    expect(cellText({ status: 'range', from: 40, to: 49 }, 'count.persons')).toBe('40 to 49');
    expect(cellText({ status: 'suppressed', reason: 'under-minimum' }, 'count.persons')).toBe(
      'under 10, perhaps none',
    );
    expect(cellText({ status: 'published', value: 41 }, 'count.persons')).toBe('41');
    expect(cellText({ status: 'published', value: 1234.5, margin: 120 }, 'sum.amount')).toBe('1,200 ± 200');
  });

  it('writes the whole table as CSV, with the figures of the answer', async () => {
    const { result } = await ask('question.json', question, '--csv', place.path('table.csv'));
    const [head, ...lines] = (await readFile(place.path('table.csv'), 'utf8')).trimEnd().split('\r\n');
    const measures = ['count.records', 'count.persons', 'mean.amount'];
    const columns = measures.flatMap((key) =>
      ['', '.margin', '.from', '.to', '.status'].map((part) => key + part),
    );
    expect(head).toBe(`\uFEFF${['neighbourhood', 'category', ...columns].join()}`);
    expect(lines).toHaveLength(result.rows.length);
    for (const [at, row] of result.rows.entries()) {
      const { status, reason, value = '', margin = '' } = row['count.records'];
      const cells = [row.neighbourhood, row.category, `${value}`, `${margin}`, '', '', reason ?? status];
      expect(lines[at]?.split(',').slice(0, 7)).toEqual(cells);
    }
    const nowhere = await ask('question.json', question, '--csv', place.path('no/such/table.csv'));
    expect(nowhere).toMatchObject({ exitCode: 2, result: { error: { code: 'output.missing' } } });
  });

  it('gives the same figures to the same question in other words', async () => {
    const inWords = [
      { by: ['quarter', 'category'], where: [{ column: 'category', in: ['noise', 'litter'] }] },
      {
        unit: 'event',
        by: ['quarter', 'category'],
        where: [
          { column: 'category', in: ['litter', 'noise', 'litter'] },
          { column: 'month', from: '2024-01', to: '2024-12' },
        ],
        also: [],
      },
    ];
    const [one, other] = await Promise.all(
      inWords.map((words, at) =>
        ask(`words-${at}.json`, { from: 'reports', measures: [{ count: 'records' }], ...words }),
      ),
    );
    expect(one?.result.rows.length).toBeGreaterThan(2);
    expect(other?.result.rows).toEqual(one?.result.rows);
    expect(other?.result.totals).toEqual(one?.result.totals);
  });

  it('shows areas without records when it knows them', async () => {
    const areas = await division('areas.json', ['BU99990001', 'BU99990003']);
    const { result } = await ask(
      'areas-question.json',
      { from: 'reports', measures: [{ count: 'records' }], by: ['neighbourhood'] },
      ...areas,
    );
    expect(result.rows).toContainEqual({
      neighbourhood: 'BU99990003',
      'count.records': { status: 'zero', value: 0, margin: 0 },
    });
  });

  it('offers the nearest question of which something is shown where nothing of the answer is', async () => {
    const empty = {
      from: 'reports',
      measures: [{ count: 'records' }],
      by: ['month', 'category'],
      where: [{ column: 'neighbourhood', in: ['BU99990105'] }],
    };
    const { result, stderr, exitCode } = await ask('empty.json', empty);
    const statuses = result.rows.map(
      (row: Record<string, { status: string }>) => row['count.records']?.status,
    );
    expect(statuses).not.toContain('published');
    expect(exitCode).toBe(3);
    expect(stderr).toContain('The nearest question of which something can be shown:');
    const nearest = await ask('nearest.json', result.nearest);
    expect(JSON.stringify(nearest.result.rows)).toMatch(/"published"|"range"/);
  });
});

describe('a question that is refused', () => {
  const counted = (measure: string) => ({ from: 'reports', measures: [{ count: measure }] });
  const refusals: [what: string, question: object, path: string, code: string][] = [
    [
      'for four dimensions',
      { ...counted('records'), by: ['month', 'neighbourhood', 'category', { recordsPerPerson: true }] },
      'by[3]',
      'query.too-many-dimensions',
    ],
    [
      'for a fourth dimension in a filter',
      {
        ...counted('records'),
        by: ['month', 'neighbourhood', { recordsPerPerson: true }],
        where: [{ column: 'category', in: ['noise'] }],
      },
      'by[2]',
      'query.too-many-dimensions',
    ],
    ['for persons by month', { ...counted('persons'), by: ['month'] }, 'by[0]', 'query.persons-by-period'],
    [
      'for persons of several values',
      { ...counted('persons'), where: [{ column: 'category', in: ['noise', 'other'] }] },
      'where[0].in',
      'query.persons-of-several-values',
    ],
  ];

  it.each(refusals)(
    '%s exits with 2, the place and the reason, and a nearest question that is answered',
    async (what, question, path, code) => {
      const { exitCode, stderr, result } = await ask(`${what}.json`, question);
      expect(exitCode).toBe(2);
      expect(result.problems[0]).toMatchObject({ path, code });
      expect(stderr).toContain(`${path}: ${result.problems[0].message}`);
      expect(result.error.message).toContain(path);
      const ready = stderr.slice(stderr.indexOf('{'));
      const { where, also, ...rest } = result.nearest;
      expect(JSON.parse(ready)).toMatchObject(rest);
      const saved = await ask(`${what}, nearest.json`, ready);
      expect([0, 3]).toContain(saved.exitCode);
      const asData = await ask(`${what}, as data.json`, result.nearest);
      expect(asData.result.rows).toEqual(saved.result.rows);
    },
  );

  it('names every place that is wrong, and keeps no evidence', async () => {
    await ask('kept.json', counted('records'));
    const before = await readdir(`${warehouse}/evidence`);
    const wrong = { from: 'reports', measures: [{ sum: 'number' }], by: ['colour'] };
    const { exitCode, result } = await ask('wrong.json', wrong);
    expect(exitCode).toBe(2);
    const paths = ({ path }: { path: string }) => path;
    expect(result.problems.map(paths)).toEqual(['by[0]', 'measures[0]']);
    expect(result.error.problems.map(paths)).toEqual(['by[0]', 'measures[0]']);
    expect(result).not.toHaveProperty('nearest');
    expect(await readdir(`${warehouse}/evidence`)).toEqual(before);
  });
});

describe('a hostile question file is refused with 2 and the place:', () => {
  const count = '"measures":[{"count":"records"}]';
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const files: [what: string, content: string, place: RegExp][] = [
    ['not JSON', 'from reports', /is not JSON/],
    ['cut off in a line', `{"from":"reports",\n ${count},,}`, /line 2, column \d+/],
    ['a list', '[1]', /A question is a JSON object/],
    ['lists in lists', `{"from":"reports",${count},"by":${nested(100_000)}}`, /by\[0\]/],
    ['a name in lists', `{"from":${nested(100_000)},${count}}`, /from: /],
    [
      'a list that is too long',
      `{"from":"reports",${count},"by":[${'"month",'.repeat(50_000)}"month"]}`,
      /by: /,
    ],
    [
      'many values',
      `{"from":"reports",${count},"where":[{"column":"category","in":[${'"a",'.repeat(5000)}"a"]}]}`,
      /where\[0\]\.in/,
    ],
    ['a NUL in a name', `{"from":"reports\\u0000",${count}}`, /from: .*reports\\u0000/],
    [
      'a NUL and a terminal code in a value',
      `{"from":"reports",${count},"where":[{"column":"category","in":["\\u0000\\u001b[2J"]}]}`,
      /where\[0\]/,
    ],
    [
      'a number as text',
      `{"from":"reports","measures":[{"rate":"records","per":"1000","of":"x"}]}`,
      /measures\[0\]\.per/,
    ],
    ['a number as name', `{"from":7,${count}}`, /from: /],
    ['an unknown key', `{"from":"reports",${count},"filter":[]}`, /"filter"/],
    ['a key of every object', `{"from":"reports",${count},"__proto__":{"by":["month"]}}`, /"__proto__"/],
    [
      'an unknown key inside',
      `{"from":"reports","measures":[{"count":"records","noise":0}]}`,
      /measures\[0\]: .*"noise"/,
    ],
    ['more than a megabyte', `{"from":"${'x'.repeat(1_100_000)}"}`, /too large to be a question/],
  ];

  it.each(files)('%s', async (_what, content, place) => {
    const { exitCode, stderr, stdout } = await ask('hostile.json', content);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(place);
    expect(stderr).not.toMatch(/[^\P{Cc}\n\t]/u);
    expect(stderr.length + stdout.length).toBeLessThan(20_000);
  });
});
