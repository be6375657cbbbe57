import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { inDutch, inEnglish } from '../../platform/http/local-text.testing.ts';
import {
  type EditionsDeps,
  editionsMigrations,
  getEditionAccess,
  listAgreedDataSets,
  listEarlierEditions,
} from './editions.api.ts';
import {
  addDataSet,
  addGoal,
  decideParticipation,
  finishStep,
  getLeaving,
  inviteOrganisation,
  reopenStep,
} from './editions.changes.ts';
import { edition as editionSchema, waitingItem } from './editions.contract.ts';
import { createEdition, getEdition, listEditions, listWaiting } from './editions.service.ts';
import { fay, hal, name, openEditionsBench, pia, sam, slug, tom } from './editions.testing.ts';

type Bench = Awaited<ReturnType<typeof openEditionsBench>>;

const words = { title: inEnglish('A'), aim: inEnglish('B'), theme: inEnglish('C') };

describe.each(engines)('an edition on $name', ({ open }) => {
  let database: Database;
  let deps: EditionsDeps;
  let log: Bench['log'];
  let withdrawn: Bench['withdrawn'];
  let known: Bench['known'];
  let goalOf: Bench['goalOf'];
  let decide: Bench['decide'];
  let reach: Bench['reach'];

  beforeAll(async () => {
    database = await open([editionsMigrations]);
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    ({ deps, log, withdrawn, known, goalOf, decide, reach } = await openEditionsBench(database));
  });

  test('is started by a facilitator only, under a name that is free (35)', async () => {
    await expect(createEdition(deps, tom, { slug: 'other', ...words })).rejects.toMatchObject({
      code: 'editions.facilitator-only',
      status: 403,
    });
    await expect(createEdition(deps, fay, { slug, ...words })).rejects.toMatchObject({
      code: 'editions.slug-taken',
      status: 409,
    });
  });

  test('answers in the shape of its contract and says who must act, for what, since when and where', async () => {
    await inviteOrganisation(deps, fay, slug, { organisation: 'police' });
    const answer = editionSchema.parse(await getEdition(deps, fay, slug));
    expect(answer.status).toBe('starting');
    expect(answer.waitingFor.map(({ code, who, link }) => ({ code, who, link }))).toContainEqual({
      code: 'editions.undecided-organisations',
      who: { organisation: 'police', role: 'participant', persons: [{ id: 'pia', name: 'Name of pia' }] },
      link: '/editions/quiet-streets/prioritise',
    });
    expect(answer.waitingFor.every(({ since }) => since !== null)).toBe(true);
    expect(answer.may.finishStep).toEqual({ allowed: false, reason: 'editions.no-goals', params: {} });
  });

  test('takes up one issue: another issue is another edition beside it, in the same five steps (15, 18)', async () => {
    await reach('share');
    await createEdition(deps, fay, { slug: 'debts-in-time', ...words, title: inDutch('Schulden op tijd') });
    const [first, second] = [await getEdition(deps, fay, slug), await getEdition(deps, fay, 'debts-in-time')];
    expect([first.title.nl, second.title.nl]).toEqual(['Rustige straten', 'Schulden op tijd']);
    expect([first.currentStep, second.currentStep]).toEqual(['share', 'prioritise']);
    expect([first.goals.length, second.goals.length]).toEqual([3, 0]);
    for (const { steps } of [first, second]) {
      expect(steps.map(({ key, number }) => `${number} ${key}`)).toEqual([
        '1 prioritise',
        '2 picture',
        '3 share',
        '4 analyse',
        '5 solve',
      ]);
    }
  });

  test('is joined by the organisations that its issue asks for, for this edition only and with their reason (16)', async () => {
    await createEdition(deps, fay, { slug: 'elsewhere', ...words });
    await inviteOrganisation(deps, fay, slug, { organisation: 'police' });
    await inviteOrganisation(deps, fay, 'elsewhere', { organisation: 'housing' });
    await decide(pia, 'in');
    const uninvited = { code: 'editions.not-a-participant', status: 403 };
    const joinElsewhere = (actor: Actor, edition: string) =>
      decideParticipation(
        deps,
        actor,
        { edition, organisation: actor.organisation },
        { decision: 'in', reason: 'We would like to' },
      );
    await expect(joinElsewhere(pia, 'elsewhere')).rejects.toMatchObject(uninvited);
    await expect(joinElsewhere(hal, slug)).rejects.toMatchObject(uninvited);
    const takingPart = async (edition: string) =>
      (await getEdition(deps, fay, edition)).participations.map(
        ({ organisation, decision, reason }) => `${organisation} ${decision} ${reason}`,
      );
    expect(await takingPart(slug)).toEqual(['town in null', 'police in We see it every day']);
    expect(await takingPart('elsewhere')).toEqual(['town in null', 'housing invited null']);
  });

  test('is led by every facilitator of the organisation that started it, and by none of another organisation (35)', async () => {
    const finn: Actor = { ...fay, id: 'finn', name: 'Finn', roles: ['facilitator', 'analyst'] };
    const other: Actor = { ...pia, id: 'rob', name: 'Rob', roles: ['facilitator'] };
    await reach('picture');
    const finish = (actor: Actor) => finishStep(deps, actor, { edition: slug, step: 'picture' });
    await expect(finish(other)).rejects.toMatchObject({ code: 'editions.facilitator-only', status: 403 });
    expect((await finish(finn)).currentStep).toBe('share');
    expect(log.at(-1)).toMatchObject({ action: 'editions.step-finished', actor: finn });
    expect((await addDataSet(deps, fay, slug, { dataSet: 'reports' })).dataSets).toHaveLength(1);
  });

  test('is hidden from organisations that were not asked or stepped out', async () => {
    await expect(getEdition(deps, hal, slug)).rejects.toMatchObject({
      code: 'editions.not-a-participant',
      status: 403,
    });
    await expect(getEditionAccess(deps.db, slug, hal)).rejects.toMatchObject({ status: 403 });
    expect(await listEditions(deps, hal)).toEqual([]);
    await inviteOrganisation(deps, fay, slug, { organisation: 'housing' });
    expect(await listEditions(deps, hal)).toHaveLength(1);
    await decide(hal, 'out');
    expect(await listEditions(deps, hal)).toEqual([]);
    await expect(getEdition(deps, fay, 'nowhere')).rejects.toMatchObject({
      code: 'editions.unknown',
      status: 404,
    });
  });

  test('keeps who decided to join, when and why, and lets nobody decide for another (20)', async () => {
    await inviteOrganisation(deps, fay, slug, { organisation: 'police' });
    const place = { edition: slug, organisation: 'police' };
    const yes = { decision: 'in', reason: 'We see it every day' } as const;
    await expect(decideParticipation(deps, fay, place, yes)).rejects.toMatchObject({
      code: 'editions.other-organisation',
    });
    await expect(decideParticipation(deps, sam, place, yes)).rejects.toMatchObject({
      code: 'editions.role-may-not-decide',
    });
    const { participations } = await decideParticipation(deps, pia, place, yes);
    expect(participations.find((one) => one.organisation === 'police')).toMatchObject({
      decision: 'in',
      decidedBy: 'Name of pia',
      reason: yes.reason,
      decidedAt: expect.stringMatching(/^\d{4}-/),
    });
    await expect(decideParticipation(deps, pia, place, yes)).rejects.toMatchObject({
      code: 'editions.already-decided',
      status: 409,
    });
    await expect(inviteOrganisation(deps, fay, slug, { organisation: 'police' })).rejects.toMatchObject({
      code: 'editions.already-invited',
    });
  });

  test('gives up the data sets of an organisation that steps out, and lets it be asked again', async () => {
    await reach('share');
    await addDataSet(deps, fay, slug, { dataSet: 'reports' });
    await decide(pia, 'out');
    const { id } = await getEditionAccess(deps.db, slug, fay);
    expect(await listAgreedDataSets(deps.db, id)).toEqual([]);
    await inviteOrganisation(deps, fay, slug, { organisation: 'police' });
    expect((await getEdition(deps, pia, slug)).participations.at(-1)?.decision).toBe('invited');
  });

  test.each(['prioritise', 'share', 'solve'] as const)(
    'holds nobody: in step %s an organisation steps out, is told beforehand what leaves, and its files go when that is certain (20)',
    async (step) => {
      await (step === 'prioritise' ? reach('picture') : reach(step));
      expect(await getLeaving(deps, pia, { edition: slug, organisation: 'police' })).toMatchObject({
        versions: 2,
      });
      const asked = getLeaving(deps, hal, { edition: slug, organisation: 'police' });
      await expect(asked).rejects.toMatchObject({ code: 'editions.not-a-participant' });
      await expect(getLeaving(deps, fay, { edition: slug, organisation: 'police' })).rejects.toMatchObject({
        code: 'editions.other-organisation',
      });
      const left = await decide(pia, 'out');
      expect(left.participations.at(-1)).toMatchObject({ decision: 'out', reason: 'We see it every day' });
      expect(withdrawn).toEqual(['police', 'files']);
      await expect(decide(fay, 'out')).rejects.toMatchObject({ code: 'editions.already-decided' });
    },
  );

  test('does not lose a file when the decision to step out could not be kept', async () => {
    await reach('share');
    const failing = { ...deps, record: () => Promise.reject(new Error('the log cannot be written')) };
    const place = { edition: slug, organisation: 'police' };
    await expect(
      decideParticipation(failing, pia, place, { decision: 'out', reason: 'Too much work' }),
    ).rejects.toThrow('the log');
    expect(withdrawn).toEqual(['police']);
    expect((await getEdition(deps, pia, slug)).participations.at(-1)?.decision).toBe('in');
  });

  test('does not start without goals and leaves the step and the log as they were (39)', async () => {
    const before = log.length;
    await expect(finishStep(deps, fay, { edition: slug, step: 'prioritise' })).rejects.toMatchObject({
      code: 'editions.no-goals',
      status: 409,
      problems: [
        { code: 'editions.no-goals' },
        { code: 'editions.too-few-organisations' },
        { code: 'editions.no-own-goal' },
        { code: 'editions.no-questions' },
      ],
    });
    expect((await getEdition(deps, fay, slug)).currentStep).toBe('prioritise');
    expect(log).toHaveLength(before);
  });

  test('does not start undecided or empty-handed, and points to where that is put right (43, 47)', async () => {
    known.start = { decision: 'undecided', decidedAt: null, contributors: ['town'] };
    await expect(reach('picture')).rejects.toMatchObject({
      code: 'editions.start-undecided',
      problems: [{ code: 'editions.start-undecided' }, { code: 'editions.nothing-put-in' }],
    });
    const { waitingFor } = await getEdition(deps, pia, slug);
    expect(waitingFor).toMatchObject([
      { link: `/editions/${slug}/preparation`, who: { persons: [{ id: 'fay' }] } },
      { link: `/editions/${slug}/preparation/put-in`, who: { persons: [{ id: 'pia' }] } },
    ]);
  });

  test('says where it plays, or that nobody said', async () => {
    expect((await getEdition(deps, fay, slug)).region).toBeNull();
    const region = inEnglish('Zaanstreek');
    const made = await createEdition(deps, fay, { slug: 'elsewhere', ...words, region });
    expect(made.region).toMatchObject({ nl: 'Zaanstreek', en: 'Zaanstreek' });
  });

  test('lets people learn from what they may see and from what is finished, not from the rest (50)', async () => {
    const slugs = async (actor: Actor) => (await listEarlierEditions(deps.db, actor)).map((one) => one.slug);
    expect(await slugs(fay)).toEqual([slug]);
    expect(await slugs(hal)).toEqual([]);
    await database.execute(
      `UPDATE editions SET current_step = 'solve', finished_at = now(), finished_by = 'fay'`,
    );
    expect(await listEarlierEditions(deps.db, hal)).toMatchObject([{ status: 'finished', visible: false }]);
  });

  test('cannot skip a step, and moves on once when two finish it at the same moment', async () => {
    await reach('picture');
    await expect(finishStep(deps, fay, { edition: slug, step: 'analyse' })).rejects.toMatchObject({
      code: 'editions.changed-meanwhile',
      status: 409,
    });
    const both = await Promise.allSettled(
      [1, 2].map(() => finishStep(deps, fay, { edition: slug, step: 'picture' })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'editions.changed-meanwhile', params: { step: 'share' } },
    });
    expect((await getEdition(deps, fay, slug)).currentStep).toBe('share');
    expect(log.filter(({ action }) => action === 'editions.step-finished')).toHaveLength(2);
  });

  test('is only moved by the facilitator, and back one step at a time', async () => {
    await reach('share');
    await expect(finishStep(deps, tom, { edition: slug, step: 'share' })).rejects.toMatchObject({
      code: 'editions.facilitator-only',
      status: 403,
    });
    await expect(reopenStep(deps, fay, { edition: slug, step: 'prioritise' })).rejects.toMatchObject({
      code: 'editions.changed-meanwhile',
    });
    const back = await reopenStep(deps, fay, { edition: slug, step: 'picture' });
    expect(back.steps.map(({ state }) => state)).toEqual([
      'done',
      'current',
      'waiting',
      'waiting',
      'waiting',
    ]);
    expect(back.steps[1]?.finishedAt).toBeNull();
    await reopenStep(deps, fay, { edition: slug, step: 'prioritise' });
    await expect(reopenStep(deps, fay, { edition: slug, step: 'prioritise' })).rejects.toMatchObject({
      code: 'editions.first-step',
      status: 409,
    });
  });

  test('takes data sets of organisations that are in, and waits for their stewards', async () => {
    await reach('share');
    await expect(addDataSet(deps, fay, slug, { dataSet: 'homes' })).rejects.toMatchObject({
      code: 'editions.data-set-owner-not-in',
    });
    await expect(addDataSet(deps, fay, slug, { dataSet: 'nothing' })).rejects.toMatchObject({
      code: 'editions.data-set-unknown',
    });
    await addDataSet(deps, fay, slug, { dataSet: 'reports' });
    const entries = log.length;
    await addDataSet(deps, fay, slug, { dataSet: 'reports' });
    expect(log).toHaveLength(entries);
    expect(waitingItem.array().parse(await listWaiting(deps, sam))).toMatchObject([
      { code: 'editions.deliveries-missing', edition: slug, link: '/editions/quiet-streets/share' },
    ]);
    expect(await listWaiting(deps, pia)).toEqual([]);
    known.landed = [{ dataSet: 'reports', version: 'v0001', rows: 12 }];
    expect(await listWaiting(deps, fay)).toMatchObject([{ code: 'editions.ready-to-finish' }]);
    expect((await getEdition(deps, sam, slug)).dataSets).toEqual([
      { id: 'reports', name: name('Reports'), owner: 'police', version: 'v0001', rows: 12, rounded: false },
    ]);
    expect((await getEdition(deps, fay, slug)).dataSets).toMatchObject([{ rows: 10, rounded: true }]);
  });

  test('adds to what waits for somebody what they still have to do by name', async () => {
    await reach('share');
    const since = new Date('2026-11-01T10:00:00Z');
    known.work = [
      { code: 'solutions.task-waits', params: { due: '2026-12-01' }, since, place: 'solutions/a' },
    ];
    expect(waitingItem.array().parse(await listWaiting(deps, sam))).toMatchObject([
      {
        code: 'solutions.task-waits',
        who: { persons: [{ id: 'sam' }] },
        link: '/editions/quiet-streets/solutions/a',
      },
    ]);
    expect(await listWaiting(deps, pia)).toEqual([]);
  });

  test('is over with contemplation in step five: no questions, goals, data sets, organisations or way back (26)', async () => {
    await reach('solve');
    const over = { code: 'editions.contemplation-is-over', status: 409 };
    await expect(addGoal(deps, fay, slug, goalOf(null))).rejects.toMatchObject({
      code: 'editions.goals-fixed',
    });
    await expect(addDataSet(deps, fay, slug, { dataSet: 'homes' })).rejects.toMatchObject(over);
    await expect(inviteOrganisation(deps, fay, slug, { organisation: 'housing' })).rejects.toMatchObject(
      over,
    );
    await expect(reopenStep(deps, fay, { edition: slug, step: 'analyse' })).rejects.toMatchObject(over);
    const last = await getEdition(deps, fay, slug);
    expect(last).toMatchObject({
      questionListLocked: true,
      waitingFor: [{ code: 'editions.ready-to-finish', link: '/editions/quiet-streets/closing' }],
      status: 'running',
    });
  });

  test('changes nothing when the log cannot be written', async () => {
    const broken = { ...deps, record: () => Promise.reject(new Error('the log is full')) };
    await expect(addGoal(broken, fay, slug, goalOf(null))).rejects.toThrow('the log is full');
    expect((await getEdition(deps, fay, slug)).goals).toEqual([]);
  });
});
