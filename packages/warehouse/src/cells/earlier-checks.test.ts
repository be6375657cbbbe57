import { readdir, rm } from 'node:fs/promises';
import { encodeCubes } from '@datalab/query-control';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLake, type Lake } from '../lake/lake.testing.ts';
import { checkEngine as engine, landReports } from './check-version.testing.ts';
import { createVersionChecks } from './check-version.ts';
import { keepUnits, readEarlierChecks } from './earlier-checks.ts';
import { makeCubes } from './make-cubes.ts';
import { fileOfCheck, keyOfCheck, store } from './stored-cubes.ts';

let lake: Lake;
beforeAll(async () => {
  lake = await createLake();
});
afterAll(() => lake.close());

/** A version, its check, and how far storing that check came. */
async function begin() {
  const version = await landReports(lake);
  const { dir } = version.source;
  const key = keyOfCheck(version);
  const file = fileOfCheck(version, key);
  const { cubes, units } = await makeCubes(version, { engine });
  return {
    version,
    dir,
    file,
    key,
    keepUnits: () => keepUnits(dir, key, units),
    store: () => store(file, encodeCubes(cubes, key), version, new Set()),
    unitsFiles: async () => (await readdir(dir)).filter((name) => name.startsWith('units-')),
    countEarlier: async (other: string) => (await readEarlierChecks(dir, other)).records.length,
  };
}

const otherKey = 'f'.repeat(64);

describe('a check that is cut off while it is stored', () => {
  it('does not count before its cubes are there, and is made again after the checks that came in between', async () => {
    const cutOff = await begin();
    await cutOff.keepUnits();
    const already = await cutOff.countEarlier(otherKey);
    const { version, key, dir } = cutOff;
    const groups = { columns: { category: [{ id: 'both', values: ['litter', 'noise'] }] } };
    await createVersionChecks({ engine }).check({ ...version, groups });
    expect(await cutOff.countEarlier(key)).toBe(already + 1);
    await createVersionChecks({ engine }).check(version);
    const names = await cutOff.unitsFiles();
    expect(names.sort()).toEqual([
      expect.stringMatching(/^units-0001-[0-9a-f]{16}\.check$/),
      `units-0002-${key.slice(0, 16)}.check`,
    ]);
    expect((await readEarlierChecks(dir, otherKey)).records).toHaveLength(already + 2);
  });

  it('counts as soon as its cubes are there, also when it is not said and they are gone later', async () => {
    const cutOff = await begin();
    const before = await cutOff.countEarlier(otherKey);
    await cutOff.keepUnits();
    await cutOff.store();
    expect(await cutOff.countEarlier(otherKey)).toBe(before + 1);
    await createVersionChecks({ engine }).check(cutOff.version);
    expect(await cutOff.unitsFiles()).toEqual([`units-0001-${cutOff.key.slice(0, 16)}.check`]);
    await rm(cutOff.file);
    await expect(cutOff.countEarlier(otherKey)).rejects.toMatchObject({ code: 'cells.damaged' });
  });
});
