import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import { getEditionAccess } from '../editions/editions.api.ts';
import {
  currentVersions,
  type DeliveriesDeps,
  landedDataSets,
  listStanding,
  listVersions,
  listWithdrawn,
} from './deliveries.api.ts';
import { deliver, getDelivery, getReport } from './deliveries.service.ts';
import {
  type Bench,
  edition,
  fay,
  goodReports,
  openBench,
  person,
  sam,
  space,
  toUpload,
} from './deliveries.testing.ts';
import { removeWithdrawnFiles, withdrawDeliveries } from './deliveries.withdrawal.ts';

const pia = person('pia', 'police', 'participant');
let bench: Bench;
let deps: DeliveriesDeps;

const directory = (version: string) => join(deps.files.spaceFolder(space), 'reports', version);
const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

async function land(): Promise<string> {
  const sent = await deliver(deps, sam, { edition, dataSet: 'reports' }, toUpload(goodReports));
  await bench.ended(sent.id);
  return sent.id;
}

async function leave(): Promise<() => Promise<void>> {
  const { id, slug } = await getEditionAccess(deps.db, edition, fay);
  const leaver = { edition: { id, slug }, organisation: 'police', actor: pia, space };
  return deps.db.transaction().execute((tx) => withdrawDeliveries(deps, tx, leaver));
}

describe.each(engines)('data of an organisation that leaves, on $name', ({ open }) => {
  beforeAll(async () => {
    bench = await openBench({}, open);
    deps = bench.deps;
  });
  afterAll(() => bench.close());
  beforeEach(() => bench.reset());

  test('count nowhere from that moment on, and their files go after it', async () => {
    const id = await land();
    await land();
    expect(await listStanding(deps.db, space, 'police')).toMatchObject([
      { data_set: 'reports', rows: 2 },
      { data_set: 'reports', rows: 2 },
    ]);
    const removeFiles = await leave();
    expect(await currentVersions(deps.db, space)).toEqual([]);
    expect(await listVersions(deps.db, { space })).toEqual([]);
    expect(await deps.db.transaction().execute((tx) => landedDataSets(tx, space))).toEqual([]);
    expect(await isThere(directory('v0001'))).toBe(true);
    await removeFiles();
    expect(await isThere(directory('v0001'))).toBe(false);
    expect(await isThere(directory('v0002'))).toBe(false);
    const withdrawn = await listWithdrawn(deps.db, space);
    expect(withdrawn.map(({ version, organisation }) => `${version} ${organisation}`).toSorted()).toEqual([
      'v0001 police',
      'v0002 police',
    ]);
    expect(await getDelivery(deps, fay, { edition, delivery: id })).toMatchObject({
      state: 'withdrawn',
      rows: { accepted: 10, rounded: true },
      may: { seeReport: { allowed: false, reason: 'deliveries.withdrawn' } },
    });
    await expect(getReport(deps, sam, { edition, delivery: id })).rejects.toMatchObject({
      code: 'deliveries.withdrawn',
      status: 409,
    });
    expect(bench.log.filter(({ action }) => action === 'deliveries.withdrawn')).toHaveLength(2);
  });

  test('stay as long as it is not certain that it leaves', async () => {
    await land();
    const { id, slug } = await getEditionAccess(deps.db, edition, fay);
    const leaver = { edition: { id, slug }, organisation: 'police', actor: pia, space };
    const failing = deps.db.transaction().execute(async (tx) => {
      await withdrawDeliveries(deps, tx, leaver);
      throw new Error('the decision could not be kept');
    });
    await expect(failing).rejects.toThrow('could not be kept');
    expect(await currentVersions(deps.db, space)).toMatchObject([{ version: 'v0001' }]);
    await removeWithdrawnFiles(deps);
    expect(await isThere(directory('v0001'))).toBe(true);
  });

  test('go at the next start when the server stopped in between', async () => {
    await land();
    await leave();
    expect(await isThere(directory('v0001'))).toBe(true);
    await removeWithdrawnFiles(deps);
    expect(await isThere(directory('v0001'))).toBe(false);
  });

  test('of others stay, and what it delivers after coming back gets a number of its own', async () => {
    const care = join(deps.files.spaceFolder(space), 'care-use', 'v0001');
    await mkdir(care, { recursive: true });
    await land();
    await (await leave())();
    expect(await isThere(care)).toBe(true);
    await land();
    expect(await currentVersions(deps.db, space)).toMatchObject([{ version: 'v0002' }]);
    expect(await isThere(directory('v0002'))).toBe(true);
    expect(await listWithdrawn(deps.db, space)).toHaveLength(1);
  });

  test('that are coming in at that moment do not land', async () => {
    const sent = await deliver(deps, sam, { edition, dataSet: 'reports' }, toUpload(goodReports));
    await (await leave())();
    await bench.ended(sent.id);
    expect(await currentVersions(deps.db, space)).toEqual([]);
    expect(await isThere(directory('v0001'))).toBe(false);
  });
});
