import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { getGroupableColumns, listGroupings } from './groupings.service.ts';
import { actOn, spring } from './groupings.testing.ts';
import { noor, openReleasesBench, slug } from './releases.testing.ts';

let bench: Awaited<ReturnType<typeof openReleasesBench>>;
beforeEach(async () => {
  bench = await openReleasesBench();
});
afterEach(() => bench.close());

const { propose, decide, list, costKnown, holdCosts } = actOn(() => bench);

describe('the cost of a grouping that waits', () => {
  const setCost = (id: string, cost: ReturnType<typeof sql>) =>
    sql`update groupings set cost = ${cost} where id = ${id}`.execute(bench.deps.db);

  it('is computed again when what can be linked to the data set lands, and is no ground to approve on until then', async () => {
    const { id } = await propose();
    await costKnown(id);
    const hold = holdCosts();
    await bench.land({ linked: ['care/v0002'] });
    await vi.waitFor(() => expect(hold).toHaveBeenCalled(), { timeout: 60_000 });
    expect((await list())[0]?.cost).toEqual({ state: 'computing' });
    await expect(decide(id, 'approve')).rejects.toMatchObject({ code: 'releases.cost-not-known' });
    hold.mockRestore();
  });

  it('does not count while it is held against what landed, and is not computed again when it still holds', async () => {
    const { id } = await propose();
    const before = await costKnown(id);
    const hold = holdCosts();
    await setCost(id, sql`cost || '{"isOutdated": true}'::jsonb`);
    expect((await list())[0]?.cost).toEqual({ state: 'computing' });
    await bench.land({});
    expect((await costKnown(id)).cost).toEqual(before.cost);
    expect(hold).not.toHaveBeenCalled();
    hold.mockRestore();
  });

  it('is computed again at a start of the server when an earlier release did not say what was linked', async () => {
    const { id } = await propose();
    await costKnown(id);
    await setCost(id, sql`cost - 'linked'`);
    expect((await list())[0]?.cost).toEqual({ state: 'computing' });
    await bench.restart();
    await costKnown(id);
  });

  it('is computed again when an organisation left with what could be linked', async () => {
    const { id } = await propose();
    await costKnown(id);
    await bench.leave({ linked: [] });
    await costKnown(id);
  });

  it('is not there when the data set left, and the proposal stays: it can be refused, not approved', async () => {
    const { id } = await propose();
    await costKnown(id);
    await bench.leave({ hasLanded: false });
    const [left] = await list();
    expect([left?.proposed.by, left?.state, left?.cost]).toEqual(['Noor de Wit', 'proposed', null]);
    expect(left?.may.approve).toMatchObject({ allowed: false, reason: 'releases.data-set-not-landed' });
    await expect(decide(id, 'approve')).rejects.toMatchObject({
      code: 'releases.data-set-not-landed',
      status: 409,
    });
    expect((await decide(id, 'refuse')).state).toBe('refused');
  });
});

describe('the list of groupings', () => {
  it('is given a page at a time, newest first', async () => {
    const hold = holdCosts();
    const ids = [];
    for (const number of [4, 5, 6, 7, 8]) {
      const name = { nl: `tot ${number}`, en: `until ${number}` };
      const content = { kind: 'window', from: '2024-01', to: `2024-0${number}` } as const;
      ids.unshift((await propose({ ...spring, name, content })).id);
      bench.state.now = new Date(bench.state.now.getTime() + 60_000);
    }
    const page = async (before?: string) => {
      const { groupings, earlier } = await listGroupings(bench.deps, noor, slug, { before, limit: 2 });
      return { ids: groupings.map(({ id }) => id), earlier };
    };
    expect(await page()).toEqual({ ids: ids.slice(0, 2), earlier: 3 });
    expect(await page(ids[1])).toEqual({ ids: ids.slice(2, 4), earlier: 1 });
    expect(await page(ids[3])).toEqual({ ids: ids.slice(4), earlier: 0 });
    await expect(page('11111111-1111-4111-8111-111111111111')).rejects.toMatchObject({
      code: 'releases.grouping-unknown',
      status: 404,
    });
    hold.mockRestore();
  });

  it('and every change of it look up once what landed', async () => {
    const { id } = await propose();
    await costKnown(id);
    const lookupsOf = async (work: () => Promise<unknown>) => {
      const before = bench.landed.lookups;
      await work();
      return bench.landed.lookups - before;
    };
    expect(await lookupsOf(() => list())).toBe(1);
    expect(await lookupsOf(() => getGroupableColumns(bench.deps, noor, slug, 'reports'))).toBe(1);
    expect(await lookupsOf(() => decide(id, 'approve'))).toBe(1);
    const hold = vi.spyOn(bench.deps.jobs, 'start').mockResolvedValue();
    expect(await lookupsOf(() => propose(spring))).toBe(1);
    hold.mockRestore();
  });
});
