import { createHash } from 'node:crypto';
import { type FileHandle, open, readdir, readFile, readlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkRows } from '../check/check.ts';
import {
  createTestFiles,
  eventContract,
  personNumbers,
  reportContract,
  reportHeader,
  type TestFiles,
} from '../check/files.testing.ts';
import type { Contract } from '../contract/contract.ts';
import { openEngine, quoteLiteral } from '../engine/engine.ts';
import { lakeColumns, lakeContract } from './lake-columns.ts';
import { type LandOptions, landRows, landSelected, removeUnfinished } from './land.ts';

const [anna, bert] = personNumbers;
const lines = [
  reportHeader,
  `${anna};Jansen;02-01-1980;2024-01;BU04790001;noise;12,50`,
  `${anna};Jansen;02-01-1980;2024-01;BU04790001;noise;12,50`,
  `${bert};Smit;;2023-12;;litter;`,
];

let files: TestFiles;
beforeEach(async () => {
  files = await createTestFiles();
});
afterEach(() => files.remove());

const mapPersons: LandOptions['mapPersons'] = async (identities) =>
  identities.map((identity, index) => ({
    pseudonym: `p1.test.${identity === anna ? 'A' : 'B'}`,
    personKey: index + 1,
  }));

const landing = () => ({
  parquet: '',
  contract: reportContract(),
  lakeDir: join(files.dir, 'lake'),
  space: 'edition:care',
  version: 'v0001',
  recordSecret: new Uint8Array(32).fill(1),
});

async function land(
  content = lines,
  change: Partial<LandOptions> = {},
  contract: Contract = reportContract(),
) {
  const file = await files.write('reports.csv', content.join('\n'));
  const checked = await checkRows({ file, contract, workDir: files.workDir });
  return landRows({
    parquet: checked.parquet,
    contract,
    lakeDir: join(files.dir, 'lake'),
    space: 'edition:care',
    version: 'v0001',
    recordSecret: new Uint8Array(32).fill(1),
    mapPersons,
    ...change,
  }).finally(() => checked.dispose());
}

async function read(dir: string) {
  const engine = await openEngine();
  const path = quoteLiteral(`${dir}/*/*.parquet`);
  const rows = await engine.run(`SELECT * FROM read_parquet(${path}) ORDER BY year DESC, record_key`);
  engine.close();
  return rows;
}

/** Of each of four persons reports that are there once, twice and three times. */
function manyReports(): string[] {
  const reports = personNumbers.flatMap((person, at) =>
    Array.from({ length: 40 }, (_, i) => {
      const kind = i % (7 + at);
      const area = kind === 3 ? '' : `BU0479000${kind}`;
      return `${person};Jansen;0${kind + 1}-02-19${50 + at};202${kind % 5}-01;${area};noise;${kind * 3},${kind}`;
    }),
  );
  return [reportHeader, ...reports, ...reports.slice(0, 60)];
}

const byPlace: LandOptions['mapPersons'] = async (identities) =>
  identities.map((_, at) => ({ pseudonym: `p1.test.${9 - at}`, personKey: 2 ** 32 - 1 - at }));

