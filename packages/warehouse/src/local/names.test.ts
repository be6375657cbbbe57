import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkFile } from '../check/check.ts';
import { createTestFiles, type TestFiles } from '../check/files.testing.ts';
import { parseContract } from '../contract/parse.ts';
import { readDelivery } from '../delivery/manifest.ts';
import { packDelivery } from '../delivery/pack-delivery.ts';
import { landDelivery } from '../delivery/unpack-delivery.ts';
import { openEngine, quoteIdentifier } from '../engine/engine.ts';
import { literalPath, quoteTarget, versionPattern, versionRows } from '../engine/files.ts';
import type { QuerySource } from '../lake/source.ts';
import { openLocalWarehouse } from './warehouse.ts';

const contract = parseContract(`
apiVersion: v3.1.0
kind: DataContract
id: reports
version: 1.0.0
status: active
customProperties:
  - { property: unit, value: event }
  - { property: accessClass, value: open }
  - { property: areaYear, value: 2024 }
  - { property: store, value: ods+ads }
schema:
  - name: reports
    properties:
      - { name: month, logicalType: string, customProperties: [{ property: role, value: month }] }
      - { name: kind, logicalType: string, customProperties: [{ property: role, value: dimension }] }
`);

let files: TestFiles;
beforeEach(async () => {
  files = await createTestFiles();
});
afterEach(() => files.remove());

/** A name, and another that it would stand for if it were a pattern. */
const names: [name: string, other: string][] = [
  ['list[1]', 'list1'],
  ['map [2024]', 'map 2'],
  ['a*b', 'aXb'],
  ['a?b', 'aXb'],
  ['[!x]', 'y'],
  ['**', 'any'],
  ['a]b', 'ab'],
  ['a{b,c}d', 'abd'],
  ['it\'s a "quote"', 'its'],
  ['50% # & $HOME ~', 'other'],
  ['café €', 'cafe'],
  ['year=2020', 'year'],
  ['month=1999-01', 'month'],
  ['kind=other', 'kind'],
  ['c0=other', 'c0'],
];

it.each(names)(
  'in a folder and a file called %s that very file is read, and no other',
  async (name, other) => {
    const write = async (called: string, content: string) => {
      const folder = join(files.dir, called);
      await mkdir(folder, { recursive: true });
      for (const file of [name, other]) {
        const isNamed = called === name && file === name;
        await writeFile(
          join(folder, `${file}.csv`),
          isNamed ? content : 'month;kind\n2024-05;other\n2024-06;other\n',
        );
      }
      return join(folder, `${name}.csv`);
    };
    await write(other, '');
    const content = 'month;kind\n2024-01;right\n';
    const file = await write(name, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const workDir = join(files.dir, name, 'work');
    const rights = [{ month: '2024-01', kind: 'right', year: 2024 }];

    const report = await checkFile({ file, contract, workDir });
    expect(report).toMatchObject({ rows: { read: 1, accepted: 1 }, file: { name: `${name}.csv`, sha256 } });

    const warehouse = await openLocalWarehouse(join(files.dir, name, `w ${name}`));
    const { version } = await warehouse.publish({ file, contract });
    expect(version).toMatchObject({ rows: 1 });
    const [published] = (await warehouse.list())[0]?.versions ?? [];
    expect(published?.file.sha256).toBe(sha256);
    const source = (await warehouse.sources()).get(contract.id);
    expect(source && (await rowsOf(source))).toEqual(rights);

    const out = join(files.dir, name, `${name}.parquet`);
    const space = 'edition:care';
    const { manifest } = await packDelivery({ file, contract, workDir, space, out });
    expect(manifest).toMatchObject({ source: { sha256 }, rows: { accepted: 1 } });
    await decoy(join(files.dir, name, `${other}.parquet`));
    expect(await readDelivery(out)).toEqual(manifest);
    const lakeDir = join(files.dir, name, 'lake');
    const landed = await landDelivery({
      file: out,
      contract,
      workDir,
      space,
      lakeDir,
      version: 'v0001',
      recordSecret: new Uint8Array(32),
    });
    expect(landed.report.file.sha256).toBe(
      createHash('sha256')
        .update(await readFile(out))
        .digest('hex'),
    );
    const dir = landed.version?.dir ?? '';
    expect(await rowsOf({ dataset: contract.id, version: 'v0001', dir, contract })).toEqual(rights);
  },
);

async function rowsOf(source: QuerySource): Promise<unknown> {
  const engine = await openEngine();
  const version = versionRows('$1', source.dir);
  const columns = ['month', 'kind', 'year'].map(quoteIdentifier).join(', ');
  const rows = await engine.run(`SELECT ${columns} FROM ${version}`, [versionPattern(source.dir)]);
  engine.close();
  return rows;
}

async function decoy(path: string): Promise<void> {
  const engine = await openEngine();
  await engine.run(`COPY (SELECT 'wrong' AS kind) TO ${quoteTarget(path)} (FORMAT parquet)`);
  engine.close();
}

it('what is written to a file while it is being read changes neither the proof nor the rows', async () => {
  const file = await files.write('reports.csv', 'month;kind\n2024-01;right\n');
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  const report = await checkFile({
    file,
    contract,
    workDir: files.workDir,
    onProgress: (step) => {
      if (step === 'checking') writeFileSync(file, 'month;kind\n2024-05;other\n2024-06;other\n');
    },
  });
  expect(report).toMatchObject({ rows: { read: 1 }, file: { sha256 } });
});

it('a path that the engine knows as another place stays a path', () => {
  expect(literalPath('~/a.csv')).toBe(join(process.cwd(), '~/a.csv'));
  expect(literalPath('s3://bucket/a.csv')).toBe(join(process.cwd(), 's3:/bucket/a.csv'));
});
