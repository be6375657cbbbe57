import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UnitCheck } from './check.contract.ts';
import type { GroupingProposal } from './groupings.contract.ts';
import { endGrouping, getGroupableColumns } from './groupings.service.ts';
import { actOn, loud, spring } from './groupings.testing.ts';
import { ines, kinds, noor, openReleasesBench, slug } from './releases.testing.ts';

let bench: Awaited<ReturnType<typeof openReleasesBench>>;
beforeEach(async () => {
  bench = await openReleasesBench();
});
afterEach(() => bench.close());

const { propose, decide, list, costKnown, approved, holdCosts } = actOn(() => bench);

describe('a proposed grouping', () => {
  it('is made of what a question may name, with the names of people', async () => {
    const { months, columns } = await getGroupableColumns(bench.deps, noor, slug, 'reports');
    expect(months).toEqual({ from: '2024-01', to: '2024-12' });
    expect(columns.map(({ key, label }) => [key, label.en])).toEqual([
      ['area', 'Area'],
      ['kind', 'Kind'],
    ]);
    expect(columns[0]?.values[0]).toEqual({
      key: 'BU1',
      label: { nl: 'Old North', en: 'Old North' },
      within: { nl: 'North', en: 'North' },
    });
    expect(columns[1]?.values.map(({ key }) => key)).toEqual(kinds);
  });

  it('waits, enters no check, and is shown with what it would cost to the privacy officer alone', async () => {
    const { id, state, cost } = await propose();
    expect([state, cost]).toEqual(['proposed', null]);
    expect(await bench.findGroupings()).toEqual({});
    const known = await costKnown(id);
    if (known.cost?.state !== 'known') throw new Error('no cost');
    const shareOf = (units: readonly UnitCheck[]) => units.find(({ unit }) => unit === 'records')?.suppressed;
    expect(shareOf(known.cost.with)).not.toEqual(shareOf(known.cost.without));
    expect((await list(noor))[0]?.cost).toBeNull();
    expect(known.content).toMatchObject({
      column: { label: { en: 'Kind' } },
      values: [{ key: 'noise', label: { nl: 'Geluid' } }, { key: 'vandalism' }],
    });
    expect(bench.events).toMatchObject([
      { action: 'releases.grouping-proposed', actor: noor, details: { dataSet: 'reports' } },
    ]);
  });

  it('is refused when it names what may not be named, or can be asked already', async () => {
    const refused = async (content: GroupingProposal['content']) =>
      propose({ ...loud, content }).then(
        () => 'proposed',
        ({ code, status }) => [code, status],
      );
    const values = (column: string, ...chosen: string[]) =>
      ({ kind: 'values', column, values: chosen }) as const;
    const window = (from: string, to: string) => ({ kind: 'window', from, to }) as const;
    expect(await refused(values('pseudonym', 'a', 'b'))).toEqual(['releases.column-not-groupable', 422]);
    expect(await refused(values('records-per-person', '1', '2-4'))).toEqual([
      'releases.column-not-groupable',
      422,
    ]);
    expect(await refused(values('kind', 'noise', 'theft'))).toEqual(['releases.value-not-registered', 422]);
    for (const column of ['__proto__', 'constructor', "kind'; drop table groupings"]) {
      expect(await refused(values(column, 'noise', 'litter'))).toEqual([
        'releases.column-not-groupable',
        422,
      ]);
    }
    for (const value of ['__proto__', 'toString', "noise' or 'a' = 'a"]) {
      expect(await refused(values('kind', 'noise', value))).toEqual(['releases.value-not-registered', 422]);
    }
    expect(await refused(values('kind', 'noise', 'noise'))).toEqual(['releases.already-askable', 422]);
    expect(await refused(values('kind', ...kinds))).toEqual(['releases.already-askable', 422]);
    expect(await refused(values('area', 'BU1', 'BU2'))).toEqual(['releases.already-askable', 422]);
    expect(await refused(window('2023-11', '2024-03'))).toEqual(['releases.window-outside', 422]);
    expect(await refused(window('2024-05', '2024-02'))).toEqual(['releases.window-outside', 422]);
    expect(await refused(window('2024-05', '2024-06'))).toEqual(['releases.window-too-short', 422]);
    expect(await refused(values('area', 'BU1', 'BU3'))).toBe('proposed');
  });

  it('may be a quarter, which persons cannot be asked by', async () => {
    const content = { kind: 'window', from: '2024-04', to: '2024-06' } as const;
    expect((await propose({ ...spring, content })).state).toBe('proposed');
  });

  it('is refused beside the same set or the same name, also when two propose it at once', async () => {
    const turned = {
      ...loud,
      content: { ...loud.content, values: ['noise', 'vandalism'] },
    } as GroupingProposal;
    const outcomes = await Promise.allSettled([propose(), propose({ ...turned, name: spring.name })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((one) => one.status === 'rejected');
    expect(refused).toMatchObject({ reason: { code: 'releases.grouping-exists', status: 409 } });
    const [first] = await list();
    const taken = (first?.name.en ?? '').toUpperCase();
    const greek = [...taken].map((letter) => (letter === 'T' ? '\u03a4' : letter)).join('');
    for (const en of [taken, taken.replace('T', '\uff34'), greek]) {
      await expect(propose({ ...spring, name: { nl: 'iets anders', en } })).rejects.toMatchObject({
        code: 'releases.grouping-exists',
      });
    }
  });

  it('is one of at most twenty of a data set', async () => {
    const starts = Array.from({ length: 9 }, (_, index) => index + 1);
    const windows = starts.flatMap((first) =>
      starts.filter((last) => last >= first + 3).map((last) => [first, last] as const),
    );
    const month = (number: number) => `2024-${String(number).padStart(2, '0')}`;
    const proposeWindow = ([from, to]: readonly [number, number]) => {
      const name = { nl: `van ${from} tot ${to}`, en: `from ${from} to ${to}` };
      return propose({ ...spring, name, content: { kind: 'window', from: month(from), to: month(to) } });
    };
    expect(windows.length).toBeGreaterThan(20);
    for (const window of windows.slice(0, 20)) await proposeWindow(window);
    await expect(proposeWindow(windows[20] ?? [1, 9])).rejects.toMatchObject({
      code: 'releases.too-many-groupings',
      status: 409,
      params: { most: 20 },
    });
  });

  it('is refused in a finished edition and to a person who may not propose', async () => {
    await expect(propose(loud, ines)).rejects.toMatchObject({
      code: 'releases.role-may-not-propose',
      status: 403,
    });
    bench.state.finished = true;
    await expect(propose()).rejects.toMatchObject({ code: 'editions.finished' });
  });
});

describe('a decision about a grouping', () => {
  it('is not taken before its cost is known, nor by the analyst', async () => {
    const hold = holdCosts();
    const { id } = await propose();
    expect((await list())[0]?.cost).toEqual({ state: 'computing' });
    await expect(decide(id, 'approve')).rejects.toMatchObject({
      code: 'releases.cost-not-known',
      status: 409,
    });
    await expect(decide(id, 'refuse', noor)).rejects.toMatchObject({
      code: 'releases.role-may-not-decide',
      status: 403,
    });
    expect((await decide(id, 'refuse')).state).toBe('refused');
    hold.mockRestore();
  });

  it('is not taken by the person who proposed it', async () => {
    const both = { ...noor, roles: ['analyst', 'privacy-officer'] };
    const { id } = await propose(loud, both);
    await costKnown(id);
    await expect(decide(id, 'approve', both)).rejects.toMatchObject({
      code: 'releases.own-proposal',
      status: 403,
    });
  });

  it('approves with a reason: it enters the check, which is made again, and stands in the log', async () => {
    const { id, state, decided, may } = await approved();
    expect([state, decided?.by, decided?.reason]).toEqual(['approved', 'Ines Vos', 'It is needed']);
    expect([may.approve.allowed, may.end.allowed]).toEqual([false, true]);
    expect(await bench.findGroupings()).toEqual({
      columns: { kind: [{ id, values: ['noise', 'vandalism'] }] },
    });
    expect(bench.state.started).toBe(1);
    expect(bench.events.at(-1)).toMatchObject({
      action: 'releases.grouping-approved',
      subject: `grouping/${id}`,
      details: { reason: 'It is needed', grouping: loud.name },
    });
  });

  it('is not taken in a finished edition', async () => {
    const { id } = await propose();
    await costKnown(id);
    bench.state.finished = true;
    for (const decision of ['approve', 'refuse'] as const) {
      await expect(decide(id, decision)).rejects.toMatchObject({ code: 'editions.finished' });
    }
    expect((await list())[0]?.state).toBe('proposed');
    expect(await bench.findGroupings()).toEqual({});
  });

  it('is taken once when two decide at the same moment', async () => {
    const { id } = await propose();
    await costKnown(id);
    const outcomes = await Promise.allSettled([decide(id, 'approve'), decide(id, 'refuse')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'releases.already-decided', status: 409 },
    });
  });

  it('has the cost of the others computed again, beside what is now approved', async () => {
    const window = await propose(spring);
    const before = await costKnown(window.id);
    const { id } = await approved();
    const after = await costKnown(window.id);
    expect(after.cost).not.toEqual(before.cost);
    await decide(window.id, 'approve');
    expect(await bench.findGroupings()).toMatchObject({
      windows: [{ id: window.id, from: '2024-02', to: '2024-05' }],
      columns: { kind: [{ id }] },
    });
  });

  it('is possible after the next start of the server when its cost was given up', async () => {
    const failing = vi.spyOn(bench.checks, 'tryOut').mockRejectedValue(new Error('Out of memory'));
    const { id } = await propose();
    await vi.waitFor(async () => expect((await list())[0]?.cost).toEqual({ state: 'failed' }), {
      timeout: 60_000,
    });
    await expect(decide(id, 'approve')).rejects.toMatchObject({ code: 'releases.cost-not-known' });
    failing.mockRestore();
    await bench.restart();
    await costKnown(id);
    expect((await decide(id, 'approve')).state).toBe('approved');
  });

  it('waits again when a newer version lands', async () => {
    const { id } = await propose();
    await costKnown(id);
    const hold = holdCosts();
    await bench.land();
    expect((await list())[0]?.cost).toEqual({ state: 'computing' });
    await expect(decide(id, 'approve')).rejects.toMatchObject({ code: 'releases.cost-not-known' });
    hold.mockRestore();
  });
});

describe('an approved grouping', () => {
  const end = (id: string, actor = ines) =>
    endGrouping(bench.deps, actor, { edition: slug, grouping: id }, { reason: 'The trial is over' });

  it('is never changed and never removed, not even in the database', async () => {
    const { id } = await approved();
    const change = sql`update groupings set content = '{}' where id = ${id}`.execute(bench.deps.db);
    await expect(change).rejects.toThrow('kept as it was proposed');
    const remove = sql`delete from groupings where id = ${id}`.execute(bench.deps.db);
    await expect(remove).rejects.toThrow('kept as it was proposed');
  });

  it('is ended for versions that land from then on, and stays in the check of those that landed before', async () => {
    const { id } = await approved();
    const { state, ended } = await end(id);
    expect([state, ended?.reason]).toEqual(['ended', 'The trial is over']);
    expect(await bench.findGroupings()).toMatchObject({ columns: { kind: [{ id }] } });
    bench.landed.version = 20;
    expect(await bench.findGroupings()).toEqual({});
    await expect(end(id)).rejects.toMatchObject({ code: 'releases.not-approved', status: 409 });
    await expect(end(id, noor)).rejects.toMatchObject({ code: 'releases.role-may-not-decide' });
    expect(bench.events.at(-1)).toMatchObject({ action: 'releases.grouping-ended' });
  });

  it('is not ended in a finished edition, and once when two end it at the same moment', async () => {
    const { id } = await approved();
    bench.state.finished = true;
    await expect(end(id)).rejects.toMatchObject({ code: 'editions.finished' });
    bench.state.finished = false;
    const outcomes = await Promise.allSettled([end(id), end(id, { ...ines, id: 'other' })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'releases.not-approved', status: 409 },
    });
  });

  it('is in no check of a moment before its approval, so that answers of then come out again', async () => {
    bench.state.now = new Date('2026-11-15T10:00:00Z');
    const { id } = await approved();
    bench.state.now = new Date('2026-11-20T10:00:00Z');
    await end(id);
    const at = (moment: string) => bench.findGroupings(new Date(moment));
    expect(await at('2026-11-15T09:59:59Z')).toEqual({});
    expect(await at('2026-11-15T10:00:00Z')).toMatchObject({ columns: { kind: [{ id }] } });
    expect(await at('2026-12-01T10:00:00Z')).toMatchObject({ columns: { kind: [{ id }] } });
    bench.landed.version = 25;
    expect(await at('2026-12-01T10:00:00Z')).toEqual({});
  });

  it('can be proposed again once it is out of use', async () => {
    const { id } = await approved();
    await end(id);
    await expect(propose()).rejects.toMatchObject({ code: 'releases.already-askable' });
    bench.landed.version = 20;
    expect((await propose()).state).toBe('proposed');
  });
});
