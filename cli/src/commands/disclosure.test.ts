import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkplace, runDatalab, type Workplace } from '../datalab.fixture.ts';

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
  it('leaves out what is small and what would give it away, and does not tell which is which', async () => {
    const out = place.path('both.json');
    const run = await runDatalab([...protectRegions('region<county', 'region<size'), '--out', out, '--json']);
    expect(run.exitCode).toBe(3);
    expect(JSON.parse(run.stdout)).toMatchObject({
      counts: { cells: 13, small: 5, beside: 1, proven: 'optimal' },
    });
    const published = JSON.parse(await readFile(out, 'utf8'));
    const leftOut = published.cells.filter(({ value }: { value: number | null }) => value === null);
    expect(leftOut.map(({ id }: { id: string }) => id)).toEqual([
      ...['region=A', 'region=B', 'region=K', 'region=L', 'region=M', 'region=N'],
    ]);
    expect(Object.keys(leftOut[0])).toEqual(['id', 'value']);
    expect(run.stderr).toContain('no safe choice leaves out less');
  });

  it('says which column is not there, and where a figure is no number', async () => {
    const noColumn = await runDatalab(protectRegions('region<province'));
    expect(noColumn.exitCode).toBe(2);
    expect(noColumn.stderr).toContain('has no column province');
    const broken = await place.write('broken.csv', 'region,persons\nA,4\nB,many\n');
    const given = ['--figure', 'persons', '--table', 'region', '--threshold', '4'];
    const noNumber = await runDatalab(['protect', broken, ...given]);
    expect(noNumber.exitCode).toBe(2);
    expect(noNumber.stderr).toContain('Row 3 has no number from 0 in column persons');
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
      expect(run.stdout).toContain('No figure that was left out can be worked out.');
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
