import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../platform/db/open-database.ts';
import { engines } from '../../platform/db/testing.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import type { Role } from '../identity/identity.contract.ts';
import {
  type EditionsDeps,
  type EditionsTables,
  editionsMigrations,
  getEditionAccess,
  holdCurrentStep,
  type LandedDataSet,
  listAgreedDataSets,
  listEarlierEditions,
  listFinished,
  type OwnWork,
} from './editions.api.ts';
import {
  addDataSet,
  addGoal,
  changeGoal,
  decideParticipation,
  finishStep,
  getLeaving,
  inviteOrganisation,
  removeGoal,
  reopenStep,
} from './editions.changes.ts';
import { edition as editionSchema, waitingItem } from './editions.contract.ts';
import { createEdition, getEdition, listEditions, listWaiting } from './editions.service.ts';
import type { StartFacts } from './editions.steps.ts';

const name = (text: string) => ({ nl: text, en: text });

function person(id: string, organisation: string, ...roles: Role[]): Actor {
  return { id, name: `Name of ${id}`, email: `${id}@${organisation}.example`, organisation, roles };
}

const fay = person('fay', 'town', 'facilitator');
const tom = person('tom', 'town', 'participant');
const pia = person('pia', 'police', 'participant');
const sam = person('sam', 'police', 'steward');
const hal = person('hal', 'housing', 'participant');
const everybody = [fay, tom, pia, sam, hal];
const slug = 'quiet-streets';

