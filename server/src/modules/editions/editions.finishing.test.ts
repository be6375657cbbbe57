import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { inDutch, inEnglish } from '../../platform/http/local-text.testing.ts';
import { editionsMigrations, getEditionAccess, listFinished, lockCurrentStep } from './editions.api.ts';
import { finishStep, reopenStep } from './editions.changes.ts';
import { createEdition, getEdition, listEditions, listFinishedEditions } from './editions.service.ts';
import { fay, hal, openEditionsBench, pia, slug } from './editions.testing.ts';

describe.each(engines)('an edition at its end on $name', ({ open }) => {
  let database: Database;
  let bench: Awaited<ReturnType<typeof openEditionsBench>>;

  beforeAll(async () => {
    database = await open([editionsMigrations]);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    bench = await openEditionsBench(database);
  });

  test('is finished once by its facilitator when every organisation evaluated, and changes no more (34)', async () => {
    const { deps, log, known, decide, reach } = bench;
    await reach('solve');
    known.evaluated = ['town'];
    const place = { edition: slug, step: 'solve' } as const;
    await expect(finishStep(deps, fay, place)).rejects.toMatchObject({
      code: 'editions.not-evaluated',
      status: 409,
    });
    known.evaluated = ['town', 'police'];
    await expect(finishStep(deps, pia, place)).rejects.toMatchObject({ code: 'editions.facilitator-only' });
    const pressed = await Promise.allSettled([finishStep(deps, fay, place), finishStep(deps, fay, place)]);
    expect(pressed.toSorted((one, other) => one.status.localeCompare(other.status))).toMatchObject([
      {
        status: 'fulfilled',
        value: { status: 'finished', waitingFor: [], may: { finishStep: { reason: 'editions.finished' } } },
      },
      { status: 'rejected', reason: { code: 'editions.changed-meanwhile', status: 409 } },
    ]);
    const finished = await getEdition(deps, fay, slug);
    expect(finished.steps.map(({ state }) => state)).toEqual(Array(5).fill('done'));
    expect(finished.finishedAt).not.toBeNull();
    expect(log.filter(({ action }) => action === 'editions.finished')).toHaveLength(1);
    const over = { code: 'editions.finished', status: 409 };
    await expect(decide(pia, 'in')).rejects.toMatchObject(over);
    await expect(reopenStep(deps, fay, { edition: slug, step: 'analyse' })).rejects.toMatchObject(over);
    const held = (finishedToo: boolean) =>
      deps.db.transaction().execute(async (tx) => {
        const { id } = await getEditionAccess(tx, slug, fay);
        return lockCurrentStep(tx, id, { finishedToo });
      });
    await expect(held(false)).rejects.toMatchObject(over);
    expect(await held(true)).toBe('solve');
    expect(await listFinished(deps.db)).toMatchObject([{ slug, initiator: 'town' }]);
  });

  test('stands in the overview with how far it is, its theme, who began it and where; elsewhere when it is finished (32)', async () => {
    const { deps, reach } = bench;
    const next = {
      slug: 'debts-in-time',
      title: inDutch('Schulden'),
      aim: inDutch('Kleiner'),
      theme: inDutch('Bestaanszekerheid'),
    };
    await createEdition(deps, fay, { ...next, region: inEnglish('Zaanstreek') });
    const overview = async () =>
      (await listEditions(deps, fay)).map(({ slug: of, status, theme, initiator, region }) =>
        [of, status, theme.nl, initiator, region?.nl].join(', '),
      );
    const starting = 'debts-in-time, starting, Bestaanszekerheid, town, Zaanstreek';
    expect((await overview()).toSorted()).toEqual([starting, `${slug}, starting, Veilig, town, `]);
    await reach('solve');
    expect(await overview()).toContain(`${slug}, running, Veilig, town, `);
    expect(await listFinishedEditions(deps)).toEqual([]);
    await finishStep(deps, fay, { edition: slug, step: 'solve' });
    expect((await overview()).toSorted()).toEqual([starting, `${slug}, finished, Veilig, town, `]);
    expect(await listEditions(deps, hal)).toEqual([]);
    expect(await listFinishedEditions(deps)).toMatchObject([
      { slug, status: 'finished', theme: { nl: 'Veilig' }, initiator: 'town' },
    ]);
  });
});
