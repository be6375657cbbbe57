import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkplace, runDatalab, startDatalab, type Workplace } from '../datalab.testing.ts';

let place: Workplace;
let regions: string;
beforeAll(async () => {
  place = await createWorkplace();
  const rows = ['A,c1,small,2', 'B,c1,small,2', 'I,c1,small,8', 'J,c1,small,8'];
  rows.push('K,c2,small,3', 'L,c2,BIG,3', 'M,c2,BIG,3', 'N,c2,small,7');
  regions = await place.write('regions.csv', `region,county,size,persons\n${rows.join('\n')}\n`);
});
afterAll(() => place.remove());

const protectRegions = (...tables: string[]) => {
  const given = ['--figure', 'persons', '--threshold', '4'];
  return ['protect', regions, ...given, ...tables.flatMap((table) => ['--table', table])];
};

describe('datalab protect', () => {
  it('suppresses small cells and what would give them away, and does not tell which is which', async () => {
    const out = place.path('both.json');
    const run = await runDatalab([...protectRegions('region<county', 'region<size'), '--out', out, '--json']);
    expect(run.exitCode).toBe(3);
    expect(JSON.parse(run.stdout)).toMatchObject({
      counts: { cells: 13, small: 5, beside: 1, proven: 'optimal' },
    });
    const published = JSON.parse(await readFile(out, 'utf8'));
    const suppressed = published.cells.filter(({ value }: { value: number | null }) => value === null);
    expect(suppressed.map(({ id }: { id: string }) => id)).toEqual([
      ...['region=A', 'region=B', 'region=K', 'region=L', 'region=M', 'region=N'],
    ]);
    expect(Object.keys(suppressed[0])).toEqual(['id', 'value']);
    expect(run.stderr).toContain('no safe choice suppresses less');
  });

  it('tells for how many cells there is which reason, in both languages and without the threshold', async () => {
    const run = await runDatalab([...protectRegions('region<county', 'region<size'), '--json']);
    const { reasons } = JSON.parse(run.stdout);
    expect(reasons).toEqual([
      {
        reason: 'too-few',
        cells: 5,
        nl: 'Er tellen te weinig mensen of organisaties in mee.',
        en: 'Too few people or organisations are counted in it.',
      },
      {
        reason: 'protects-another',
        cells: 1,
        nl: 'Met dit getal kan iemand een ander getal uitrekenen dat weg is gelaten.',
        en: 'With this figure a reader could work out another one that was suppressed.',
      },
    ]);
    expect(run.stderr).toContain('5 cells: Too few people or organisations are counted in it.');
  });

  it('keeps the small cells from a person who is alone in another one', async () => {
    const places = await place.write('alone.csv', 'place,persons\na,1\nb,3\nc,30\nd,40\n');
    const out = place.path('alone.json');
    const given = ['--figure', 'persons', '--table', 'place', '--threshold', '4', '--out', out, '--json'];
    const { counts } = JSON.parse((await runDatalab(['protect', places, ...given])).stdout);
    expect(counts).toMatchObject({ small: 2, beside: 1 });
    const run = await runDatalab(['attack', out, '--known', 'place=a:1']);
    expect(run.exitCode).toBe(0);
  });

  it('suppresses zeros on request, so that no table tells that a whole group is alike', async () => {
    const rows = ['A,yes,40', 'A,no,0', 'B,yes,30', 'B,no,25', 'C,yes,20', 'C,no,35'];
    const help = await place.write('help.csv', `area,help,persons\n${rows.join('\n')}\n`);
    const given = ['--figure', 'persons', '--table', 'area,help', '--threshold', '5', '--json'];
    const shown = JSON.parse((await runDatalab(['protect', help, ...given])).stdout);
    expect(shown.cells).toContainEqual({ id: 'area=A help=no', value: 0 });
    const hidden = JSON.parse((await runDatalab(['protect', help, ...given, '--zeros'])).stdout);
    expect(hidden.cells).toContainEqual({ id: 'area=A help=no', value: null });
    expect(hidden.cells).toContainEqual({ id: 'area=A help=yes', value: null });
    expect(hidden.reasons[0]).toMatchObject({ reason: 'nobody', cells: 1 });
  });
});

