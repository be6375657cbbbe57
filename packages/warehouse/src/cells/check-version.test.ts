import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { type CheckedCubes, ruleParameters } from '@datalab/query-control';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLake, type Lake, type LakeRow, personContract } from '../lake/lake.testing.ts';
import { checkEngine as engine, landReports, storedFiles } from './check-version.testing.ts';
import { createVersionChecks } from './check-version.ts';
import { LatticeTooLargeError } from './fit-lattice.ts';
import { keyOfCheck, StoredCubesError, type VersionToCheck } from './stored-cubes.ts';

let lake: Lake;
beforeAll(async () => {
  lake = await createLake();
});
afterAll(() => lake.close());

const landed = (records?: number) => landReports(lake, records);

const grouped = (id: string) => ({ columns: { category: [{ id, values: ['litter', 'noise'] }] } });

/** Changes one byte of a file, and gives what it was. */
async function damage(file: string): Promise<Uint8Array> {
  const whole = await readFile(file);
  const bytes = Uint8Array.from(whole);
  bytes[bytes.length - 9] = (bytes[bytes.length - 9] ?? 0) ^ 1;
  await chmod(file, 0o644);
  await writeFile(file, bytes);
  return whole;
}

const comparable = ({ records, persons }: CheckedCubes) =>
  [records, persons].map((checked) => checked && { ...checked, cube: { ...checked.cube, rowOf: undefined } });

