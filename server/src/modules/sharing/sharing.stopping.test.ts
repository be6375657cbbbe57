import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { editionsMigrations } from '../editions/editions.api.ts';
import { addBasis, changeBasis, readBases } from './legal-bases.ts';
import { startFromEarlier } from './sharing.amending.ts';
import { createSharing, findInForce, holdInForce, requireInForce, sharingMigrations } from './sharing.api.ts';
import { sharingDeskItem } from './sharing.contract.ts';
import { listLeadTimes, listSharingDesk } from './sharing.desk.ts';
import { closePlan, proposeDataSet } from './sharing.planning.ts';
import { giveAdvice } from './sharing.signing.ts';
import { resumeSharing, stopSharing } from './sharing.stopping.ts';
import {
  agree,
  edition,
  fay,
  frame,
  laydown,
  makePlan,
  max,
  mia,
  odin,
  olga,
  openSharingBench,
  person,
  place,
  reason,
  type SharingBench,
  sam,
  seedEdition,
  signAll,
  terms,
} from './sharing.testing.ts';
import { getSharing } from './sharing.view.ts';

describe.each(engines)('stopping, leaving and the lists on $name', ({ open }) => {
  let database: Database;
  let bench: SharingBench;

  beforeAll(async () => {
    database = await open([editionsMigrations, sharingMigrations]);
    bench = openSharingBench(database);
  });
  afterAll(() => database.close());
  beforeEach(() => bench.reset());

  const stopped = async () => (await findInForce(database.db, edition, bench.now))?.stopped ?? null;

  test('one privacy officer stops it at once, and each organisation lifts its own stop', async () => {
    await agree(bench);
    await stopSharing(bench.deps, odin, edition, 'Er is iets mis.');
    bench.now = new Date(bench.now.getTime() + 1000);
    await stopSharing(bench.deps, sam, edition, 'Wij zien het ook.');
    await expect(stopSharing(bench.deps, odin, edition, 'Nog eens.')).rejects.toMatchObject({
      code: 'sharing.stopped',
    });
    expect((await bench.see()).stops.map(({ organisation }) => organisation)).toEqual(['town', 'police']);
    expect((await bench.see()).state).toBe('suspended');
    await expect(requireInForce(database.db, edition, bench.now)).rejects.toMatchObject({
      code: 'sharing.stopped',
      params: { organisation: 'town', reason: 'Er is iets mis.' },
    });
    await resumeSharing(bench.deps, odin, edition, reason);
    expect(await stopped()).toMatchObject({ organisation: 'police' });
    await expect(resumeSharing(bench.deps, odin, edition, reason)).rejects.toMatchObject({
      code: 'sharing.not-stopped',
    });
    await resumeSharing(bench.deps, olga, edition, reason);
    expect(await stopped()).toBeNull();
    expect(JSON.stringify(bench.log)).not.toContain('Er is iets mis');
  });

  test('a facilitator, an analyst and people of elsewhere stop nothing', async () => {
    await agree(bench);
    for (const actor of [fay, mia, person('ann', 'police', 'analyst')]) {
      await expect(stopSharing(bench.deps, actor, edition, reason)).rejects.toMatchObject({
        code: 'sharing.role-may-not',
        status: 403,
      });
    }
    const elsewhere = person('hal', 'housing', 'privacy-officer');
    await expect(stopSharing(bench.deps, elsewhere, edition, reason)).rejects.toMatchObject({ status: 403 });
    expect(await stopped()).toBeNull();
  });

  test('nobody stops it between the last look and the end of what relies on it', async () => {
    await agree(bench);
    const order: string[] = [];
    let stopping: Promise<void> | undefined;
    await database.db.transaction().execute(async (tx) => {
      await holdInForce(tx, edition, bench.now);
      stopping = stopSharing(bench.deps, odin, edition, reason).then(() => void order.push('stopped'));
      await findInForce(tx, edition, bench.now);
      order.push('landed');
    });
    await stopping;
    expect(order).toEqual(['landed', 'stopped']);
    await expect(
      database.db.transaction().execute((tx) => holdInForce(tx, edition, bench.now)),
    ).rejects.toMatchObject({ code: 'sharing.stopped' });
  });

  test('what an organisation brought is shared no longer when it leaves', async () => {
    await agree(bench);
    const { on } = createSharing({ ...bench.deps, db: database.db });
    const { id } = await bench.deps.findEdition(edition, fay);
    await database.db
      .transaction()
      .execute((tx) =>
        on.organisationLeft(tx, { edition: { id, slug: edition }, organisation: 'police', actor: sam }),
      );
    const inForce = await findInForce(database.db, edition, bench.now);
    expect(inForce).toMatchObject({ number: 2 });
    expect(inForce?.dataSets.size).toBe(0);
  });

  test('the desk of a privacy officer says what waits, what runs out, and what may be stopped', async () => {
    await makePlan(bench);
    await closePlan(bench.deps, fay, edition);
    const [asked] = await listSharingDesk(bench.deps, olga);
    expect(sharingDeskItem.parse(asked)).toMatchObject({
      edition,
      state: 'plan-closed',
      adviceAskedSince: bench.now.toISOString(),
      may: { advise: { allowed: true }, stop: { allowed: true } },
    });
    await expect(listSharingDesk(bench.deps, fay)).rejects.toMatchObject({ status: 403 });
    await bench.reset();
    await agree(bench);
    expect((await listSharingDesk(bench.deps, olga))[0]).toMatchObject({
      state: 'in-force',
      adviceAskedSince: null,
      until: '2027-06-30',
      review: '2027-03-01',
    });
  });

  test('lead times are of the editions somebody may see', async () => {
    await agree(bench);
    await seedEdition(database, 'elsewhere', ['housing']);
    expect(await listLeadTimes(bench.deps, max)).toMatchObject([{ edition, leadTime: { days: 0 } }]);
    expect(await listLeadTimes(bench.deps, person('hal', 'housing', 'manager'))).toEqual([]);
  });

  test('legal bases are changed by an administrator of the organisation that runs the installation only', async () => {
    const words = { language: 'nl', text: 'publieke taak' } as const;
    const input = {
      ...{ kind: 'ground' as const, reference: 'AVG art. 6 lid 1 e', name: words, check: words },
      ...{ validFrom: null, validTo: null, source: 'CELEX 32016R0679', checked: true },
    };
    for (const actor of [fay, sam, person('ad', 'police', 'administrator')]) {
      await expect(addBasis(bench.deps, actor, { ...input, id: 'duty' })).rejects.toMatchObject({
        code: 'sharing.administrator-only',
        status: 403,
      });
      await expect(changeBasis(bench.deps, actor, 'public-task', input)).rejects.toMatchObject({
        status: 403,
      });
    }
    await addBasis(bench.deps, mia, { ...input, id: 'duty' });
    await expect(addBasis(bench.deps, mia, { ...input, id: 'duty' })).rejects.toMatchObject({
      code: 'sharing.basis-exists',
    });
    bench.now = new Date(bench.now.getTime() + 1000);
    await changeBasis(bench.deps, mia, 'duty', { ...input, checked: false, validTo: '2027-01-01' });
    const { bases, may } = await readBases(bench.deps, sam);
    expect(may.change).toMatchObject({ allowed: false });
    expect(bases.find(({ id }) => id === 'duty')).toMatchObject({ checkedBy: null, validTo: '2027-01-01' });
    await expect(changeBasis(bench.deps, mia, 'nothing', input)).rejects.toMatchObject({
      code: 'sharing.basis-unknown',
    });
    await expect(
      changeBasis(bench.deps, mia, 'duty', { ...input, validFrom: '2027-01-01', validTo: '2026-01-01' }),
    ).rejects.toMatchObject({ code: 'sharing.period-reversed' });
  });

  test('a later edition starts from it, and every owner decides anew with what was decided beside it', async () => {
    await agree(bench);
    await seedEdition(database, 'next-year', ['town', 'police']);
    await startFromEarlier(bench.deps, fay, 'next-year', edition);
    const { plan, frame: taken } = await getSharing(bench.deps, fay, 'next-year');
    expect(taken).toMatchObject({ purpose: frame.purpose, from: null });
    expect(plan[0]).toMatchObject({ terms, bases: ['public-task'] });
    expect(plan[0]?.columns.find(({ name }) => name === 'neighbourhood')).toMatchObject({
      questions: [],
      decision: null,
      earlier: { outcome: 'coarser', grain: 'district' },
    });
    await expect(startFromEarlier(bench.deps, fay, 'next-year', 'unknown')).rejects.toMatchObject({
      code: 'sharing.earlier-unknown',
    });
  });

  test('says how long it took and where it waited', async () => {
    const later = (days: number) => {
      bench.now = new Date(bench.now.getTime() + days * 24 * 3600 * 1000);
    };
    await proposeDataSet(bench.deps, fay, place);
    later(10);
    await makePlan(bench);
    await closePlan(bench.deps, fay, edition);
    later(3);
    await giveAdvice(bench.deps, odin, edition, { outcome: 'positive', text: reason, conditions: [] });
    later(4);
    await giveAdvice(bench.deps, olga, edition, { outcome: 'positive', text: reason, conditions: [] });
    await laydown(bench);
    await signAll(bench);
    later(100);
    const { leadTime } = await bench.see();
    expect(leadTime?.days).toBe(17);
    const advising = leadTime?.phases.find(({ state }) => state === 'plan-closed');
    expect(advising).toMatchObject({
      days: 7,
      organisations: [
        { organisation: 'police', days: 7, done: true },
        { organisation: 'town', days: 3, done: true },
      ],
    });
  });
});