describe('datalab protect with amounts', () => {
  const rules = '{"rules":[{"kind":"p-percent","p":17},{"kind":"threshold","minimum":3}]}';
  const contributions = [
    ...['x,a,5', 'x,b,4', 'x,c,6', 'x,d,5', 'x,e,4', 'y,f,300', 'y,f,50', 'y,g,2', 'y,h,1'],
    ...['z,i,30', 'z,j,28', 'z,k,31', 'z,l,29', 'z,m,30'],
  ];
  const protectAmounts = async (rows: readonly string[], rulesText: string, ...more: string[]) => {
    const file = await place.write('turnover.csv', `branch,firm,turnover\n${rows.join('\n')}\n`);
    const given = ['--rules', await place.write('rules.json', rulesText)];
    given.push('--figure', 'turnover', '--holder', 'firm', '--table', 'branch', '--json', ...more);
    return runDatalab(['protect', file, ...given]);
  };

  it('judges who contributes, and keeps rules and firms to itself', async () => {
    const run = await protectAmounts(contributions, rules);
    expect(run.exitCode).toBe(3);
    const { cells, reasons } = JSON.parse(run.stdout);
    expect(cells).toContainEqual({ id: 'branch=y', value: null });
    expect(cells.filter(({ value }: { value: number | null }) => value === null)).toHaveLength(2);
    expect(reasons.map(({ reason }: { reason: string }) => reason)).toEqual([
      'dominated',
      'protects-another',
    ]);
    expect(run.stdout + run.stderr).not.toMatch(/17|firm/);
  });

  it('waits for a person where an amount is below zero', async () => {
    const rows = [...contributions, 'z,n,-4'];
    const first = await protectAmounts(rows, rules);
    expect(first.exitCode).toBe(2);
    expect(first.stderr).toContain('2 cells to judge first: "total", "branch=z"');
    const second = await protectAmounts(rows, rules, '--judged-safe', 'total', 'branch=z');
    expect(second.exitCode).toBe(3);
  });

  it.each([
    ['{"rules":[{"kind":"magic"}]}', 'does not hold rules'],
    ['{"rules":[{"kind":"p-percent","p":-13}]}', 'The parameters of the p-percent rule cannot be.'],
    ['{"rules":[', 'is not JSON'],
  ])('refuses the rules %s, and repeats no number of them', async (text, message) => {
    const run = await protectAmounts(contributions, text);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(message);
    expect(run.stdout + run.stderr).not.toContain('13');
  });
});

