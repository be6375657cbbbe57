import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkplace, runDatalab, type Workplace } from '../datalab.testing.ts';

const contract = `
apiVersion: v3.1.0
kind: DataContract
id: facts
version: 1.0.0
status: active
customProperties:
  - { property: unit, value: event }
  - { property: accessClass, value: open }
  - { property: store, value: ads }
schema:
  - name: facts
    properties:
      - name: kind
        logicalType: string
        quality:
          - { type: library, metric: invalidValues, arguments: { validValues: [right, wrong] }, mustBe: 0 }
        customProperties: [{ property: role, value: dimension }]
      - { name: note, logicalType: string, customProperties: [{ property: role, value: dimension }] }
`;
const numbers = ['999990639', '999993653', '999993872', '999991723', '111222333', '123456782'];

let place: Workplace;
beforeAll(async () => {
  place = await createWorkplace();
  await place.write('contract.yaml', contract);
});
afterAll(() => place.remove());

/** A file in a folder, and others that their names would match if they were patterns. */
async function write(folder: string, name: string, content: string, decoy: string): Promise<string> {
  for (const [inFolder, called] of [
    [folder.replace(/\[(.).*\]/, '$1'), name],
    [folder, name.replace(/\[(.).*\]/, '$1')],
  ] as const) {
    await mkdir(place.path(inFolder), { recursive: true });
    await writeFile(join(place.path(inFolder), called), decoy);
  }
  await writeFile(join(place.path(folder), name), content);
  return join(place.path(folder), name);
}

describe('a file or folder whose name holds signs of a pattern is read, and no other, by', {}, () => {
  const agreed = () => ['--contract', place.path('contract.yaml')];
  const list = (folder: string) =>
    write(folder, 'list[1].csv', 'kind;note\nright;x\n', 'kind;note\nwrong;x\nwrong;y\n');

  it('datalab check, publish and query', async () => {
    const file = await list('map [2024]');
    const warehouse = place.path('map [2024]/kind=wrong/w*');
    const checked = await runDatalab(['check', file, ...agreed(), '--json']);
    expect(JSON.parse(checked.stdout).rows).toEqual({ read: 1, accepted: 1, rejected: 0 });
    const published = await runDatalab(['publish', file, ...agreed(), '--warehouse', warehouse, '--json']);
    expect(JSON.parse(published.stdout).version).toMatchObject({ rows: 1 });
    const question = { from: 'facts', measures: [{ count: 'records' }], by: ['kind'] };
    const asked = await place.write('question.json', JSON.stringify(question));
    const answer = await runDatalab(['query', asked, '--warehouse', warehouse, '--json']);
    const rows: { kind: unknown; 'count.records': { status: string } }[] = JSON.parse(answer.stdout).rows;
    expect(JSON.stringify(rows)).toContain('right');
    expect(rows.filter(({ kind }) => JSON.stringify(kind).includes('wrong'))).not.toContainEqual(
      expect.objectContaining({ 'count.records': expect.objectContaining({ status: 'published' }) }),
    );
  });

  it('datalab pseudonymise', async () => {
    const file = await list('to [partner]');
    const out = place.path('to [partner]/out[1].parquet');
    const where = ['--space', 'care', '--keyholder', 'http://127.0.0.1:1', '--out', out];
    const run = await runDatalab(['pseudonymise', file, ...agreed(), ...where, '--json']);
    expect(JSON.parse(run.stdout).manifest).toMatchObject({ rows: { accepted: 1 } });
    expect(await readdir(place.path('to [partner]'))).toContain('out[1].parquet');
  });

  it('datalab protect', async () => {
    const content = 'region,persons\nA,9\nB,8\nC,7\n';
    const file = await write('tables [x]', 'year=2020 [1].csv', content, 'region,persons\nD,9\nE,9\nF,9\n');
    const out = place.path('out.json');
    const given = ['--figure', 'persons', '--threshold', '4', '--table', 'region', '--out', out];
    const run = await runDatalab(['protect', file, ...given, '--json']);
    expect(run.stderr).not.toContain('cannot be read');
    expect(JSON.parse(run.stdout)).toMatchObject({ counts: { cells: 4 } });
  });
});

describe('person numbers in a column of another role', () => {
  it('are refused by check, publish and pseudonymise, and nothing is written', async () => {
    const rows = numbers.map((number) => `right;BSN ${number}`);
    const file = await place.write('numbers.csv', ['kind;note', ...rows].join('\n'));
    const agreed = ['--contract', place.path('contract.yaml'), '--json'];
    const before = await readdir(place.directory);
    const warehouse = place.path('empty');
    const out = ['--space', 'care', '--keyholder', 'http://127.0.0.1:1', '--out', place.path('no.parquet')];
    const runs = [
      await runDatalab(['check', file, ...agreed]),
      await runDatalab(['pseudonymise', file, ...agreed, ...out]),
      await runDatalab(['publish', file, ...agreed, '--warehouse', warehouse]),
    ];
    for (const { exitCode, stdout, stderr } of runs) {
      expect(exitCode).toBe(2);
      expect(JSON.parse(stdout).error.code).toBe('columns.person-numbers');
      expect(stderr).toContain('note (6)');
      expect(stdout + stderr).not.toMatch(/\d{8}/);
    }
    expect(await readdir(join(warehouse, 'lake', 'organisation-local')).catch(() => [])).toEqual([]);
    expect(await readdir(join(warehouse, 'work'))).toEqual([]);
    expect((await readdir(place.directory)).filter((name) => name !== 'empty')).toEqual(before);
  });
});
