import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { literalPath, openEngine, quoteLiteral } from '@datalab/warehouse';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import { createJobs } from '../../platform/jobs/jobs.ts';
import {
  createDeliveries,
  currentVersions,
  type DeliveriesDeps,
  landedDataSets,
  listVersions,
} from './deliveries.api.ts';
import { checkReport, delivery, deliverySlot } from './deliveries.contract.ts';
import { cancelDelivery, deliver, getDelivery, getReport, listDeliverySlots } from './deliveries.service.ts';
import {
  type Bench,
  cas,
  edition,
  fay,
  goodReports,
  openBench,
  person,
  reports,
  sam,
  space,
  toUpload,
} from './deliveries.testing.ts';
import { createDeliveryJob } from './deliveries.work.ts';

const slot = { edition, dataSet: 'reports' };
let bench: Bench;
let deps: DeliveriesDeps;

const send = (content: string | Buffer, name?: string, at: DeliveriesDeps = deps) =>
  deliver(at, sam, slot, toUpload(content, name));
const sendAndWait = async (content: string | Buffer, name?: string) =>
  bench.ended((await send(content, name)).id);
const filesIn = async (directory: string) =>
  (await readdir(directory, { recursive: true }).catch(() => [])).filter((name) => name.endsWith('.parquet'));

async function expectNothingLeft(): Promise<void> {
  expect(await readdir(deps.files.incoming)).toEqual([]);
  expect(await filesIn(deps.files.lake)).toEqual([]);
  expect(await listVersions(deps.db, { space })).toEqual([]);
}

