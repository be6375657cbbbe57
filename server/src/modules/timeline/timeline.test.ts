import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { auditMigrations, createRecordEvent, listEventsOf } from '../audit/audit.api.ts';
import { timelineMigrations } from './timeline.api.ts';
import { getTimeline, type TimelineDeps, visit } from './timeline.service.ts';

const person = (id: string, organisation: string): Actor => ({
  id,
  name: `Name of ${id}`,
  email: `${id}@x.example`,
  organisation,
  roles: ['participant'],
});
const fay = person('fay', 'town');
const pia = person('pia', 'police');
const hal = person('hal', 'housing');
const slug = 'quiet-streets';
const title = { nl: 'Stille straten', en: 'Quiet streets' };
const edition = { slug, title, initiator: 'town', organisationsIn: ['town', 'police'] };

describe.each(engines)('the timeline on $name', ({ open }) => {
  let database: Database;
  let now: Date;
  let deps: TimelineDeps;
  beforeAll(async () => {
    database = await open([auditMigrations, timelineMigrations]);
  });
  afterAll(() => database.close());
  beforeEach(() => {
    now = new Date('2026-11-23T10:00:00Z');
    deps = {
      db: database.tables(),
      listEvents: (editions, which) => listEventsOf(database.tables(), editions, which),
      findEdition: async (asked) => {
        if (asked !== slug) throw new Failure('editions.unknown', 404);
        return edition;
      },
      listEditions: async () => [edition],
      listDataSets: async () => [{ id: 'reports', name: { nl: 'Meldingen', en: 'Reports' } }],
      now: () => now,
    };
  });

  function happen(actor: Actor | null, action: string, details = {}): Promise<void> {
    const record = createRecordEvent(() => now);
    return database.db
      .transaction()
      .execute((tx) => record(tx, { actor, action, subject: `edition/${slug}`, edition: slug, details }));
  }

  test('tells what happened in the edition, by whom and where, newest first (Build 9)', async () => {
    await happen(fay, 'editions.created');
    await happen(fay, 'editions.step-finished', { step: 'picture', next: 'share' });
    await happen(null, 'deliveries.landed', { dataSet: 'reports', version: 'v0001', rows: 12, rejected: 0 });
    const { happenings, more } = await getTimeline(deps, pia, slug);
    expect(more).toBe(false);
    expect(happenings).toMatchObject([
      {
        code: 'told.deliveries.landed',
        params: { dataSet: { nl: 'Meldingen', en: 'Reports' }, rows: 12 },
        who: null,
        link: `/editions/${slug}/share`,
      },
      { code: 'told.editions.step-finished', params: { step: 2 }, link: `/editions/${slug}` },
      { code: 'told.editions.created', params: {}, who: { name: 'Name of fay', organisation: 'town' } },
    ]);
  });

  test('leaves out what is for the privacy officer alone, and values that are in no sentence', async () => {
    await happen(pia, 'solutions.voted', { insight: 'x' });
    await happen(pia, 'readiness.answered', { round: 1 });
    await happen(pia, 'editions.stepped-out', { organisation: 'police', reason: 'No time' });
    const { happenings } = await getTimeline(deps, fay, slug);
    expect(happenings.map(({ code }) => code)).not.toContain('told.solutions.voted');
    expect(happenings.map(({ code }) => code)).not.toContain('told.readiness.answered');
    expect(happenings[0]?.params).toEqual({ organisation: 'police' });
  });

  test('is for those in the edition, not for who is only invited', async () => {
    await expect(getTimeline(deps, hal, slug)).rejects.toMatchObject({
      code: 'timeline.not-in',
      status: 403,
    });
    await expect(getTimeline(deps, fay, 'another')).rejects.toMatchObject({ code: 'editions.unknown' });
    expect((await visit(deps, hal)).titles).toEqual({});
  });

  test('keeps when somebody was last here, and what others did since then', async () => {
    expect(await visit(deps, pia)).toMatchObject({ since: null, happenings: [] });
    now = new Date('2026-11-24T09:00:00Z');
    await happen(pia, 'editions.goal-added');
    await happen(fay, 'editions.organisation-invited', { organisation: 'housing' });
    const first = await visit(deps, pia);
    expect(first).toMatchObject({
      since: '2026-11-23T10:00:00.000Z',
      happenings: [{ code: 'told.editions.organisation-invited' }],
      titles: { [slug]: title },
    });
    now = new Date('2026-11-24T09:20:00Z');
    expect(await visit(deps, pia)).toEqual(first);
    now = new Date('2026-11-24T12:00:00Z');
    expect(await visit(deps, pia)).toMatchObject({ since: '2026-11-24T09:20:00.000Z', happenings: [] });
  });
});
