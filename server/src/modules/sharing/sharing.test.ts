import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { editionsMigrations } from '../editions/editions.api.ts';
import { amendAgreement, narrowAgreement } from './sharing.amending.ts';
import { findInForce, sharingMigrations } from './sharing.api.ts';
import { sharingView } from './sharing.contract.ts';
import {
  closePlan,
  decideColumns,
  linkColumns,
  proposeDataSet,
  setFrame,
  setTerms,
} from './sharing.planning.ts';
import { giveAdvice, nameSignatory, openSigning, sign } from './sharing.signing.ts';
import {
  adviseOnPlan,
  agree,
  decisions,
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
  questionId,
  reason,
  type SharingBench,
  sam,
  signAll,
  terms,
} from './sharing.testing.ts';

describe.each(engines)('an agreement on $name', ({ open }) => {
  let database: Database;
  let bench: SharingBench;

  beforeAll(async () => {
    database = await open([editionsMigrations, sharingMigrations]);
    bench = openSharingBench(database);
  });
  afterAll(() => database.close());
  beforeEach(() => bench.reset());

  const inForce = () => findInForce(database.db, edition, bench.now);
  const columnOf = async (name: string) =>
    (await bench.see()).plan[0]?.columns.find((column) => column.name === name);

  test('goes from a plan over advice and signatures into force, and the view says so all the way', async () => {
    expect(await bench.see()).toMatchObject({
      state: 'draft',
      draft: 1,
      inForce: null,
      plan: [],
      hash: null,
    });
    await makePlan(bench);
    const planned = sharingView.parse(await bench.see());
    expect(planned.plan[0]).toMatchObject({ owner: 'police', contractVersion: '1.0.0', missing: [] });
    expect(planned.parties.map(({ waiting }) => waiting)).toEqual([[], []]);
    await adviseOnPlan(bench);
    expect((await bench.see()).state).toBe('advised');
    await laydown(bench);
    const laid = await bench.see(mia);
    expect(laid).toMatchObject({ state: 'signing', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(laid.parties.map(({ waiting }) => waiting.map(({ task }) => task))).toEqual([['sign'], ['sign']]);
    await signAll(bench);
    const signed = sharingView.parse(await bench.see());
    expect(signed).toMatchObject({ state: 'in-force', draft: null, inForce: { number: 1, hash: laid.hash } });
    expect(signed.versions).toMatchObject([{ number: 1, kind: 'first', inForce: true }]);
    expect((await inForce())?.dataSets.get('reports')).toMatchObject({
      contractVersion: '1.0.0',
      terms,
      columns: [
        { name: 'month', grain: null },
        { name: 'neighbourhood', grain: 'district' },
        { name: 'kind', grain: null },
        { name: 'person_number', grain: null },
      ],
    });
    expect(bench.log.at(-1)).toMatchObject({ action: 'sharing.in-force', details: { number: 1 } });
  });

  test('only people of its owner decide on a data set; the facilitator can put nothing in', async () => {
    await proposeDataSet(bench.deps, fay, place);
    await linkColumns(bench.deps, fay, place, { columns: [{ column: 'kind', questions: [questionId] }] });
    const [first] = decisions;
    for (const [actor, code] of [
      [fay, 'sharing.other-organisation'],
      [odin, 'sharing.other-organisation'],
      [person('ed', 'police', 'engineer'), 'sharing.role-may-not'],
      [person('hal', 'housing', 'steward'), 'editions.not-a-participant'],
    ] as const) {
      const tries = [
        () => decideColumns(bench.deps, actor, place, { decisions: first ? [first] : [] }),
        () => setTerms(bench.deps, actor, place, { terms, bases: [], necessity: reason }),
      ];
      for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code, status: 403 });
    }
    await expect(closePlan(bench.deps, fay, edition)).rejects.toMatchObject({
      code: 'sharing.plan-incomplete',
    });
    expect(await inForce()).toBeUndefined();
  });

  test('a column without a question cannot be allowed, and one that lost its question is not allowed any more', async () => {
    await proposeDataSet(bench.deps, fay, place);
    const allow = { decisions: [{ column: 'kind', outcome: 'allowed' as const, grain: null, reason }] };
    await expect(decideColumns(bench.deps, sam, place, allow)).rejects.toMatchObject({
      code: 'sharing.no-question',
    });
    await linkColumns(bench.deps, fay, place, { columns: [{ column: 'kind', questions: [questionId] }] });
    await decideColumns(bench.deps, sam, place, allow);
    expect(await columnOf('kind')).toMatchObject({ decision: { outcome: 'allowed', by: 'Name of sam' } });
    await linkColumns(bench.deps, fay, place, { columns: [{ column: 'kind', questions: [] }] });
    expect(await columnOf('kind')).toMatchObject({ decision: null, questions: [] });
  });

  test('a decision is taken back by who may decide, until the plan is closed', async () => {
    await proposeDataSet(bench.deps, fay, place);
    await linkColumns(bench.deps, fay, place, { columns: [{ column: 'kind', questions: [questionId] }] });
    const decide = (outcome: 'allowed' | null, actor = sam) =>
      decideColumns(bench.deps, actor, place, {
        decisions: [{ column: 'kind', outcome, grain: null, reason }],
      });
    await decide('allowed');
    await expect(decide(null, fay)).rejects.toMatchObject({ code: 'sharing.other-organisation' });
    await decide(null);
    expect(await columnOf('kind')).toMatchObject({ decision: null, missing: 'decision' });
    expect(bench.log.at(-1)).toMatchObject({ action: 'sharing.columns-decided', details: { takenBack: 1 } });
  });

  test('what never leaves its owner needs no decision, and a grain must be coarser than the contract', async () => {
    await proposeDataSet(bench.deps, fay, place);
    const columns = ['surname', 'neighbourhood', 'kind'].map((column) => ({
      column,
      questions: [questionId],
    }));
    await linkColumns(bench.deps, fay, place, { columns });
    const decide = (column: string, outcome: 'allowed' | 'coarser', grain: string | null) =>
      decideColumns(bench.deps, sam, place, { decisions: [{ column, outcome, grain, reason }] });
    for (const [attempt, code] of [
      [() => decide('surname', 'allowed', null), 'sharing.stays-at-owner'],
      [() => decide('neighbourhood', 'coarser', null), 'sharing.grain-impossible'],
      [() => decide('neighbourhood', 'coarser', 'neighbourhood'), 'sharing.grain-impossible'],
      [() => decide('neighbourhood', 'allowed', 'district'), 'sharing.grain-impossible'],
      [() => decide('kind', 'coarser', 'district'), 'sharing.grain-impossible'],
    ] as const) {
      await expect(attempt()).rejects.toMatchObject({ code, status: 422 });
    }
    expect(await columnOf('neighbourhood')).toMatchObject({
      grains: ['district', 'municipality'],
      key: true,
    });
  });

  test('two people who sign while the plan changes: neither signature counts for what they did not read', async () => {
    await makePlan(bench);
    await adviseOnPlan(bench);
    await laydown(bench);
    const { hash } = await bench.see();
    await sign(bench.deps, mia, edition, { hash: hash ?? '' });
    const [month] = decisions;
    const changed = { ...month, column: 'kind', outcome: 'not-allowed' as const, grain: null, reason };
    const outcomes = await Promise.allSettled([
      decideColumns(bench.deps, sam, place, { decisions: [changed] }),
      sign(bench.deps, max, edition, { hash: hash ?? '' }),
    ]);
    const state = (await bench.see()).state;
    // Whoever came first: either it was signed before the change, which then needs an amendment, or it is a draft again.
    if (outcomes[1]?.status === 'fulfilled') expect(outcomes[0]?.status).toBe('rejected');
    else expect(state).toBe('draft');
    if (state === 'draft') {
      expect((await bench.see()).parties.every(({ signature }) => signature === null)).toBe(true);
      expect(bench.log.map(({ action }) => action)).toContain('sharing.signatures-void');
      expect(await inForce()).toBeUndefined();
    }
  });

  test('a signature is for what was read: another hash is refused, and a change takes signatures away', async () => {
    await makePlan(bench);
    await adviseOnPlan(bench);
    await laydown(bench);
    await expect(sign(bench.deps, mia, edition, { hash: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'sharing.content-changed',
    });
    const { hash } = await bench.see();
    await sign(bench.deps, mia, edition, { hash: hash ?? '' });
    await nameSignatory(bench.deps, max, edition, { person: max.id, mandate: 'besluit 3', until: null });
    const after = await bench.see();
    expect(after.state).toBe('signing');
    expect(after.hash).not.toBe(hash);
    expect(after.parties.map(({ signature }) => signature)).toEqual([null, null]);
    await expect(sign(bench.deps, max, edition, { hash: hash ?? '' })).rejects.toMatchObject({
      code: 'sharing.content-changed',
    });
  });

  test('whoever lost the role or the mandate has not signed when it should enter into force', async () => {
    await makePlan(bench);
    await adviseOnPlan(bench);
    await laydown(bench);
    const { hash } = await bench.see();
    await sign(bench.deps, mia, edition, { hash: hash ?? '' });
    bench.members = bench.members.map((one) => (one.id === mia.id ? { ...one, roles: ['analyst'] } : one));
    await sign(bench.deps, max, edition, { hash: hash ?? '' });
    const { state, parties } = await bench.see();
    expect(state).toBe('signing');
    expect(parties.map(({ signature }) => signature?.by ?? null)).toEqual(['Name of max', null]);
    expect(await inForce()).toBeUndefined();
    bench.now = new Date('2028-01-01T12:00:00Z');
    bench.members = [...bench.members.filter(({ id }) => id !== mia.id), mia];
    await expect(sign(bench.deps, mia, edition, { hash: hash ?? '' })).rejects.toMatchObject({
      code: 'sharing.no-mandate',
    });
  });

  test('nobody signs for two organisations, nobody who advised signs, and only who was named signs', async () => {
    await makePlan(bench);
    await adviseOnPlan(bench);
    bench.members = [...bench.members, { ...olga, roles: ['privacy-officer', 'manager'] }];
    await expect(
      nameSignatory(bench.deps, max, edition, { person: olga.id, mandate: 'x', until: null }),
    ).rejects.toMatchObject({ code: 'sharing.adviser-may-not-sign' });
    await laydown(bench);
    const hash = (await bench.see()).hash ?? '';
    await expect(sign(bench.deps, fay, edition, { hash })).rejects.toMatchObject({
      code: 'sharing.not-signatory',
    });
    await sign(bench.deps, mia, edition, { hash });
    const moved = { ...mia, organisation: 'police' };
    bench.members = [...bench.members, moved];
    await nameSignatory(bench.deps, max, edition, { person: mia.id, mandate: 'x', until: null });
    const now = (await bench.see()).hash ?? '';
    await sign(bench.deps, mia, edition, { hash: now });
    await expect(sign(bench.deps, moved, edition, { hash: now })).rejects.toMatchObject({
      code: 'sharing.signed-elsewhere',
    });
  });

  test('an advice is about a plan: against it stops it, and another plan needs another advice', async () => {
    await makePlan(bench);
    await expect(
      giveAdvice(bench.deps, odin, edition, { outcome: 'positive', text: reason, conditions: [] }),
    ).rejects.toMatchObject({ code: 'sharing.wrong-state' });
    await adviseOnPlan(bench);
    await giveAdvice(bench.deps, odin, edition, { outcome: 'negative', text: reason, conditions: [] });
    await expect(laydown(bench)).rejects.toMatchObject({ code: 'sharing.advice-negative' });
    await setFrame(bench.deps, fay, edition, { ...frame, to: '2027-05-31' });
    const after = await bench.see(olga);
    expect(after.state).toBe('draft');
    expect(after.parties.map(({ advice }) => advice)).toEqual([null, null]);
    await expect(
      giveAdvice(bench.deps, sam, edition, { outcome: 'positive', text: reason, conditions: [] }),
    ).rejects.toMatchObject({ code: 'sharing.privacy-officer-only', status: 403 });
  });

  test('conditions become checks of what is in force', async () => {
    await agree(bench);
    expect(await inForce()).toMatchObject({
      minimumCount: 20,
      minAreaPopulation: null,
      reviewBy: '2027-03-01',
    });
  });

  test('a basis that nobody looked at, or that lapsed, is not signed on', async () => {
    await makePlan(bench);
    await database.execute(`UPDATE legal_bases SET content = jsonb_set(content, '{checkedBy}', 'null')`);
    await adviseOnPlan(bench);
    await expect(laydown(bench)).rejects.toMatchObject({ code: 'sharing.basis-unchecked' });
    await database.execute(
      `UPDATE legal_bases SET content = content || '{"checkedBy": "mia", "validTo": "2026-11-30"}'`,
    );
    await expect(openSigning(bench.deps, fay, edition)).rejects.toMatchObject({
      code: 'sharing.basis-unchecked',
    });
    await database.execute(
      `UPDATE legal_bases SET content = content || '{"kind": "other-law", "validTo": null}'`,
    );
    await expect(openSigning(bench.deps, fay, edition)).rejects.toMatchObject({
      code: 'sharing.basis-missing',
    });
  });

  test('its owner takes back a column at once and alone; a draft under way loses it too', async () => {
    await agree(bench);
    await amendAgreement(bench.deps, fay, edition);
    const narrowing = { dataSet: 'reports', columns: ['kind'], reason };
    await expect(narrowAgreement(bench.deps, fay, edition, narrowing)).rejects.toMatchObject({ status: 403 });
    await narrowAgreement(bench.deps, sam, edition, narrowing);
    const names = (await inForce())?.dataSets.get('reports')?.columns.map(({ name }) => name);
    expect(names).toEqual(['month', 'neighbourhood', 'person_number']);
    const after = await bench.see();
    expect(after.versions.map(({ number, kind }) => [number, kind])).toEqual([
      [2, 'narrowing'],
      [1, 'first'],
    ]);
    expect(after.versions[0]?.differences).toMatchObject([
      { what: 'column', change: 'removed', column: 'kind' },
    ]);
    expect(after).toMatchObject({ draft: 3, state: 'draft' });
    expect(await columnOf('kind')).toMatchObject({ decision: { outcome: 'not-allowed' } });
    await expect(narrowAgreement(bench.deps, sam, edition, narrowing)).rejects.toMatchObject({
      code: 'sharing.not-narrower',
    });
    await narrowAgreement(bench.deps, sam, edition, { dataSet: 'reports', columns: null, reason });
    expect((await inForce())?.dataSets.size).toBe(0);
  });

  test('a change that widens leaves what holds as it is until everybody advised and signed anew', async () => {
    await agree(bench);
    const before = await inForce();
    await expect(
      setTerms(bench.deps, sam, place, { terms, bases: ['public-task'], necessity: reason }),
    ).rejects.toMatchObject({ code: 'sharing.wrong-state' });
    await amendAgreement(bench.deps, fay, edition);
    const wider = { ...terms, to: '2025-12' };
    await setTerms(bench.deps, sam, place, { terms: wider, bases: ['public-task'], necessity: reason });
    expect(await inForce()).toEqual(before);
    await adviseOnPlan(bench);
    await openSigning(bench.deps, fay, edition);
    expect(await inForce()).toEqual(before);
    await signAll(bench);
    expect(await inForce()).toMatchObject({ number: 2 });
    expect((await bench.see()).versions[0]).toMatchObject({
      kind: 'widening',
      differences: [{ what: 'terms', change: 'wider' }],
    });
  });

  test('a newer contract changes nothing that was agreed, and can be taken into an amendment', async () => {
    await agree(bench);
    bench.contract = 1;
    expect((await inForce())?.dataSets.get('reports')?.contractVersion).toBe('1.0.0');
    expect((await bench.see()).plan[0]).toMatchObject({ contractVersion: '1.0.0', newerContract: '2.0.0' });
    await amendAgreement(bench.deps, fay, edition);
    await proposeDataSet(bench.deps, fay, place);
    expect((await bench.see()).plan[0]).toMatchObject({ contractVersion: '2.0.0', newerContract: null });
    expect(await columnOf('kind')).toMatchObject({ decision: { outcome: 'allowed' } });
    expect(await columnOf('weapon')).toMatchObject({ decision: null });
  });

  test('its last day is a whole day in the Netherlands, and then it has ended', async () => {
    await agree(bench);
    for (const [moment, ended] of [
      ['2027-06-30T21:59:59Z', false],
      ['2027-06-30T22:00:00Z', true],
    ] as const) {
      expect((await findInForce(database.db, edition, new Date(moment)))?.ended).toBe(ended);
    }
    bench.now = new Date('2027-07-01T08:00:00Z');
    expect(await bench.see()).toMatchObject({ inForce: null, may: { amend: { allowed: false } } });
  });

  test('before its first day nothing is in force', async () => {
    await makePlan(bench);
    await setFrame(bench.deps, fay, edition, { ...frame, from: '2027-01-01' });
    await adviseOnPlan(bench);
    await laydown(bench);
    await signAll(bench);
    expect(await inForce()).toBeUndefined();
    expect(await findInForce(database.db, edition, new Date('2027-01-01T12:00:00Z'))).toMatchObject({
      number: 1,
    });
  });
});
