import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowsOf } from '../answer/answer-rows.ts';
import { type AreaDivision, readAreas } from '../areas/areas.ts';
import {
  createTestFiles,
  personNumbers,
  reportContract,
  reportHeader,
  type TestFiles,
} from '../check/files.testing.ts';
import { openEngine, quoteLiteral } from '../engine/engine.ts';
import { openOds } from '../ods/ods.ts';
import { openLocalWarehouse } from './warehouse.ts';

const [anna, bert] = personNumbers;
const row = `${anna};Jansen;02-01-1980;2024-01;BU04790001;noise;12,50`;

let files: TestFiles;
beforeEach(async () => {
  files = await createTestFiles();
});
afterEach(() => files.remove());

async function open() {
  return openLocalWarehouse(join(files.dir, 'warehouse'), {
    createPersonMap: () => async (persons) =>
      persons.map((_, index) => ({ pseudonym: `p1.local.${index}`, personKey: index })),
    now: () => new Date('2024-03-01T00:00:00Z'),
  });
}

const write = (...rows: string[]) => files.write('reports.csv', [reportHeader, ...rows].join('\n'));

describe('a local warehouse', () => {
  it('keeps every version and points to the last', async () => {
    const warehouse = await open();
    const contract = reportContract();
    await warehouse.publish({ file: await write(row), contract });
    const second = await warehouse.publish({ file: await write(row, row.replace(anna, bert)), contract });
    expect(second.version).toMatchObject({ version: 'v0002', rows: 2 });
    const [dataset] = await (await open()).list();
    expect(dataset).toMatchObject({ id: 'nuisance-reports', current: 'v0002' });
    expect(dataset?.versions.map(({ version, rows }) => [version, rows])).toEqual([
      ['v0001', 1],
      ['v0002', 2],
    ]);
    const source = (await warehouse.sources(['nuisance-reports'])).get('nuisance-reports');
    expect(source?.dir).toBe(second.version?.dir);
    await expect(warehouse.sources(['other'])).rejects.toMatchObject({ code: 'warehouse.unknown-dataset' });
  });

  it('keeps the last good version when a new one has no accepted row or is refused', async () => {
    const warehouse = await open();
    const contract = reportContract();
    await warehouse.publish({ file: await write(row), contract });
    const bad = await warehouse.publish({ file: await write(row.replace('2024-01', '2024-13')), contract });
    expect(bad).toEqual({ report: expect.objectContaining({ rows: { read: 1, accepted: 0, rejected: 1 } }) });
    await expect(warehouse.publish({ file: await files.write('e.csv', ''), contract })).rejects.toThrow(
      'empty',
    );
    expect((await warehouse.list())[0]?.current).toBe('v0001');
  });

  it('keeps the areas that a version was given last, and lists all of them in answers', async () => {
    const warehouse = await open();
    const areas = await readAreas(
      { features: ['BU04790001', 'BU04790002'].map((code) => ({ properties: { code } })) },
      2024,
    );
    await warehouse.publish({ file: await write(row), contract: reportContract(), areas });
    const question = {
      from: 'nuisance-reports',
      measures: [{ count: 'records' as const }],
      by: ['neighbourhood'],
      where: [],
      also: [],
    };
    const listed = async (given?: AreaDivision) =>
      rowsOf(await warehouse.ask(question, { areas: given })).map(({ neighbourhood }) => neighbourhood);
    expect(await listed()).toEqual(['BU04790001', 'BU04790002']);
    const others = await readAreas({ features: [{ properties: { code: 'BU04790003' } }] }, 2024);
    expect(await listed(others)).toEqual(['BU04790003']);
    expect(await listed()).toEqual(['BU04790003']);
  });

  it('finds out what may be shown when a version lands, and again when a data set lands that it is linked to', async () => {
    const warehouse = await open();
    const statuses = async () => [...(await warehouse.protections())].map(([id, { status }]) => [id, status]);
    const file = await write(row, row.replace(anna, bert));
    await warehouse.publish({ file, contract: reportContract() });
    expect(await statuses()).toEqual([['nuisance-reports', 'checked']]);
    const other = reportContract((yaml) => yaml.replace('id: nuisance-reports', 'id: fines'));
    await warehouse.publish({ file, contract: other });
    expect(await statuses()).toEqual([
      ['fines', 'checked'],
      ['nuisance-reports', 'checked'],
    ]);
    const [source] = (await warehouse.sources(['nuisance-reports'])).values();
    const cells = (await readdir(source?.dir ?? '')).filter((name) => name.endsWith('.cubes'));
    expect(cells).toHaveLength(2);
    for (const name of cells) await rm(join(source?.dir ?? '', name));
    expect(await statuses()).toContainEqual(['nuisance-reports', 'unchecked']);
  });

  it('leaves nothing of a version whose check was cancelled', async () => {
    const warehouse = await open();
    const contract = reportContract();
    await warehouse.publish({ file: await write(row), contract });
    const stop = new AbortController();
    const publishing = warehouse.publish({
      file: await write(row, row.replace(anna, bert)),
      contract,
      signal: stop.signal,
      onProgress: (step) => {
        if (step === 'protecting') stop.abort();
      },
    });
    await expect(publishing).rejects.toMatchObject({ code: 'engine.cancelled' });
    expect((await warehouse.list())[0]?.versions).toHaveLength(1);
    expect(await readdir(join(warehouse.dir, 'lake', 'organisation-local', 'nuisance-reports'))).toEqual([
      'v0001',
    ]);
  });

  it('lets one of two publications at once through and tells the other', async () => {
    const warehouse = await open();
    const file = await write(row);
    const contract = reportContract();
    const both = await Promise.allSettled([
      warehouse.publish({ file, contract }),
      warehouse.publish({ file, contract }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'warehouse.busy' },
    });
    expect((await warehouse.list())[0]?.versions).toHaveLength(1);
  });

  it('clears away what a publication that was cut off left, and takes over its lock', async () => {
    const warehouse = await open();
    const home = join(warehouse.dir, 'lake', 'organisation-local', 'nuisance-reports');
    await mkdir(join(home, 'v0001'), { recursive: true });
    await mkdir(join(home, '.landing-v0002-abc'), { recursive: true });
    const { hostname } = await import('node:os');
    await writeFile(join(warehouse.dir, 'publish.lock'), `99999999 ${hostname()} x`);
    await warehouse.publish({ file: await write(row), contract: reportContract() });
    expect(await readdir(home)).toEqual(['v0001']);
    expect(await readdir(join(home, 'v0001'))).toContain('manifest.json');
    expect(await readdir(warehouse.dir)).not.toContain('publish.lock');
  });

  it('seals the source where the contract says so, and only its own key opens it', async () => {
    const warehouse = await open();
    const contract = reportContract((yaml) =>
      yaml.replace(
        'areaYear, value: 2024 }',
        'areaYear, value: 2024 }\n  - { property: store, value: ods+ads }',
      ),
    );
    await warehouse.publish({ file: await write(row), contract });
    const target = join(files.dir, 'opened.parquet');
    const sealed = { odsDir: join(warehouse.dir, 'ods'), dataset: contract.id, version: 'v0001', target };
    const wrong = openOds({ ...sealed, key: new Uint8Array(32) });
    await expect(wrong).rejects.toMatchObject({ code: 'ods.cannot-open' });
    expect(await readdir(files.dir)).not.toContain('opened.parquet');
    await openOds({ ...sealed, key: await warehouse.secret('ods') });
    const engine = await openEngine();
    const rows = await engine.run(`SELECT bsn, naam, bedrag FROM read_parquet(${quoteLiteral(target)})`);
    engine.close();
    expect(rows).toEqual([{ bsn: anna, naam: 'Jansen', bedrag: 12.5 }]);
    const { mode } = await stat(join(warehouse.dir, 'secrets', 'ods.key'));
    expect(mode & 0o077).toBe(0);
  });
});