describe('datalab protect, given rows that cannot be', () => {
  it.each([
    ['a column is not there', 'area,persons\nA,4\n', 'has no column region', 'It has: area, persons.'],
    ['a figure is text', 'region,persons\nA,4\nB,many\n', 'Row 3 has no whole number from 0', 'digits only'],
    [
      'a figure has dots',
      'region,persons\nA,1.204\nB,3\n',
      'Row 2 has no whole number from 0',
      'without dots',
    ],
    ['a figure is below 0', 'region,persons\nA,4\nB,-3\n', 'Row 3 has no whole number', '--holder'],
    ['a figure is missing', 'region,persons\nA,4\nB,\n', 'Row 3 has no whole number', 'not known'],
    ['a code is missing', 'region,persons\n,4\nB,3\n', 'Row 2 has nothing in column region', 'unknown'],
    ['nothing is in the file', '', 'has no rows', 'header'],
    ['only a header is in it', 'region,persons\n', 'has no rows', 'header'],
    [
      'it is no text',
      Uint8Array.from([0xff, 0x00, 0x81, 0x0a, 0xfe, 0x2c, 0x80, 0x0a]),
      'cannot be read as CSV',
      'UTF-8',
    ],
    [
      'rows differ in length',
      'region,persons\nA,4,9\nB,3\n',
      'has no column persons',
      'as many as the header',
    ],
    ['a total is named', 'region,persons\nA,4\nB,3\nTotaal,7\n', 'region Totaal look like', 'added up here'],
  ])('says so when %s', async (_, content, message, hint) => {
    const file = await place.write('given.csv', content);
    const run = await runDatalab([
      'protect',
      file,
      '--figure',
      'persons',
      '--table',
      'region',
      '--threshold',
      '4',
    ]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(message);
    expect(run.stderr).toContain(hint);
  });

  it('finds totals by their figures as well, whatever they are called', async () => {
    const rows = ['A,m,4', 'A,f,5', 'A,x,1', 'B,m,3', 'B,f,8', 'B,x,2', 'NL,m,7', 'NL,f,13', 'NL,x,3'];
    const file = await place.write('country.csv', `region,sex,persons\n${rows.join('\n')}\n`);
    const given = ['--figure', 'persons', '--table', 'region,sex', '--threshold', '4'];
    const run = await runDatalab(['protect', file, ...given]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('The rows with region NL look like totals');
  });

  it('refuses a code under two groups, and counts and amounts at once', async () => {
    const file = await place.write('two.csv', 'region,county,persons\nA,c1,4\nA,c2,3\nB,c1,6\n');
    const given = ['--figure', 'persons', '--table', 'region<county', '--threshold', '4'];
    const run = await runDatalab(['protect', file, ...given]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('region A stands under two values of county: c1 and c2.');
    const both = await runDatalab(['protect', file, ...given, '--holder', 'region']);
    expect(both.exitCode).toBe(2);
    expect(both.stderr).toContain('not said whether these are counts or amounts');
  });
});

describe('datalab attack', () => {
  it('works out from two tables together what neither gives away (A10)', async () => {
    const [county, size] = [place.path('county.json'), place.path('size.json')];
    await runDatalab([...protectRegions('region<county'), '--out', county]);
    await runDatalab([...protectRegions('region<size'), '--out', size]);
    for (const one of [county, size]) {
      const run = await runDatalab(['attack', one]);
      expect(run.exitCode).toBe(0);
      expect(run.stdout).toContain('No suppressed figure can be worked out.');
    }
    const together = await runDatalab(['attack', county, size, '--json']);
    expect(together.exitCode).toBe(3);
    const { bounds } = JSON.parse(together.stdout);
    expect(bounds).toContainEqual({ id: 'region=K', lower: 3, upper: 3, recovered: true });
  });

  it('uses what an insider knows (A11)', async () => {
    const out = place.path('county-insider.json');
    await runDatalab([...protectRegions('region<county'), '--out', out]);
    const run = await runDatalab(['attack', out, '--known', 'region=A:2', '--json']);
    expect(run.exitCode).toBe(3);
    expect(JSON.parse(run.stdout).bounds).toContainEqual({
      id: 'region=B',
      lower: 2,
      upper: 2,
      recovered: true,
    });
  });

  it('refuses a file that holds no published tables, and knowledge of a cell that is not there', async () => {
    const other = await place.write('other.json', '{"cells":[]}');
    const run = await runDatalab(['attack', other]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('does not hold published tables');
    const out = place.path('known.json');
    await runDatalab([...protectRegions('region<county'), '--out', out]);
    const unknown = await runDatalab(['attack', out, '--known', 'region=Z:2']);
    expect(unknown.exitCode).toBe(2);
    expect(unknown.stderr).toContain('says nothing about a cell of these tables');
  });
});

describe('datalab protect and attack as processes', () => {
  it('end with the exit code and all of their text', async () => {
    const out = place.path('of-a-process.json');
    const protect = [...protectRegions('region<county'), '--out', out, '--json'];
    const protecting = await startDatalab(protect).ended;
    expect(protecting).toEqual(await runDatalab(protect));
    expect(protecting.exitCode).toBe(3);
    const attack = ['attack', out, '--known', 'region=A:2', '--json'];
    const attacking = await startDatalab(attack).ended;
    expect(attacking).toEqual(await runDatalab(attack));
    expect(attacking.exitCode).toBe(3);
  });
});
