import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import { requireWithin } from './deliveries.agreement.ts';
import { listVersions } from './deliveries.api.ts';
import { grantKeyholder } from './deliveries.grants.ts';
import { deliver, listDeliverySlots } from './deliveries.service.ts';
import {
  agreeOnAll,
  areas,
  type Bench,
  cas,
  edition,
  goodReports,
  openBench,
  reports,
  sam,
  space,
  toUpload,
} from './deliveries.testing.ts';

const slot = { edition, dataSet: 'reports' };

describe.each(engines)('the agreement of an edition on $name', ({ open }) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench({}, open);
  });
  afterAll(() => bench.close());
  beforeEach(() => bench.reset());

  const send = (content = goodReports) => deliver(bench.deps, sam, slot, toUpload(content));
  const land = async (content?: string) => bench.ended((await send(content)).id);
  const stop = () =>
    bench.database.execute(
      `INSERT INTO sharing_stops (id, edition, organisation, "by", reason, at)
        VALUES (gen_random_uuid(), $1, 'care', 'Olga', 'Er is iets mis.', now())`,
      [edition],
    );
  const resume = () => bench.database.execute('UPDATE sharing_stops SET resumed_at = now()');
  const expectNothingLeft = async () => {
    expect(await listVersions(bench.deps.db, { space })).toEqual([]);
    const left = await readdir(bench.deps.files.lake, { recursive: true }).catch(() => []);
    expect(left.filter((name) => name.endsWith('.parquet'))).toEqual([]);
  };

  /** What happens between the moment that a delivery comes in and that it wants to land. */
  async function meanwhile(happens: () => Promise<unknown>) {
    const { catalogue } = bench.deps;
    const original = catalogue.findAreas;
    let isFirst = true;
    catalogue.findAreas = async (year) => {
      if (isFirst) await happens();
      isFirst = false;
      return original(year);
    };
    try {
      return await land();
    } finally {
      catalogue.findAreas = original;
    }
  }

  test('shuts the ways in as long as there is none, for the one who may deliver as well', async () => {
    await bench.database.execute('DELETE FROM agreement_versions');
    const refused = { code: 'sharing.no-agreement', status: 409 };
    await expect(send()).rejects.toMatchObject(refused);
    const grant = grantKeyholder(bench.deps, cas, { edition, dataSet: 'care-use' }, { declaredPersons: 1 });
    await expect(grant).rejects.toMatchObject(refused);
    const slots = await listDeliverySlots(bench.deps, sam, edition);
    expect(slots.find(({ dataSet }) => dataSet === 'reports')?.may.deliver).toMatchObject({
      allowed: false,
      reason: 'sharing.no-agreement',
    });
    expect(await readdir(bench.deps.files.incoming)).toEqual([]);
  });

  test('shuts them when somebody stopped it, with who and why, until that is lifted', async () => {
    await stop();
    await expect(send()).rejects.toMatchObject({
      code: 'sharing.stopped',
      params: { organisation: 'care', reason: 'Er is iets mis.' },
    });
    await resume();
    expect(await land()).toMatchObject({ state: 'landed' });
  });

  test('shuts them after its last day, and when its review is due', async () => {
    const period = { from: '2020-01-01', to: '2020-12-31', review: '2020-06-30' };
    await agreeOnAll(bench.database, edition, { period, number: 2 });
    await expect(send()).rejects.toMatchObject({ code: 'sharing.ended', params: { date: '2020-12-31' } });
    await agreeOnAll(bench.database, edition, { period: { ...period, to: '2999-12-31' }, number: 3 });
    await expect(send()).rejects.toMatchObject({ code: 'sharing.review-due' });
  });

  test('shuts them for a data set that its owner took back', async () => {
    const without = { reports: ['month', 'neighbourhood', 'kind'] };
    await agreeOnAll(bench.database, edition, { number: 2, terms: { keepUntil: '2020-01-01' }, without });
    await expect(send()).rejects.toMatchObject({ code: 'sharing.not-in-agreement' });
  });

  test('refuses what is under way when it was stopped, ended, narrowed or amended meanwhile', async () => {
    const past = { from: '2020-01-01', to: '2020-12-31', review: '2020-06-30' };
    for (const [happens, code] of [
      [stop, 'sharing.stopped'],
      [() => agreeOnAll(bench.database, edition, { period: past, number: 2 }), 'sharing.ended'],
      [
        () => agreeOnAll(bench.database, edition, { without: { reports: ['kind'] }, number: 2 }),
        'sharing.agreement-changed',
      ],
    ] as const) {
      await bench.reset();
      expect(await meanwhile(happens)).toMatchObject({ state: 'refused', problem: { code } });
      await expectNothingLeft();
    }
  });

  test('refuses a column, a month or a row too many, and lands what is within', async () => {
    await agreeOnAll(bench.database, edition, {
      number: 2,
      terms: { from: '2024-01', to: '2024-02', rowsMax: 2 },
      without: { reports: ['kind'] },
    });
    const months = (...list: string[]) =>
      `month,neighbourhood\n${list.map((month) => `${month},BU99990101`).join('\n')}\n`;
    for (const [content, code] of [
      [goodReports, 'columns.unknown'],
      [months('2024-01', '2024-03'), 'sharing.outside-period'],
      [months('2023-12'), 'sharing.outside-period'],
      [months('2024-01', '2024-01', '2024-02'), 'sharing.too-many-rows'],
    ] as const) {
      expect(await land(content)).toMatchObject({ state: 'refused', problem: { code } });
      await expectNothingLeft();
    }
    expect(await land(months('2024-01', '2024-02'))).toMatchObject({ state: 'landed' });
    const [version] = await listVersions(bench.deps.db, { space });
    expect(version?.agreed).toEqual([
      { name: 'month', grain: null },
      { name: 'neighbourhood', grain: null },
    ]);
  });

  test('lets a data set land once where once was agreed, and again under the next version', async () => {
    await agreeOnAll(bench.database, edition, { number: 2, terms: { frequency: 'once' } });
    expect(await land()).toMatchObject({ state: 'landed' });
    await expect(send()).rejects.toMatchObject({ code: 'sharing.too-often' });
    await agreeOnAll(bench.database, edition, { number: 3, terms: { frequency: 'monthly' } });
    expect(await land(reports(['2024-03,BU99990101,noise']))).toMatchObject({ state: 'landed' });
    await expect(send()).rejects.toMatchObject({
      code: 'sharing.too-often',
      params: { frequency: 'monthly' },
    });
  });

  test('checks a delivery against the contract that was agreed on, not against the newest', async () => {
    const { catalogue } = bench.deps;
    const original = catalogue.findDataSet;
    catalogue.findDataSet = async (id, version) => {
      const found = await original(id, version);
      if (found === undefined || version !== undefined) return found;
      const columns = found.contract.columns.filter(({ name }) => name !== 'kind');
      return { ...found, contract: { ...found.contract, version: '2.0.0', columns } };
    };
    const landed = await land();
    catalogue.findDataSet = original;
    expect(landed).toMatchObject({ state: 'landed', contractVersion: '1.0.0' });
  });
});