describe.each(engines)('a delivery without identities on $name', ({ open }) => {
  beforeAll(async () => {
    bench = await openBench({}, open);
    deps = bench.deps;
  });
  afterAll(() => bench.close());
  beforeEach(() => bench.reset());

  test('is received at once, then checked and landed as a version that counts', async () => {
    const received = delivery.parse(await send(goodReports));
    expect(received).toMatchObject({ state: 'received', fileName: 'reports.csv', bytes: goodReports.length });
    const landed = delivery.parse(await bench.ended(received.id));
    expect(landed).toMatchObject({
      state: 'landed',
      version: 'v0001',
      progress: 1,
      rows: { read: 2, accepted: 2, rejected: 0 },
      problem: null,
    });
    expect(await readdir(deps.files.incoming)).toEqual([]);
    const manifest = join(deps.files.spaceFolder(space), 'reports', 'v0001', 'manifest.json');
    expect(await currentVersions(deps.db, space)).toMatchObject([
      {
        dataSet: 'reports',
        version: 'v0001',
        rows: 2,
        manifestSha256: createHash('sha256')
          .update(await readFile(manifest))
          .digest('hex'),
        current: true,
        delivery: { by: 'Name of sam', read: 2 },
      },
    ]);
    const engine = await openEngine();
    const path = quoteLiteral(
      `${literalPath(join(deps.files.spaceFolder(space), 'reports', 'v0001'))}/*/*.parquet`,
    );
    const rows = await engine.run(
      `SELECT month, neighbourhood, district, kind FROM read_parquet(${path}) ORDER BY month`,
    );
    engine.close();
    expect(rows).toEqual([
      { month: '2024-01', neighbourhood: 'BU99990101', district: 'WK999901', kind: 'noise' },
      { month: '2024-02', neighbourhood: 'BU99990101', district: 'WK999901', kind: 'litter' },
    ]);
    expect(bench.log.map(({ action }) => action)).toEqual(['deliveries.received', 'deliveries.landed']);
  });

  test('gives the version after it the next number and leaves the earlier one as it was', async () => {
    await sendAndWait(goodReports);
    const second = await sendAndWait(reports(['2024-03,BU99990101,noise']));
    expect(second.version).toBe('v0002');
    expect(
      (await listVersions(deps.db, { space })).map(({ version, current }) => [version, current]),
    ).toEqual([
      ['v0002', true],
      ['v0001', false],
    ]);
    expect(await filesIn(deps.files.lake)).toHaveLength(2);
    await deps.db.transaction().execute(async (tx) => {
      expect(await landedDataSets(tx, space)).toEqual([{ dataSet: 'reports', version: 'v0002', rows: 1 }]);
    });
    const slots = deliverySlot.array().parse(await listDeliverySlots(deps, sam, edition));
    expect(slots.find(({ dataSet }) => dataSet === 'reports')).toMatchObject({
      dataSet: 'reports',
      needsPseudonyms: false,
      current: { version: 'v0002' },
      running: null,
      earlier: [{ version: 'v0001' }],
      may: { deliver: { allowed: true } },
    });
  });

  test('goes the same way for a next edition, under the contract there is, into a space of its own', async () => {
    await sendAndWait(goodReports);
    await bench.begin('debts-in-time');
    const place = { edition: 'debts-in-time', dataSet: 'reports' };
    expect(
      (await listDeliverySlots(deps, sam, place.edition)).map(({ dataSet, current }) => [dataSet, current]),
    ).toEqual(expect.arrayContaining([['reports', null]]));
    const { id } = await deliver(deps, sam, place, toUpload(reports(['2024-03,BU99990101,noise'])));
    expect(await bench.ended(id, sam, place.edition)).toMatchObject({ state: 'landed', version: 'v0001' });
    const versions = async (of: string) =>
      (await currentVersions(deps.db, of)).map(({ version, rows, contractVersion }) => [
        version,
        rows,
        contractVersion,
      ]);
    expect(await versions('edition:debts-in-time')).toEqual([['v0001', 1, '1.0.0']]);
    expect(await versions(space)).toEqual([['v0001', 2, '1.0.0']]);
  });

  test('leaves wrong rows out and says which to the steward, and only about how many to the others', async () => {
    const sent = await send(
      reports(['2024-13,BU99990101,noise', '2024-01,BU99990199,noise', '2024-01,BU99990101,noise']),
    );
    const landed = await bench.ended(sent.id);
    expect(landed.rows).toEqual({ read: 3, accepted: 1, rejected: 2, rounded: false });
    const place = { edition, delivery: sent.id };
    const own = checkReport.parse(await getReport(deps, sam, place));
    expect(own.errors.map(({ row, column, rule }) => [row, column, rule])).toEqual([
      [2, 'month', 'month'],
      [3, 'neighbourhood', 'area.unknown'],
    ]);
    const other = await getReport(deps, cas, place);
    expect(other.errors).toEqual([]);
    expect(other.counts.map(({ rows }) => rows)).toEqual([10, 10]);
    expect(other.rows).toEqual({ read: 10, accepted: 10, rejected: 10 });
  });

  test.each([
    ['no rows that pass', reports(['2024-13,BU99990101,noise']), 'deliveries.no-rows-accepted'],
    ['no rows at all', 'month,neighbourhood,kind\n', 'file.no-rows'],
    ['a column missing', 'month,kind\n2024-01,noise\n', 'columns.missing'],
    [
      'a column too many',
      'month,neighbourhood,kind,street\n2024-01,BU99990101,noise,Dam\n',
      'columns.unknown',
    ],
    ['another delimiter', 'month#neighbourhood#kind\n2024-01#BU99990101#noise\n', 'file.wrong-delimiter'],
    ['more in it than is read', workbookOfParts(5000), 'file.too-much-inside'],
    ['an old Excel file in it', oleFile('Workbook'), 'file.old-excel'],
    ['a password on it', oleFile('EncryptedPackage'), 'file.has-password'],
  ])('with %s is refused with its reason and nothing lands', async (_, content, code) => {
    const refused = await sendAndWait(content);
    expect(refused).toMatchObject({ state: 'refused', version: null, problem: { code } });
    const isChecked = code === 'deliveries.no-rows-accepted';
    expect(refused.rows).toEqual(isChecked ? { read: 1, accepted: 0, rejected: 1, rounded: false } : null);
    await expectNothingLeft();
    expect(bench.log.at(-1)).toMatchObject({ action: 'deliveries.refused', details: { reason: code } });
    expect((await sendAndWait(goodReports)).state).toBe('landed');
  });

  test.each([
    ['an empty file', Buffer.alloc(0), 'reports.csv', 'file.empty'],
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
      'map.csv',
      'file.wrong-type',
    ],
  ])('that is %s is refused before it is registered', async (_, content, name, code) => {
    await expect(send(content, name)).rejects.toMatchObject({ code, status: 422 });
    await expectNothingLeft();
    expect(bench.log).toEqual([]);
    expect((await listDeliverySlots(deps, sam, edition)).flatMap(({ earlier }) => earlier)).toEqual([]);
  });

  test('that was cut off at the bound is not kept', async () => {
    const upload = { ...toUpload(goodReports), isTruncated: () => true };
    await expect(deliver(deps, sam, slot, upload)).rejects.toMatchObject({
      code: 'request.too-large',
      status: 413,
    });
    await expectNothingLeft();
  });

  test('with person numbers in a category is refused, with the column and not the numbers', async () => {
    const numbers = ['999990639', '999993653', '999993872', '999991723', '111222333', '123456782'];
    const refused = await sendAndWait(reports(numbers.map((number) => `2024-01,BU99990101,${number}`)));
    expect(refused).toMatchObject({
      state: 'refused',
      problem: { code: 'columns.person-numbers', params: { columns: 'kind', count: 6 } },
    });
    await expectNothingLeft();
    const told = JSON.stringify([refused, bench.log, bench.lines]);
    for (const number of numbers) expect(told).not.toContain(number);
  });

  test('goes in once when two are sent at the same moment', async () => {
    const both = await Promise.allSettled([send(goodReports), send(goodReports)]);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'deliveries.already-running', status: 409 },
    });
    const sent = both.find((one) => one.status === 'fulfilled');
    expect((await bench.ended(sent?.value.id ?? '')).state).toBe('landed');
    expect(await readdir(deps.files.incoming)).toEqual([]);
    expect(await listVersions(deps.db, { space })).toHaveLength(1);
  });

  test('is for the steward of the owner, for an agreed data set, once sharing is open', async () => {
    const attempt = (actor: typeof sam, dataSet = 'reports') =>
      deliver(deps, actor, { edition, dataSet }, toUpload(goodReports));
    await expect(attempt(cas)).rejects.toMatchObject({ code: 'deliveries.not-owner', status: 403 });
    await expect(attempt(person('pia', 'police', 'participant'))).rejects.toMatchObject({
      code: 'deliveries.role-may-not-deliver',
      status: 403,
    });
    await expect(attempt(sam, 'homes')).rejects.toMatchObject({
      code: 'deliveries.data-set-not-agreed',
      status: 409,
    });
    await expect(attempt(person('hal', 'housing', 'steward'))).rejects.toMatchObject({
      code: 'editions.not-a-participant',
    });
    await expect(deliver(deps, sam, slot, undefined)).rejects.toMatchObject({ code: 'deliveries.no-file' });
    await bench.reset('picture');
    await expect(attempt(sam)).rejects.toMatchObject({ code: 'deliveries.step-not-open', status: 409 });
  });

  test('does not land when its data set stopped being agreed meanwhile', async () => {
    const { at, ended } = await heldBack(async () => {
      await bench.database.execute('DELETE FROM edition_data_sets');
    });
    expect(await ended(at)).toMatchObject({
      state: 'refused',
      problem: { code: 'deliveries.data-set-not-agreed' },
    });
    await expectNothingLeft();
  });

  test('can be cancelled by its steward while it runs, and leaves nothing', async () => {
    const { at, ended } = await heldBack(async (place) => {
      await expect(cancelDelivery(deps, fay, place)).rejects.toMatchObject({
        code: 'deliveries.not-owner',
        status: 403,
      });
      const stopping = cancelDelivery(deps, sam, place);
      hold.open();
      expect((await stopping).state).toBe('cancelled');
    });
    expect(await ended(at)).toMatchObject({
      state: 'cancelled',
      may: { cancel: { reason: 'deliveries.finished' } },
    });
    await expectNothingLeft();
    await expect(cancelDelivery(deps, sam, { edition, delivery: at })).rejects.toMatchObject({
      code: 'deliveries.finished',
      status: 409,
    });
    expect(bench.log.map(({ action }) => action)).toEqual(['deliveries.received', 'deliveries.cancelled']);
  });

  test('replaces what a stop between landing and publishing left behind', async () => {
    const left = join(deps.files.spaceFolder(space), 'reports', 'v0001', 'year=2023');
    await mkdir(left, { recursive: true });
    await writeFile(join(left, 'old.parquet'), 'half');
    await mkdir(join(deps.files.spaceFolder(space), 'reports', '.landing-v0001-cut'));
    await sendAndWait(goodReports);
    const names = await filesIn(deps.files.lake);
    expect(names).toHaveLength(1);
    expect(names[0]).not.toContain('old.parquet');
    expect(await readdir(join(deps.files.spaceFolder(space), 'reports'))).toEqual(['v0001']);
  });

  test('fails with a code when the fault is ours, keeps the lake clean and can be sent again', async () => {
    const secrets = deps.secrets.get;
    deps.secrets.get = () => Promise.reject(new Error('disk of Jan Jansen is full'));
    const failed = await sendAndWait(goodReports);
    deps.secrets.get = secrets;
    expect(failed).toMatchObject({ state: 'failed', problem: { code: 'deliveries.failed', detail: null } });
    await expectNothingLeft();
    expect(bench.lines.join()).not.toContain('Jansen');
    expect((await sendAndWait(goodReports)).state).toBe('landed');
  });

  test('does not land when the log cannot be written', async () => {
    const { log } = bench;
    const push = log.push.bind(log);
    log.push = (entry) => {
      if (entry.action === 'deliveries.landed') throw new Error('the log is full');
      return push(entry);
    };
    const failed = await sendAndWait(goodReports);
    log.push = push;
    expect(failed.state).toBe('failed');
    await expectNothingLeft();
  });

  test('is given up, and says so, when the server died twice while it read the file', async () => {
    const { at } = await heldBack(async ({ delivery: id }) => {
      await createDeliveryJob(deps).giveUp?.({ delivery: id }, { id, because: 'died' });
    });
    const problem = { code: 'deliveries.server-died', params: {}, detail: null };
    expect(await bench.ended(at)).toMatchObject({ state: 'failed', problem, version: null });
    await expectNothingLeft();
  });

  test('goes on after the server was stopped in the middle of it', async () => {
    const { at } = await heldBack(async (place) => {
      const stopping = deps.jobs.stop();
      hold.open();
      await stopping;
      expect((await getDelivery(deps, sam, place)).finishedAt).toBeNull();
      expect(await readdir(deps.files.incoming)).toEqual([place.delivery]);
    });
    const jobs = await createJobs(bench.database, deps.logger);
    await mkdir(join(deps.files.incoming, 'left-behind'));
    await createDeliveries({ ...deps, jobs }).tidy();
    expect(await readdir(deps.files.incoming)).toEqual([at]);
    await jobs.work();
    expect(await bench.ended(at)).toMatchObject({ state: 'landed', version: 'v0001' });
    await jobs.stop();
  });
});

