import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { mailInvitation } from './invitations.service.ts';
import { preparation as preparationSchema } from './preparation.contract.ts';
import { getPreparation } from './preparation.service.ts';
import { preparationMigrations } from './preparation.tables.ts';
import { fay, openPreparationBench, pia, slug } from './preparation.testing.ts';

const hetty = { name: 'Hetty', email: 'Hetty@housing.example' };
const invitation = { organisation: 'housing', intention: 'You know the homes.', people: [hetty] };

describe.each(engines)('an invitation by mail on $name', ({ open }) => {
  let database: Database;
  let bench: ReturnType<typeof openPreparationBench>;

  beforeAll(async () => {
    database = await open([preparationMigrations]);
  });
  afterAll(() => database.close());
  beforeEach(() => {
    bench = openPreparationBench(database);
  });

  test('goes to the people who may decide and to the people named, with the purpose, and shows when', async () => {
    const shown = preparationSchema.parse(await mailInvitation(bench.deps, fay, slug, invitation));
    expect(shown.invitations).toMatchObject([
      { organisation: 'housing', names: ['Hetty', 'Name of hal'], by: { id: 'fay' } },
    ]);
    expect(bench.sent).toMatchObject([
      { to: 'hal@housing.example', by: 'Name of fay' },
      { to: 'hetty@housing.example', intention: 'You know the homes.', edition: slug },
    ]);
    expect((await getPreparation(bench.deps, pia, slug)).invitations).toEqual([]);
  });

  test('goes to nobody twice on one day, however the address is written', async () => {
    await mailInvitation(bench.deps, fay, slug, invitation);
    const again = { ...invitation, people: [{ ...hetty, email: 'HETTY@housing.example' }] };
    await expect(mailInvitation(bench.deps, fay, slug, again)).rejects.toMatchObject({
      code: 'preparation.mailed-today',
      status: 409,
    });
    const other = { name: 'Henk', email: 'henk@housing.example' };
    await mailInvitation(bench.deps, fay, slug, { ...again, people: [other, other] });
    expect(bench.sent.map(({ to }) => to)).toEqual([
      'hal@housing.example',
      'hetty@housing.example',
      'henk@housing.example',
    ]);
  });

  test('goes to at most forty people of an edition on one day, so that it is no way to write to everybody', async () => {
    const group = (n: number) =>
      Array.from({ length: 10 }, (_, i) => ({ name: `P${i}`, email: `p${n}-${i}@housing.example` }));
    for (const n of [1, 2, 3]) {
      await mailInvitation(bench.deps, fay, slug, { ...invitation, people: group(n) });
    }
    await expect(
      mailInvitation(bench.deps, fay, slug, { ...invitation, people: group(4) }),
    ).rejects.toMatchObject({ code: 'preparation.too-many-mails', status: 409 });
    expect(bench.sent).toHaveLength(31);
  });

  test('is sent by the leader, to an organisation that was invited, before step five, and to at least one person', async () => {
    await expect(mailInvitation(bench.deps, pia, slug, invitation)).rejects.toMatchObject({
      code: 'preparation.leader-only',
      status: 403,
    });
    await expect(
      mailInvitation(bench.deps, fay, slug, { ...invitation, organisation: 'police' }),
    ).rejects.toMatchObject({ code: 'preparation.not-invited', status: 409 });
    bench.state.invited = ['library'];
    await expect(
      mailInvitation(bench.deps, fay, slug, { ...invitation, organisation: 'library', people: [] }),
    ).rejects.toMatchObject({ code: 'preparation.nobody-to-mail' });
    bench.state.step = 'solve';
    await expect(mailInvitation(bench.deps, fay, slug, invitation)).rejects.toMatchObject({
      code: 'preparation.too-late',
    });
    expect(bench.sent).toEqual([]);
  });

  test('leaves no name and no address in the log', async () => {
    await mailInvitation(bench.deps, fay, slug, invitation);
    expect(bench.events).toMatchObject([
      { action: 'preparation.invitation-mailed', details: { organisation: 'housing', persons: 2 } },
    ]);
    expect(JSON.stringify(bench.events.map(({ details }) => details))).not.toMatch(/hetty|hal|@/i);
  });
});