describe('the check of a version', () => {
  /** Checked once; tests leave what is stored of it as it was, or beside more. */
  let version: VersionToCheck;
  let made: CheckedCubes;
  beforeAll(async () => {
    version = await landed();
    made = await createVersionChecks({ engine }).check(version);
  });

  it('is made once, stored with the version and read from there by another process', async () => {
    expect(made.records.cube.counts[0]).toBe(200);
    expect(made.persons?.cube.counts[0]).toBe(90);
    for (const checked of [made.records, made.persons]) {
      expect(checked?.protection.lowestError).toBeGreaterThanOrEqual(ruleParameters.floor);
    }
    const [file, ...others] = await storedFiles(version.source);
    expect(others).toEqual([]);
    const before = await stat(join(version.source.dir, file ?? ''), { bigint: true });
    const read = await createVersionChecks({ engine }).check(version);
    expect(comparable(read)).toEqual(comparable(made));
    const after = await stat(join(version.source.dir, file ?? ''), { bigint: true });
    expect(after.mtimeNs).toBe(before.mtimeNs);
  });

  it('leaves the rows of the version as they are', async () => {
    const rows = await lake.engine.run(`SELECT count(*)::INTEGER AS n FROM read_parquet($1)`, [
      join(version.source.dir.replace(/[[\]]/g, '[$&]'), '**', '*.parquet'),
    ]);
    expect(rows).toEqual([{ n: 200 }]);
  });

  it('is the same object for all who ask at once', async () => {
    const unchecked = await landed();
    const checks = createVersionChecks({ engine });
    const [one, other] = await Promise.all([checks.check(unchecked), checks.check({ ...unchecked })]);
    expect(one).toBe(other);
    expect(await checks.check(unchecked)).toBe(one);
  });

  it('is refused by the name of its file when a byte of it differs', async () => {
    const [name] = await storedFiles(version.source);
    const file = join(version.source.dir, name ?? '');
    const whole = await damage(file);
    const refused = createVersionChecks({ engine }).check(version);
    await expect(refused).rejects.toBeInstanceOf(StoredCubesError);
    await expect(refused).rejects.toMatchObject({ code: 'cells.damaged', file });
    await writeFile(file, whole);
  });

  it('is refused by the name of its file when that cannot be read', async () => {
    const [name] = await storedFiles(version.source);
    const file = join(version.source.dir, name ?? '');
    await rename(file, `${file}.kept`);
    await mkdir(file);
    const refused = createVersionChecks({ engine }).check(version);
    await expect(refused).rejects.toMatchObject({ code: 'cells.damaged', file });
    await rmdir(file);
    await rename(`${file}.kept`, file);
  });

  it('has another key when another version lies in its place', () => {
    const keyWith = (manifestSha256: string) =>
      keyOfCheck({ ...version, source: { ...version.source, manifestSha256 } });
    expect(keyWith('a'.repeat(64))).toBe(keyWith('a'.repeat(64)));
    expect(keyWith('b'.repeat(64))).not.toBe(keyWith('a'.repeat(64)));
  });

  it('is refused when there is too much to check', async () => {
    const many = (name: string) => Array.from({ length: 1100 }, (_, index) => `${name} ${index}`);
    const wide = (name: string) =>
      ({ name, role: 'dimension', logicalType: 'string', allowed: many(name) }) as const;
    const others = personContract.columns.filter(({ name }) => name !== 'category');
    const contract = { ...personContract, columns: [...others, wide('category'), wide('kind')] };
    const source = await lake.land('wide', contract, [
      {
        month: '2024-01',
        neighbourhood: 'BU04790100',
        category: 'category 1',
        kind: 'kind 1',
        person: 'one',
      },
    ]);
    const refused = createVersionChecks({ engine }).check({ ...version, source });
    await expect(refused).rejects.toBeInstanceOf(LatticeTooLargeError);
    await expect(refused).rejects.toMatchObject({ code: 'cells.too-large' });
  });

  it('is made anew when a linked data set, a parameter, a group or the areas change, and the old one stays beside it', async () => {
    const checks = createVersionChecks({ engine });
    const seen = new Set(await storedFiles(version.source));
    const benefits = await lake.land('benefits', personContract, [{ person: 'person 1' }]);
    const changed: VersionToCheck[] = [
      { ...version, linked: new Map([['benefits', benefits]]) },
      { ...version, linked: new Map([['benefits', { ...benefits, version: 'v9999' }]]) },
      { ...version, parameters: { ...ruleParameters, minimumCount: 20 } },
      { ...version, groups: grouped('both') },
    ];
    for (const one of changed) {
      await checks.check(one);
      const files = await storedFiles(version.source);
      expect(files).toHaveLength(seen.size + 1);
      for (const file of files) seen.add(file);
    }
    expect(seen.size).toBe(changed.length + 1);
  });

  it('can be tried out with a group that is only proposed, and what is stored stays as it is', async () => {
    const checks = createVersionChecks({ engine });
    const read = await checks.check(version);
    const files = await storedFiles(version.source);
    const groups = grouped('both');
    const tried = await checks.tryOut({ ...version, groups });
    expect(tried.records.cube.size).toBeGreaterThan(made.records.cube.size);
    expect(await storedFiles(version.source)).toEqual(files);
    expect(await checks.check(version)).toBe(read);
  });

  it('goes on for the one who still waits, and ends when nobody does', async () => {
    const unchecked = await landed();
    const checks = createVersionChecks({ engine });
    const leaving = new AbortController();
    const left = checks.check(unchecked, { signal: leaving.signal });
    const stayed = checks.check(unchecked);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: 'engine.cancelled' });
    expect((await stayed).records.cube.counts[0]).toBe(200);

    const another = await landed();
    const alone = new AbortController();
    const ended = checks.check(another, { signal: alone.signal });
    alone.abort();
    await expect(ended).rejects.toMatchObject({ code: 'engine.cancelled' });
    expect(await storedFiles(another.source)).toEqual([]);
    expect((await checks.check(another)).records.cube.counts[0]).toBe(200);
  });

  it('rejects with what went wrong in the thread, and is tried again by the next who asks', async () => {
    const checks = createVersionChecks({ engine });
    const missing = { ...version, source: { ...version.source, dir: join(version.source.dir, 'nowhere') } };
    await expect(checks.check(missing)).rejects.toMatchObject({ code: 'lake.damaged', damage: 'missing' });
    await expect(checks.check(missing)).rejects.toMatchObject({ code: 'lake.damaged', damage: 'missing' });
  });
});

