import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkFile } from '../check/check.ts';
import { createTestFiles, eventContract, type TestFiles } from '../check/files.testing.ts';
import { readDelivery } from '../delivery/manifest.ts';
import { packDelivery } from '../delivery/pack-delivery.ts';
import { landDelivery } from '../delivery/unpack-delivery.ts';
import { openEngine, quoteIdentifier } from '../engine/engine.ts';
import { literalPath, quoteTarget } from '../engine/files.ts';
import type { QuerySource } from '../lake/source.ts';
import { openVersion } from '../lake/version-files.ts';
import { openLocalWarehouse } from './warehouse.ts';

const contract = eventContract(
  [
    { name: 'month', role: 'month' },
    { name: 'kind', role: 'dimension' },
  ],
  { accessClass: 'open', areaYear: 2024, store: 'ods+ads' },
);

let files: TestFiles;
beforeEach(async () => {
  files = await createTestFiles();
});
afterEach(() => files.remove());

/** Names, each with another that it would stand for if it were a pattern or had another meaning. */
const kinds: Record<string, readonly (readonly [name: string, other: string])[]> = {
  brackets: [
    ['list[1]', 'list1'],
    ['map [2024]', 'map 2'],
    ['[!x]', 'y'],
    ['a]b', 'ab'],
  ],
  wildcards: [
    ['a*b', 'aXb'],
    ['a?b', 'aYb'],
    ['**', 'any'],
    ['a{b,c}d', 'abd'],
  ],
  'other signs': [
    ['it\'s a "quote"', 'its'],
    ['50% # & $HOME ~', 'other'],
    ['café €', 'cafe'],
  ],
  'values of columns': [
    ['year=2020', 'year'],
    ['month=1999-01', 'month'],
    ['kind=other', 'kind'],
    ['c0=other', 'c0'],
  ],
};

it.each(Object.entries(kinds))(
  'in nested folders and a file whose names hold %s that very file is read, and no other',
  async (_, names) => {
    const folders = names.map(([name]) => name);
    const name = folders.join(' ');
    const other = names.map(([, one]) => one).join(' ');
    const write = async (inFolders: readonly string[], called: string, content: string) => {
      const folder = join(files.dir, ...inFolders);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `${called}.csv`), content);
      return join(folder, `${called}.csv`);
    };
    const wrong = 'month;kind\n2024-05;other\n2024-06;other\n';
    for (const [at, [, instead]] of names.entries()) {
      for (const called of [name, other]) await write(folders.with(at, instead), called, wrong);
    }
    await write(folders, other, wrong);
    const content = 'month;kind\n2024-01;right\n';
    const file = await write(folders, name, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const home = join(files.dir, ...folders);
    const workDir = join(home, 'work');
    const rights = [{ month: '2024-01', kind: 'right', year: 2024 }];

    const report = await checkFile({ file, contract, workDir });
    expect(report).toMatchObject({ rows: { read: 1, accepted: 1 }, file: { name: `${name}.csv`, sha256 } });

    const warehouse = await openLocalWarehouse(join(home, `w ${name}`));
    const { version } = await warehouse.publish({ file, contract });
    expect(version).toMatchObject({ rows: 1 });
    const [published] = (await warehouse.list())[0]?.versions ?? [];
    expect(published?.file.sha256).toBe(sha256);
    const source = (await warehouse.sources()).get(contract.id);
    expect(source && (await rowsOf(source))).toEqual(rights);

    const out = join(home, `${name}.parquet`);
    const space = 'edition:care';
    const { manifest } = await packDelivery({ file, contract, workDir, space, out });
    expect(manifest).toMatchObject({ source: { sha256 }, rows: { accepted: 1 } });
    await decoy(join(home, `${other}.parquet`));
    expect(await readDelivery(out)).toEqual(manifest);
    const landed = await landDelivery({
      file: out,
      contract,
      workDir,
      space,
      lakeDir: join(home, 'lake'),
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
  const { rows: version } = await openVersion(source);
  const columns = ['month', 'kind', 'year'].map(quoteIdentifier).join(', ');
  const rows = await engine.run(`SELECT ${columns} FROM ${version}`);
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