test('areas with too few inhabitants, and those of which nobody says how many, do not land where that was asked', () => {
  const measure = { rows: 1, persons: 0, firstMonth: undefined, lastMonth: undefined };
  const terms = {
    from: '2024-01',
    to: '2024-12',
    rowsMax: 9,
    personsMax: null,
    frequency: 'once',
    keepUntil: '2027-01-01',
  } as const;
  const landable = {
    dataSet: 'reports',
    owner: 'police',
    contractVersion: '1.0.0',
    terms,
    columns: [],
    number: 1,
    hash: '',
  };
  const division = {
    ...areas,
    neighbourhoods: new Map([
      ['BU1', { code: 'BU1', name: 'One', district: '', municipality: '', inhabitants: 199 }],
      ['BU2', { code: 'BU2', name: 'Two', district: '', municipality: '', inhabitants: 200 }],
    ]),
  };
  const judge = (codes: string[], minAreaPopulation: number | null) => () =>
    requireWithin({ ...landable, minAreaPopulation }, { ...measure, areas: codes }, division);
  expect(judge(['BU2'], 200)).not.toThrow();
  expect(judge(['BU1', 'BU9'], null)).not.toThrow();
  expect(judge(['BU1', 'BU2'], 200)).toThrow('sharing.area-too-small');
  expect(judge(['BU9'], 200)).toThrow('sharing.area-too-small');
});
