import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { inDutch, inEnglish } from '../../platform/http/local-text.testing.ts';
import { type EditionsDeps, editionsMigrations } from './editions.api.ts';
import { addGoal, changeGoal, inviteOrganisation, removeGoal, reviewGoal } from './editions.changes.ts';
import { getEdition } from './editions.service.ts';
import { fay, openEditionsBench, pia, sam, slug, tom } from './editions.testing.ts';

type Bench = Awaited<ReturnType<typeof openEditionsBench>>;

describe.each(engines)('an edition with goals on $name', ({ open }) => {
  let database: Database;
  let deps: EditionsDeps;
  let log: Bench['log'];
  let known: Bench['known'];
  let goalOf: Bench['goalOf'];
  let decide: Bench['decide'];
  let reach: Bench['reach'];

  beforeAll(async () => {
    database = await open([editionsMigrations]);
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    ({ deps, log, known, goalOf, decide, reach } = await openEditionsBench(database));
  });

  test('lets each organisation word its own goals, and the facilitator the joint one', async () => {
    await expect(addGoal(deps, tom, slug, goalOf(null))).rejects.toMatchObject({
      code: 'editions.facilitator-only',
    });
    await expect(addGoal(deps, fay, slug, goalOf('police'))).rejects.toMatchObject({
      code: 'editions.other-organisation',
    });
    const { goals } = await addGoal(deps, fay, slug, { ...goalOf(null), successCriterion: null });
    expect(goals[0]).toMatchObject({
      sharp: false,
      text: { nl: 'Minder meldingen', en: 'Minder meldingen' },
    });
    const place = { edition: slug, goal: goals[0]?.id ?? '' };
    const changed = await changeGoal(deps, fay, place, {
      text: { language: 'nl', text: 'Stil', other: 'Quiet' },
      successCriterion: inEnglish('x'),
    });
    expect(changed.goals[0]).toMatchObject({ sharp: false, review: null, text: { nl: 'Stil', en: 'Quiet' } });
    const dutch = { text: inDutch('Heel stil'), successCriterion: inEnglish('x') };
    const reworded = await changeGoal(deps, fay, place, dutch);
    expect(reworded.goals[0]?.text).toMatchObject({ nl: 'Heel stil', en: 'Quiet', writtenIn: 'nl' });
    known.questions = [{ goal: place.goal, status: 'new' }];
    await expect(removeGoal(deps, fay, place)).rejects.toMatchObject({ code: 'editions.goal-has-questions' });
    known.questions = [];
    expect((await removeGoal(deps, fay, place)).goals).toEqual([]);
  });

  test('starts only on goals that somebody of another organisation found sharp, as they read now (39)', async () => {
    await inviteOrganisation(deps, fay, slug, { organisation: 'police' });
    await decide(pia, 'in');
    const vague = { ...goalOf(null), successCriterion: inEnglish('x') };
    const [joint] = (await addGoal(deps, fay, slug, vague)).goals;
    const place = { edition: slug, goal: joint?.id ?? '' };
    const verdict = { sharp: false, remark: 'How much, and by when?', seen: joint?.at ?? '' };
    for (const own of [fay, tom]) {
      await expect(reviewGoal(deps, own, place, verdict)).rejects.toMatchObject({
        code: 'editions.own-goal',
        status: 403,
      });
    }
    await expect(reviewGoal(deps, sam, place, verdict)).rejects.toMatchObject({
      code: 'editions.role-may-not-decide',
    });
    const blocked = async (actor: Actor) =>
      (await getEdition(deps, actor, slug)).waitingFor.filter(({ code }) =>
        code.startsWith('editions.goal-'),
      );
    expect(await blocked(pia)).toMatchObject([
      { code: 'editions.goal-unreviewed', who: { persons: [{ id: 'pia' }] } },
    ]);
    const doubted = await reviewGoal(deps, pia, place, verdict);
    expect(doubted.goals[0]).toMatchObject({
      sharp: false,
      review: { sharp: false, remark: verdict.remark, by: pia.name, organisation: 'police' },
    });
    expect(log.at(-1)).toMatchObject({
      action: 'editions.goal-reviewed',
      details: { goal: place.goal, sharp: 'no' },
    });
    expect(JSON.stringify(log.at(-1))).not.toContain('How much');
    expect(await blocked(fay)).toMatchObject([
      { code: 'editions.goal-doubted', who: { persons: [{ id: 'fay' }] } },
    ]);
    const words = {
      text: inDutch('Minder meldingen'),
      successCriterion: inEnglish('A quarter fewer in 2027'),
    };
    const [reworded] = (await changeGoal(deps, fay, place, words)).goals;
    expect(reworded).toMatchObject({ sharp: false, review: null });
    const stale = { ...verdict, sharp: true };
    await expect(reviewGoal(deps, pia, place, stale)).rejects.toMatchObject({
      code: 'editions.goal-reworded',
      status: 409,
    });
    const sharp = await reviewGoal(deps, pia, place, { ...stale, seen: reworded?.at ?? '' });
    expect(sharp.goals[0]).toMatchObject({ sharp: true });
    expect(await blocked(fay)).toEqual([]);
    const empty = await changeGoal(deps, fay, place, { ...words, successCriterion: null });
    const late = { ...stale, seen: empty.goals[0]?.at ?? '' };
    await expect(reviewGoal(deps, pia, place, late)).rejects.toMatchObject({
      code: 'editions.goal-not-sharp',
    });
  });

  test('keeps its goals sharp and in place once it has started', async () => {
    await reach('picture');
    const { goals } = await getEdition(deps, fay, slug);
    const joint = goals.find((goal) => goal.organisation === null)?.id ?? '';
    const place = { edition: slug, goal: joint };
    await expect(removeGoal(deps, fay, place)).rejects.toMatchObject({ code: 'editions.goals-fixed' });
    await expect(
      changeGoal(deps, fay, place, { text: inEnglish('Anders'), successCriterion: null }),
    ).rejects.toMatchObject({ code: 'editions.goal-not-sharp' });
  });

  test('is not halted after an upgrade by a review that nobody could give before it started', async () => {
    const upgrade = async () => {
      await database.execute('ALTER TABLE edition_goals DROP COLUMN review');
      await editionsMigrations['2026-12-01-editions-4']?.up(database.db);
      return (await getEdition(deps, fay, slug)).goals.map(({ sharp, review }) => [sharp, review?.by]);
    };
    await addGoal(deps, fay, slug, goalOf(null));
    expect(await upgrade()).toEqual([[false, undefined]]);
    await reach('picture');
    expect((await upgrade()).slice(-3)).toEqual(Array(3).fill([true, null]));
    expect((await getEdition(deps, fay, slug)).steps[1]?.blockers).toEqual([]);
  });
});