describe.each(engines)('an edition on $name', ({ open }) => {
  let database: Database;
  let deps: EditionsDeps;
  let log: AuditEntry[];
  let withdrawn: string[];
  let known: {
    start: StartFacts;
    questions: { goal: string; status: string }[];
    landed: LandedDataSet[];
    work: OwnWork[];
    evaluated: string[];
  };

  beforeAll(async () => {
    database = await open([editionsMigrations]);
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    await database.execute(
      `TRUNCATE editions, edition_participations, edition_goals, edition_data_sets, edition_step_completions`,
    );
    log = [];
    withdrawn = [];
    const start = { decision: 'go', decidedAt: new Date(), contributors: ['town', 'police'] } as const;
    known = { start, questions: [], landed: [], work: [], evaluated: ['town', 'police'] };
    deps = {
      db: database.tables<EditionsTables>(),
      record: async (_tx, entry) => {
        log.push(entry);
      },
      people: {
        listOrganisations: async () =>
          ['town', 'police', 'housing'].map((one) => ({ slug: one, name: name(one) })),
        personsWithRole: async (organisation, role) =>
          everybody.filter((one) => one.organisation === organisation && one.roles.includes(role)),
      },
      catalogue: {
        listDataSets: async () => [
          { id: 'reports', name: name('Reports'), owner: 'police' },
          { id: 'homes', name: name('Homes'), owner: 'housing' },
        ],
      },
      facts: {
        questions: async () => {
          const count = (status: string) => known.questions.filter((one) => one.status === status).length;
          return {
            total: known.questions.length,
            new: count('new'),
            known: count('known'),
            toAnalyse: count('to-analyse'),
            answered: count('answered'),
            dropped: count('dropped'),
            goals: known.questions.map((one) => one.goal),
          };
        },
        deliveries: async () => known.landed,
        findings: async () => 0,
        start: async () => known.start,
        closing: async () => ({ running: [], looseInsights: 0, evaluated: known.evaluated }),
        ownWork: async (_tx, { slug: one }, who) => known.work.filter(() => one === slug && who === 'sam'),
      },
      leaving: {
        preview: async () => ({
          ...{ versions: 2, rows: 40, documents: 1, analyses: 1, findings: 1, insights: 1, solutions: 0 },
        }),
        withdraw: async (_tx, { organisation }) => {
          withdrawn.push(organisation);
          return async () => void withdrawn.push('files');
        },
      },
      now: () => new Date(),
    };
    await createEdition(deps, fay, {
      slug,
      title: 'Rustige straten',
      aim: 'Minder overlast',
      theme: 'Veilig',
    });
  });

  const goalOf = (organisation: string | null) => ({
    organisation,
    text: 'Minder meldingen',
    successCriterion: 'Een kwart minder in 2027',
  });
  const decide = (actor: Actor, decision: 'in' | 'out') =>
    decideParticipation(
      deps,
      actor,
      { edition: slug, organisation: actor.organisation },
      { decision, reason: 'We see it every day' },
    );

  async function reach(step: 'picture' | 'share' | 'analyse' | 'solve'): Promise<void> {
    await inviteOrganisation(deps, fay, slug, { organisation: 'police' });
    await decide(pia, 'in');
    const { goals } = await addGoal(deps, fay, slug, goalOf(null));
    await addGoal(deps, tom, slug, goalOf('town'));
    await addGoal(deps, pia, slug, goalOf('police'));
    known.questions = [{ goal: goals[0]?.id ?? '', status: 'known' }];
    await finishStep(deps, fay, { edition: slug, step: 'prioritise' });
    if (step === 'picture') return;
    await finishStep(deps, fay, { edition: slug, step: 'picture' });
    if (step === 'share') return;
    await addDataSet(deps, fay, slug, { dataSet: 'reports' });
    known.landed = [{ dataSet: 'reports', version: 'v0001', rows: 12 }];
    await finishStep(deps, fay, { edition: slug, step: 'share' });
    if (step === 'analyse') return;
    await finishStep(deps, fay, { edition: slug, step: 'analyse' });
  }

  test('is started by a facilitator only, under a name that is free', async () => {
    const words = { title: 'A', aim: 'B', theme: 'C' };
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

  test('keeps who decided to join, when and why, and lets nobody decide for another', async () => {
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

  test('does not start without goals and leaves the step and the log as they were', async () => {
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

  test('says where it plays, or that nobody said (31)', async () => {
    expect((await getEdition(deps, fay, slug)).region).toBeNull();
    const words = { title: 'A', aim: 'B', theme: 'C' };
    const made = await createEdition(deps, fay, { slug: 'elsewhere', ...words, region: 'Zaanstreek' });
    expect(made.region).toEqual({ nl: 'Zaanstreek', en: 'Zaanstreek' });
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
      text: { nl: 'Stil', en: 'Quiet' },
      successCriterion: 'x',
    });
    expect(changed.goals[0]).toMatchObject({ sharp: true, text: { nl: 'Stil', en: 'Quiet' } });
    known.questions = [{ goal: place.goal, status: 'new' }];
    await expect(removeGoal(deps, fay, place)).rejects.toMatchObject({ code: 'editions.goal-has-questions' });
    known.questions = [];
    expect((await removeGoal(deps, fay, place)).goals).toEqual([]);
  });

  test('keeps its goals sharp and in place once it has started', async () => {
    await reach('picture');
    const { goals } = await getEdition(deps, fay, slug);
    const joint = goals.find((goal) => goal.organisation === null)?.id ?? '';
    const place = { edition: slug, goal: joint };
    await expect(removeGoal(deps, fay, place)).rejects.toMatchObject({ code: 'editions.goals-fixed' });
    await expect(
      changeGoal(deps, fay, place, { text: 'Anders', successCriterion: null }),
    ).rejects.toMatchObject({ code: 'editions.goal-not-sharp' });
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
      { id: 'reports', name: name('Reports'), owner: 'police', version: 'v0001', rows: 12 },
    ]);
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

  test('is over with contemplation in step five: no goals, data sets, organisations or way back', async () => {
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

  test('is finished once by its facilitator when every organisation evaluated, and changes no more (32)', async () => {
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
    expect(pressed).toMatchObject([
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
        return holdCurrentStep(tx, id, { finishedToo });
      });
    await expect(held(false)).rejects.toMatchObject(over);
    expect(await held(true)).toBe('solve');
    expect(await listFinished(deps.db)).toMatchObject([{ slug, initiator: 'town' }]);
  });

  test('changes nothing when the log cannot be written', async () => {
    const broken = { ...deps, record: () => Promise.reject(new Error('the log is full')) };
    await expect(addGoal(broken, fay, slug, goalOf(null))).rejects.toThrow('the log is full');
    expect((await getEdition(deps, fay, slug)).goals).toEqual([]);
  });
});
