import { randomUUID } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultParameters } from '@datalab/query-control';
import { createVersionChecks, openEngine, quoteLiteral, sealVersion } from '@datalab/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import { createLogger } from '../../platform/log/logger.ts';
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
  await mkdir(join(dir, 'rows'), { recursive: true });
  const engine = await openEngine();
  await engine.run(`
    copy (
      select
        '2026-01' as month, case when i % 2 = 0 then 'a' else 'b' end as kind, 'p' || i as pseudonym,
        i * 2654435761 % 4294967296 as record_key,
        i * 2246822519 % 4294967296 as person_key
      from range(${persons}) t(i)
    ) to ${quoteLiteral(join(dir, 'rows', '0001.parquet'))} (format parquet)`);
  engine.close();
  await sealVersion(dir, { personIndex: false });
  return {
    dataSet,
    version: 'v0001',
    owner: 'town',
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
  const logged: Readonly<Record<string, unknown>>[] = [];
  const kept: Parameters<ChecksDeps['recordChecked']>[1][] = [];
  const checks = createChecks({
    jobs: {
      define: (kind) => void kinds.push(kind as Defined),
      start: async (name, data) => void started.push({ name, data }),
    },
    newId: randomUUID,
    logger: createLogger((line) => void logged.push(JSON.parse(line))),
    findLandedSources: async () => landed(),
    findGroupings: async () => ({}),
    findAreas: async () => undefined,
    noiseSecretOf: async () => new Uint8Array(32).fill(1),
    protectionOf: async () => defaultParameters,
    versionChecks: createVersionChecks(),
    recordChecked: async (_edition, checked) => void kept.push(checked),
    now: () => new Date(),
    settleMs: 0,
    ...changed,
  });
  const run = (until = signal) => kinds[0]?.run({ edition }, { id: randomUUID(), signal: until, attempt: 1 });
  return { checks, started, logged, kept, run };
}

const storedOf = async ({ dir }: CheckableSource) =>
  (await readdir(dir)).filter((name) => name.endsWith('.cubes'));