describe('the check of a new version', () => {
  /** Of each test, so that there are no other versions before. */
  let own: Lake;
  beforeEach(async () => {
    own = await createLake();
  });
  afterEach(() => own.close());

  async function delivered(more: number): Promise<VersionToCheck> {
    const rows = Array.from(
      { length: 300 + more },
      (_, index): Partial<LakeRow> => ({
        month: '2024-01',
        neighbourhood: index < 300 ? `BU0479010${index % 3}` : 'BU04790100',
        category: index % 2 === 0 ? 'litter' : 'noise',
        amount: index,
        person: `person ${index}`,
      }),
    );
    return {
      source: await own.land('reports', personContract, rows),
      linked: new Map(),
      parameters: ruleParameters,
    };
  }

  const isTotalShown = async (version: VersionToCheck) => {
    const { records, persons } = await createVersionChecks({ engine }).check(version);
    return [records, persons].map((checked) => checked?.protection.rules[0] === 0);
  };

  it('does not show that three records and persons came, and knows nothing of versions that were removed', async () => {
    const first = await delivered(0);
    expect(await isTotalShown(first)).toEqual([true, true]);
    const second = await delivered(3);
    expect(await isTotalShown(second)).toEqual([false, false]);
    const third = await delivered(30);
    expect(await isTotalShown(third)).toEqual([true, true]);
    for (const { source } of [first, second, third]) await rm(source.dir, { recursive: true });
    expect(await isTotalShown(await delivered(3))).toEqual([true, true]);
  });

  it('shows the same when it is made once more, also after later checks', async () => {
    const version = await delivered(60);
    const made = await createVersionChecks({ engine }).check(version);
    const stored = await storedFiles(version.source);
    const other = {
      ...version,
      groups: grouped('both'),
    };
    await createVersionChecks({ engine }).check(other);
    for (const name of stored) await rm(join(version.source.dir, name), { force: true });
    const again = await createVersionChecks({ engine }).check(version);
    expect(comparable(again)).toEqual(comparable(made));
  });

  it('writes what it keeps of itself again, with its cubes, when that is damaged or gone', async () => {
    const version = await delivered(150);
    const { dir } = version.source;
    const made = await createVersionChecks({ engine }).check(version);
    const kept = join(dir, (await readdir(dir)).find((name) => name.endsWith('.check')) ?? '');
    const whole = await readFile(kept);
    const makeWritable = () => chmod(kept, 0o644);
    const harms = {
      'differs in a byte': () => damage(kept),
      'was cut off': () => makeWritable().then(() => truncate(kept, 40)),
      'is empty': () => makeWritable().then(() => truncate(kept, 0)),
      'is gone': () => rm(kept),
    };
    for (const [what, harm] of Object.entries(harms)) {
      await harm();
      for (const name of await storedFiles(version.source)) await rm(join(dir, name));
      const again = await createVersionChecks({ engine }).check(version);
      expect(comparable(again), what).toEqual(comparable(made));
      expect(await readFile(kept), what).toEqual(whole);
    }
    await createVersionChecks({ engine }).check(await delivered(180));
  });

  it('is refused when the cubes of an earlier check are there, and what it kept is gone', async () => {
    const version = await delivered(210);
    const { dir } = version.source;
    await createVersionChecks({ engine }).check(version);
    const ofFirst = new Set(await readdir(dir));
    await createVersionChecks({ engine }).check({ ...version, groups: grouped('both') });
    const [cubes = '', kept = ''] = (await readdir(dir)).filter((name) => !ofFirst.has(name)).sort();
    await rm(join(dir, kept));
    const later = await delivered(240);
    for (const next of [{ ...version, groups: grouped('all') }, later]) {
      const refused = createVersionChecks({ engine }).check(next);
      const file = join(dir, cubes);
      await expect(refused).rejects.toMatchObject({ code: 'cells.damaged', file, ofCheck: 'earlier' });
    }
    await rm(join(dir, cubes));
    await createVersionChecks({ engine }).check(later);
  });

  it('is refused by the name of the file when what an earlier check kept is damaged or gone', async () => {
    const version = await delivered(90);
    await createVersionChecks({ engine }).check(version);
    const names = await readdir(version.source.dir);
    const kept = join(version.source.dir, names.find((name) => name.endsWith('.check')) ?? '');
    const whole = await damage(kept);
    const next = await delivered(120);
    const refused = createVersionChecks({ engine }).check(next);
    await expect(refused).rejects.toMatchObject({ code: 'cells.damaged', file: kept, ofCheck: 'earlier' });
    await expect(refused).rejects.toThrow('later checks then forget what was shown');
    await writeFile(kept, whole);
    for (const name of await storedFiles(version.source)) await rm(join(version.source.dir, name));
    const gone = createVersionChecks({ engine }).check(next);
    await expect(gone).rejects.toMatchObject({ code: 'cells.damaged', file: kept });
  });
});