const hold = { open: () => {} };

/** Sends a file whose check waits until `meanwhile` is done. */
async function heldBack(
  meanwhile: (place: { edition: string; delivery: string }) => Promise<void>,
): Promise<{ at: string; ended: (id: string) => ReturnType<Bench['ended']> }> {
  const original = deps.catalogue.findAreas;
  const opened = new Promise<void>((resolve) => {
    hold.open = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    deps.catalogue.findAreas = async (year) => {
      resolve();
      await opened;
      return original(year);
    };
  });
  try {
    const { id } = await send(goodReports);
    await reached;
    expect((await getDelivery(deps, sam, { edition, delivery: id })).state).toBe('checking');
    await meanwhile({ edition, delivery: id });
    hold.open();
    return { at: id, ended: (one) => bench.ended(one) };
  } finally {
    deps.catalogue.findAreas = original;
  }
}

/** The beginning and the end of an archive that says it holds so many parts. */
function workbookOfParts(parts: number): Buffer {
  const start = Buffer.from('PK\u0003\u0004 xl/workbook.xml');
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(parts, 8);
  end.writeUInt16LE(parts, 10);
  end.writeUInt32LE(start.length, 16);
  return Buffer.concat([start, end]);
}

/** The container of old Office files, and of those with a password, with one stream. */
function oleFile(stream: string): Buffer {
  const file = Buffer.alloc(1024);
  file.write('d0cf11e0a1b11ae1', 'hex');
  file.write(stream, 512, 'utf16le');
  file.writeUInt16LE(stream.length * 2 + 2, 512 + 64);
  return file;
}
