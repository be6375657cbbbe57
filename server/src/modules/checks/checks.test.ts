import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figureParameters } from '@datalab/query-control';
import { createVersionChecks, openEngine, quoteLiteral } from '@datalab/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import { createChecks } from './checks.api.ts';
import type { CheckableSource, ChecksDeps } from './checks.deps.ts';
import { checkJob } from './checks.job.ts';
import { linkedTo } from './checks.service.ts';

type Defined = Parameters<Jobs['define']>[0];

const edition = 'care-and-nuisance';
const { signal } = new AbortController();
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let lake: string;
let care: CheckableSource;
let reports: CheckableSource;

beforeAll(async () => {
  database = await openTestDatabase([]);
  lake = await mkdtemp(join(tmpdir(), 'checks-'));
  care = await land('care', 40, 1);
  reports = await land('reports', 60, 1);
});

afterAll(async () => {
  await database.close();
  await rm(lake, { recursive: true });
});

/** So many persons with one record each. */
async function land(dataSet: string, persons: number, keyVersion: number | null): Promise<CheckableSource> {
  const dir = join(lake, dataSet, 'v0001');
  await mkdir(join(dir, 'year=2026'), { recursive: true });
  const engine = await openEngine();
  await engine.run(`
    copy (
      select
        '2026-01' as month, case when i % 2 = 0 then 'a' else 'b' end as kind, 'p' || i as pseudonym,
        (i * 2654435761 % 4294967296)::uinteger as record_key,
        (i * 2246822519 % 4294967296)::uinteger as person_key
      from range(${persons}) t(i)
    ) to ${quoteLiteral(join(dir, 'year=2026', 'part.parquet'))} (format parquet)`);
  engine.close();
  return {
    dataSet,
    version: 'v0001',
    landedAt: new Date('2026-11-01T00:00:00Z'),
    dir,
    keyVersion,
    contract: {
      unit: 'person',
      accessClass: 'shared',
      columns: [
        { name: 'month', logicalType: 'string', role: 'month' },
        { name: 'kind', logicalType: 'string', role: 'dimension', allowed: ['a', 'b'] },
        { name: 'pseudonym', logicalType: 'string', role: 'person-number' },
      ],
    },
  };
}

function createBench(landed: () => readonly CheckableSource[], changed: Partial<ChecksDeps> = {}) {
  const kinds: Defined[] = [];
  const started: { name: string; data: object }[] = [];
  const checks = createChecks({
    jobs: {
      define: (kind) => void kinds.push(kind as Defined),
      start: async (name, data) => void started.push({ name, data }),
    },
    newId: randomUUID,
    findLandedSources: async () => landed(),
    findGroupings: async () => ({}),
    findAreas: async () => undefined,
    protectionOf: async () => figureParameters,
    versionChecks: createVersionChecks(),
    ...changed,
  });
  const run = () => kinds[0]?.run({ edition }, { id: randomUUID(), signal, attempt: 1 });
  return { checks, started, run };
}

const storedOf = async ({ dir }: CheckableSource) =>
  (await readdir(dir)).filter((name) => name.endsWith('.cubes'));

describe('the check of an edition', () => {
  it('is started when data land and when data leave', async () => {
    const { checks, started } = createBench(() => []);
    await database.db.transaction().execute(async (tx) => {
      await checks.on.dataLanded(tx, edition);
      await checks.on.organisationLeft(tx, {
        edition: { id: randomUUID(), slug: edition },
        organisation: 'police',
        actor: {
          id: 'x',
          name: 'Sanne Kok',
          email: 'sanne@example.org',
          organisation: 'police',
          roles: [],
        },
      });
    });
    expect(started).toEqual([
      { name: checkJob, data: { edition } },
      { name: checkJob, data: { edition } },
    ]);
  });

  it('lies with each version, and is made again for what can be linked to a version that is new or gone', async () => {
    let landed = [care];
    const { run } = createBench(() => landed);
    await run();
    const alone = await storedOf(care);
    expect(alone).toHaveLength(1);
    landed = [care, reports];
    await run();
    const linked = await storedOf(care);
    expect(linked).toHaveLength(1);
    expect(linked).not.toEqual(alone);
    expect(await storedOf(reports)).toHaveLength(1);
    landed = [care];
    await run();
    expect(await storedOf(care)).toEqual(alone);
  });

  it('goes on with the other data sets when one of them fails, and then fails itself', async () => {
    const gone = {
      ...reports,
      dir: join(lake, 'nowhere'),
      contract: { ...reports.contract, columns: reports.contract.columns.slice(0, 2) },
    };
    const { run } = createBench(() => [gone, care]);
    await rm(join(care.dir, (await storedOf(care))[0] ?? ''), { force: true });
    await expect(run()).rejects.toThrow();
    expect(await storedOf(care)).toHaveLength(1);
  });
});

describe('a question about a version', () => {
  it('waits for its check, and gets the same sizes as everyone who asks', async () => {
    const { checks } = createBench(() => [care, reports]);
    const work = { edition, source: care, others: [care, reports], signal };
    const [one, other] = await Promise.all([checks.checkOf(work), checks.checkOf(work)]);
    expect(one).toBe(other);
    expect(one.records.cube.counts[0]).toBe(40);
    expect(one.persons?.cube.lattice.dimensions.map(({ name }) => name)).toContain('in.reports');
  });

  it('is not answered from groupings that were only tried out', async () => {
    const { checks } = createBench(() => [care]);
    const work = { edition, source: care, others: [care], signal };
    const approved = await checks.checkOf(work);
    const stored = await storedOf(care);
    const tried = await checks.tryGroupings(work, { columns: { kind: [{ id: 'both', values: ['a'] }] } });
    expect(tried.records.cube.size).toBeGreaterThanOrEqual(approved.records.cube.size);
    expect(await storedOf(care)).toEqual(stored);
    expect(await checks.checkOf(work)).toBe(approved);
  });
});

describe('what can be linked', () => {
  it('is what names persons under the same key, as far as the key is known', () => {
    const named = (dataSet: string, keyVersion: number | null) => ({ ...care, dataSet, keyVersion });
    const others = [named('same', 1), named('newer', 2), named('unknown', null), care];
    expect(linkedTo(care, others).map(({ dataSet }) => dataSet)).toEqual(['same', 'unknown']);
    const open = { ...care, contract: { ...care.contract, columns: [] } };
    expect(linkedTo(open, others)).toEqual([]);
  });
});