/** Of all rows with all their columns, whatever the order in which they lie. */
async function hashOfRows(dir: string): Promise<string> {
  const engine = await openEngine();
  const rows = await engine.run(
    `SELECT r::VARCHAR AS row FROM read_parquet(${quoteLiteral(`${dir}/rows/*.parquet`)}) r ORDER BY row`,
  );
  engine.close();
  const hash = createHash('sha256');
  for (const { row } of rows) hash.update(`${row}\n`);
  return hash.digest('hex').slice(0, 16);
}

/** How many rows do not lie by person, and those of a person by what they say. */
async function rowsOutOfOrder(dir: string, columns: readonly { name: string }[]): Promise<number> {
  const engine = await openEngine();
  const content = `hash(${columns.map(({ name }) => name).join(', ')})`;
  const from = `read_parquet(${quoteLiteral(`${dir}/rows/*.parquet`)}, filename = true, file_row_number = true)`;
  const [row] = await engine.run(`SELECT count(*)::INTEGER AS n FROM (
    SELECT (person_index, content) < lag((person_index, content)) OVER (ORDER BY filename, file_row_number) AS isBefore
    FROM (SELECT *, ${content} AS content FROM ${from})) WHERE isBefore`);
  engine.close();
  return Number(row?.['n']);
}

describe('landing', () => {
  it('lays down the agreed columns by their roles, and no identity', async () => {
    const landed = await land();
    expect(landed.rows).toBe(3);
    const rows = await read(landed.dir);
    expect(rows[0]).toMatchObject({
      month: '2024-01',
      neighbourhood: 'BU04790001',
      district: 'WK047900',
      municipality: 'GM0479',
      geboren: '40-49',
      soort: 'noise',
      bedrag: 12.5,
      pseudonym: 'p1.test.A',
      year: 2024,
    });
    expect(rows[2]).toMatchObject({
      month: '2023-12',
      neighbourhood: null,
      geboren: null,
      bedrag: null,
      year: 2023,
    });
    const everything = JSON.stringify(rows, (_, value: unknown) =>
      typeof value === 'bigint' ? Number(value) : value,
    );
    for (const identity of [anna, bert, 'Jansen', 'Smit', '1980']) expect(everything).not.toContain(identity);
  });

  it('gives equal records keys of their own, and the same record the same key in every version', async () => {
    const first = await read((await land()).dir);
    const again = await read(
      (
        await land(
          [...lines].reverse().sort((a) => (a === reportHeader ? -1 : 0)),
          { version: 'v0002' },
        )
      ).dir,
    );
    const keys = (rows: Awaited<ReturnType<typeof read>>) => rows.map((row) => row['record_key']);
    expect(new Set(keys(first)).size).toBe(3);
    expect(keys(again)).toEqual(keys(first));
    const other = await land(lines, { version: 'v0003', recordSecret: new Uint8Array(32).fill(2) });
    expect(keys(await read(other.dir)).some((key) => keys(first).includes(key))).toBe(false);
  });

  it.each([
    ['persons', 'fe9a15e7c07ddd81', 1_000_000],
    ['persons in several files', 'fe9a15e7c07ddd81', 40],
  ])('gives a record the key it has in every earlier version: %s', async (_, expected, rowsPerFile) => {
    const landed = await land(manyReports(), { rowsPerFile, mapPersons: byPlace });
    expect(await hashOfRows(landed.dir)).toBe(expected);
    const unordered = await rowsOutOfOrder(landed.dir, lakeColumns(reportContract()));
    expect(unordered).toBe(0);
  });

  it.each([
    ['without an id', 'd73e4696725562d0', 'dimension'],
    ['with an id', 'f5a82f08b78e8406', 'record-id'],
  ])(
    'gives a record the key it has in every earlier version: nobody named, %s',
    async (_, expected, role) => {
      const contract = eventContract([
        { name: 'number', role, required: role === 'record-id' },
        { name: 'month', role: 'month' },
        { name: 'handled', logicalType: 'boolean', role: 'dimension' },
        { name: 'hours', logicalType: 'number', role: 'measure' },
      ]);
      const records = Array.from({ length: 120 }, (_, at) => {
        const id = role === 'record-id' ? at : at % 10;
        return `R${id};2024-0${1 + (id % 7)};${['true', 'false', ''][id % 3]};${id % 4 === 0 ? '' : id / 8}`;
      });
      const landed = await land(['number;month;handled;hours', ...records], {}, contract);
      expect(await hashOfRows(landed.dir)).toBe(expected);
    },
  );

  it('numbers the persons in the order of their pseudonyms, which tells nothing of their identities', async () => {
    const turned: LandOptions['mapPersons'] = async (identities) =>
      identities.toSorted().map((_, index) => ({ pseudonym: `p1.test.${9 - index}`, personKey: index }));
    const rows = await read((await land(lines, { mapPersons: turned })).dir);
    const numbered = new Map(rows.map((row) => [row['pseudonym'], row['person_index']]));
    expect(Object.fromEntries(numbered)).toEqual({ 'p1.test.8': 1, 'p1.test.9': 2 });
  });

  it('proves the version by a manifest of the hashes of its files', async () => {
    const landed = await land();
    const manifest = JSON.parse(await readFile(join(landed.dir, 'manifest.json'), 'utf8'));
    expect(manifest.files).toEqual(landed.files);
    expect(manifest).toMatchObject({
      space: 'edition:care',
      rows: 3,
      contract: { id: 'nuisance-reports', version: '1.0.0' },
    });
    expect(landed.files.map((file) => file.path)).toEqual(['rows/0001.parquet']);
  });

  it('lays the rows of a person behind one another in one file, in types that no engine reads as signed', async () => {
    const persons = Array.from({ length: 12 }, (_, at) => `p1.test.${String(at).padStart(2, '0')}`);
    const select = `SELECT '2024-0' || (1 + i % 4) AS month, NULL AS neighbourhood, NULL AS district,
        NULL AS municipality, NULL AS geboren, 'noise' AS soort, i % 3 AS bedrag,
        CASE WHEN i % 13 < 12 THEN 'person ' || (i % 13) END AS pseudonym FROM range(260) t(i)`;
    const landed = await landSelected(
      {
        ...landing(),
        mapPersons: async (all) =>
          all.map((_, at) => ({ pseudonym: persons[at] ?? '', personKey: 2 ** 32 - 1 })),
        rowsPerFile: 60,
      },
      { columns: lakeColumns(reportContract()), select, hasRecordId: false },
    );
    expect(landed.files.map(({ path }) => path)).toEqual([1, 2, 3, 4].map((at) => `rows/000${at}.parquet`));
    const engine = await openEngine();
    const seen: (number | null)[] = [];
    for (const { path } of landed.files) {
      const rows = await engine.run(
        `SELECT person_index FROM read_parquet(${quoteLiteral(join(landed.dir, path))})`,
      );
      const ofFile = rows.map((row) => (row['person_index'] === null ? null : Number(row['person_index'])));
      expect(new Set(ofFile.filter((person) => person !== null)).size).toBe(3);
      seen.push(...ofFile);
    }
    expect(seen).toEqual([...Array(20).fill(null), ...persons.flatMap((_, at) => Array(20).fill(at + 1))]);
    const all = `read_parquet(${quoteLiteral(`${landed.dir}/rows/*.parquet`)})`;
    const types = await engine.run(
      `SELECT column_name AS name, column_type AS type FROM (DESCRIBE SELECT * FROM ${all})`,
    );
    expect(Object.fromEntries(types.map((row) => [row['name'], row['type']]))).toMatchObject({
      record_key: 'BIGINT',
      person_key: 'BIGINT',
      person_index: 'INTEGER',
      year: 'INTEGER',
    });
    const [keys] =
      await engine.run(`SELECT count(DISTINCT record_key)::INTEGER AS n, min(record_key) >= 0 AS positive,
      max(person_key)::DOUBLE AS person FROM ${all}`);
    expect(keys).toEqual({ n: 260, positive: true, person: 2 ** 32 - 1 });
    engine.close();
  });

  it('has everything on the disk before the version is there', async () => {
    await using handle = await open(files.dir, 'r');
    const prototype: FileHandle = Object.getPrototypeOf(handle);
    const { sync } = prototype;
    const synced: string[] = [];
    const watched = vi.spyOn(prototype, 'sync').mockImplementation(async function (this: FileHandle) {
      synced.push(await readlink(`/proc/self/fd/${this.fd}`));
      return sync.call(this);
    });
    const { dir } = await land().finally(() => watched.mockRestore());
    const names = synced.map((path) =>
      relative(join(dir, '..'), path).replace(/^\.landing-v0001-[0-9a-f]+/, 'new'),
    );
    const above = ['', '..', '../..', '../../..'];
    expect(names).toEqual(['new/rows/0001.parquet', 'new/rows', 'new/manifest.json', 'new', ...above]);
  });

  it('never changes a version that exists', async () => {
    const landed = await land();
    await expect(land()).rejects.toMatchObject({ code: 'landing.version-exists' });
    expect(await read(landed.dir)).toHaveLength(3);
  });

  it('leaves nothing when pseudonymising fails half-way', async () => {
    const failing: LandOptions['mapPersons'] = () =>
      Promise.reject(new Error('the keyholder does not answer'));
    await expect(land(lines, { mapPersons: failing })).rejects.toThrow('does not answer');
    const short: LandOptions['mapPersons'] = async () => [];
    await expect(land(lines, { mapPersons: short })).rejects.toMatchObject({ code: 'landing.no-persons' });
    await expect(land(lines, { mapPersons: undefined })).rejects.toMatchObject({
      code: 'landing.no-persons',
    });
    const home = join(files.dir, 'lake', 'edition-care', 'nuisance-reports');
    expect(await readdir(home)).toEqual([]);
    expect(await removeUnfinished(home)).toEqual([]);
  });

  it('refuses names that could lead out of the lake', async () => {
    await expect(land(lines, { space: 'edition:../x' })).rejects.toMatchObject({ code: 'landing.invalid' });
    await expect(land(lines, { version: '../v0001' })).rejects.toMatchObject({ code: 'landing.invalid' });
    await expect(land(lines, { recordSecret: new Uint8Array(8) })).rejects.toMatchObject({
      code: 'landing.invalid',
    });
  });

  it('gives questions a contract in the words of the lake', () => {
    const inLake = lakeContract(reportContract());
    expect(inLake.columns.map(({ name, role }) => [name, role])).toEqual([
      ['month', 'month'],
      ['neighbourhood', 'neighbourhood'],
      ['district', 'district'],
      ['municipality', 'municipality'],
      ['geboren', 'dimension'],
      ['soort', 'dimension'],
      ['bedrag', 'measure'],
      ['pseudonym', 'person-number'],
    ]);
    expect(inLake.columns.find(({ name }) => name === 'soort')?.allowed).toEqual(['noise', 'litter']);
  });

  it('keeps only the coarser area when the contract says so', () => {
    const contract = reportContract((yaml) =>
      yaml.replace(
        '[{ property: role, value: neighbourhood }]',
        '[{ property: role, value: neighbourhood }, { property: grain, value: district }]',
      ),
    );
    const names = lakeContract(contract).columns.map(({ name }) => name);
    expect(names).not.toContain('neighbourhood');
    expect(names).toContain('district');
  });
});