async function forgetChecks({ dir }: CheckableSource): Promise<void> {
  const kept = (await readdir(dir)).filter((name) => name.startsWith('cells-') || name.startsWith('units-'));
  for (const name of kept) await rm(join(dir, name));
}

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
    expect(linked).toHaveLength(2);
    expect(linked).toEqual(expect.arrayContaining(alone));
    expect(await storedOf(reports)).toHaveLength(1);
    landed = [care];
    await run();
    expect(await storedOf(care)).toEqual(linked);
  });

  it('begins again when data land while it is under way', async () => {
    let landed = [care];
    let isAsked = false;
    const versionChecks = createVersionChecks();
    const { checks, run } = createBench(() => landed, {
      versionChecks: {
        ...versionChecks,
        check: async (version, options) => {
          if (!isAsked) {
            isAsked = true;
            landed = [care, reports];
            await database.db.transaction().execute((tx) => checks.on.dataLanded(tx, edition));
          }
          return versionChecks.check(version, options);
        },
      },
    });
    await forgetChecks(care);
    await forgetChecks(reports);
    await run();
    expect(await storedOf(reports)).toHaveLength(1);
    const [made] = await storedOf(care);
    const linked = await checks.checkOf({ edition, source: care, others: [care, reports], signal });
    expect(linked.persons?.cube.lattice.dimensions.map(({ name }) => name)).toContain('in.reports');
    expect(await storedOf(care)).toEqual([made]);
  });

  it('waits until nothing has landed for a while; a question does not', async () => {
    await forgetChecks(care);
    const { checks, run } = createBench(() => [care], { settleMs: 300_000 });
    const stopping = new AbortController();
    const beforehand = run(stopping.signal);
    await checks.checkOf({ edition, source: care, others: [care], signal });
    expect(await storedOf(care)).toHaveLength(1);
    stopping.abort(new Error('The server stops'));
    await expect(beforehand).rejects.toThrow('The server stops');
  });

  it('gives way to questions', async () => {
    const versionChecks = createVersionChecks();
    const asked: unknown[] = [];
    const { checks, run } = createBench(() => [care], {
      versionChecks: {
        ...versionChecks,
        check: (version, caller) => {
          asked.push(caller?.isInBackground);
          return versionChecks.check(version, caller);
        },
      },
    });
    await run();
    await checks.checkOf({ edition, source: care, others: [care], signal });
    expect(asked).toEqual([true, undefined]);
  });

  it('goes on with the other data sets when one of them fails, and then fails itself', async () => {
    const gone = {
      ...reports,
      dir: join(lake, 'nowhere'),
      contract: { ...reports.contract, columns: reports.contract.columns.slice(0, 2) },
    };
    const { kept, run } = createBench(() => [gone, care]);
    const stored = await storedOf(care);
    for (const name of stored) await rm(join(care.dir, name), { force: true });
    await expect(run()).rejects.toThrow();
    expect(await storedOf(care)).toHaveLength(1);
    expect(kept.map(({ versions, failure }) => [versions.map(({ dataSet }) => dataSet), failure])).toEqual([
      [['reports'], expect.stringMatching(/\./)],
      [['care'], null],
    ]);
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

  it('has the noise of the organisation that delivers it, whatever was stored with the records', async () => {
    const secrets = new Map([
      ['town', new Uint8Array(32).fill(1)],
      ['police', new Uint8Array(32).fill(2)],
    ]);
    const keysOf = async (owner: string) => {
      const { checks } = createBench(() => [care], {
        noiseSecretOf: async (asked) => secrets.get(asked) ?? new Uint8Array(),
      });
      const { records } = await checks.checkOf({ edition, source: { ...care, owner }, others: [], signal });
      return [...records.cube.cellKeys];
    };
    const town = await keysOf('town');
    expect(await keysOf('police')).not.toEqual(town);
    await forgetChecks(care);
    expect(await keysOf('town')).toEqual(town);
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

describe('a check that cannot be used', () => {
  const work = () => ({ edition, source: care, others: [care], signal });
  const withDamage = async (suffix: string, harm: (file: string) => Promise<void>) => {
    await forgetChecks(care);
    await createBench(() => [care]).checks.checkOf(work());
    const name = (await readdir(care.dir)).find((one) => one.endsWith(suffix)) ?? '';
    await chmod(join(care.dir, name), 0o644);
    await harm(join(care.dir, name));
    return name;
  };
  const flip = async (file: string) => {
    const bytes = await readFile(file);
    bytes[bytes.length - 9] = (bytes[bytes.length - 9] ?? 0) ^ 1;
    await writeFile(file, bytes);
  };
  const cases: [string, (file: string) => Promise<void>][] = [
    ['differs in a byte', flip],
    ['was cut off', (file) => truncate(file, 40)],
  ];

  it.each(cases)('fails with the data set when its file %s, and the log names the file', async (_, harm) => {
    const file = await withDamage('.cubes', harm);
    const { checks, logged } = createBench(() => [care]);
    const failure = { code: 'checks.damaged', status: 503, params: { dataSet: 'care' } };
    await expect(checks.checkOf(work())).rejects.toMatchObject(failure);
    await expect(checks.checkOf({ ...work(), isPast: true })).rejects.toMatchObject(failure);
    await expect(checks.tryGroupings(work(), {})).rejects.toMatchObject(failure);
    expect(logged).toHaveLength(3);
    const at = { dataSet: 'care', version: 'v0001', file, fileOfVersion: 'v0001', ofCheck: 'asked' };
    expect(logged[0]).toMatchObject({ level: 'error', event: 'checks.damaged', ...at });
    expect(JSON.stringify(logged)).not.toContain(lake);
  });

  it.each(cases)(
    'fails with the data set when a file of its rows %s, and the log names it',
    async (_, harm) => {
      await forgetChecks(care);
      const rows = join(care.dir, 'rows', '0001.parquet');
      const kept = await readFile(rows);
      await chmod(rows, 0o644);
      await harm(rows);
      const { checks, logged } = createBench(() => [care]);
      const failure = { code: 'checks.version-damaged', status: 503, params: { dataSet: 'care' } };
      await expect(checks.checkOf(work())).rejects.toMatchObject(failure);
      await writeFile(rows, kept);
      const place = { dataSet: 'care', version: 'v0001', file: 'rows/0001.parquet', damage: 'changed' };
      expect(logged).toMatchObject([{ level: 'error', event: 'checks.version-damaged', ...place }]);
      expect(JSON.stringify(logged)).not.toContain(lake);
      expect((await checks.checkOf(work())).records.cube.counts[0]).toBe(40);
    },
  );

  it.each(cases)('names the file of an earlier version when that %s', async (_, harm) => {
    const file = await withDamage('.check', harm);
    const next = { ...care, version: 'v0002', dir: join(lake, 'care', 'v0002') };
    for (const name of ['rows', 'manifest.json'])
      await cp(join(care.dir, name), join(next.dir, name), { recursive: true });
    const { checks, logged } = createBench(() => [next]);
    await expect(checks.checkOf({ ...work(), source: next })).rejects.toMatchObject({
      code: 'checks.damaged',
      params: { dataSet: 'care' },
    });
    expect(logged).toMatchObject([
      { event: 'checks.damaged', version: 'v0002', file, fileOfVersion: 'v0001', ofCheck: 'earlier' },
    ]);
    await rm(next.dir, { recursive: true });
    await forgetChecks(care);
  });

  it('is made again when the file was removed', async () => {
    await withDamage('.cubes', (file) => rm(file));
    const { checks, logged } = createBench(() => [care]);
    expect((await checks.checkOf(work())).records.cube.counts[0]).toBe(40);
    expect([await storedOf(care), logged]).toEqual([[expect.any(String)], []]);
  });

  it('fails with the data set when there is too much to check', async () => {
    const many = Array.from({ length: 1100 }, (_, index) => `${index}`);
    const wide = (name: string) =>
      ({ name, logicalType: 'string', role: 'dimension', allowed: many }) as const;
    const source = { ...care, contract: { ...care.contract, columns: [wide('kind'), wide('pseudonym')] } };
    const { checks, logged } = createBench(() => [source]);
    await expect(checks.checkOf({ ...work(), source })).rejects.toMatchObject({
      code: 'checks.too-large',
      status: 422,
      params: { dataSet: 'care' },
    });
    expect(logged).toMatchObject([{ event: 'checks.too-large', dataSet: 'care', version: 'v0001' }]);
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
