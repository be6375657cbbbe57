import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { assessmentsMigrations, findOverdueReview } from './assessments.api.ts';
import { ana, openAssessmentsBench, pia, slug, tom } from './assessments.testing.ts';

const base = `/editions/${slug}/assessments`;

describe.each(engines)('ethics on $name', ({ open }) => {
  let database: Database;
  let bench: Awaited<ReturnType<typeof openAssessmentsBench>>;

  beforeAll(async () => {
    database = await open([assessmentsMigrations]);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    bench = await openAssessmentsBench(database);
  });
  afterEach(() => bench.close());

  const low = {
    ...{ transparency: 1, accountability: 1, fairness: 1, privacy: 5 },
    ...{ sustainability: null, 'societal-impact': 0, safety: 3 },
  };

  it('shows the spread of several scorers, never who gave what, and no total', async () => {
    await bench.ask(tom, 'PUT', `${base}/scores`, low);
    await bench.ask(ana, 'PUT', `${base}/scores`, { ...low, privacy: 2, sustainability: null });
    const { body, text } = await bench.ask(ana, 'PUT', `${base}/scores`, { ...low, privacy: 4 });
    expect(body).toMatchObject({ scorers: 2, mine: { privacy: 4 } });
    expect(body['spread']).toContainEqual({ principle: 'privacy', counts: [0, 0, 0, 0, 1, 1], unknown: 0 });
    expect(body['spread']).toContainEqual({
      principle: 'sustainability',
      counts: [0, 0, 0, 0, 0, 0],
      unknown: 2,
    });
    expect(text).not.toContain('tom');
    expect(bench.log.at(-1)).not.toHaveProperty('details');
  });

  it('wants every principle, from 0 to 5 or not known', async () => {
    const { safety: _, ...missing } = low;
    for (const wrong of [missing, { ...low, safety: 6 }, { ...low, safety: -1 }, { ...low, safety: 1.5 }]) {
      expect(await bench.ask(tom, 'PUT', `${base}/scores`, wrong)).toMatchObject({ status: 400 });
    }
  });

  const tradeOff = {
    ...{ favours: 'fairness', costs: 'privacy', reviewOn: '2027-03-01' },
    choice: { language: 'en', text: 'We keep the age group' },
    givenUp: { language: 'en', text: 'Some people stand out more' },
  };
  const advice = {
    ...{ kind: 'deda', title: 'DEDA session', date: '2026-11-01', reviewOn: '2026-12-20' },
    ...{ link: 'https://example.org/deda', conditions: null },
    advice: { language: 'en', text: 'Go on' },
  };

  it('records what is chosen over what, by whom, and asks attention when the day of review has passed', async () => {
    const { body } = await bench.ask(tom, 'POST', `${base}/trade-offs`, tradeOff);
    expect(body['tradeOffs']).toMatchObject([
      { favours: 'fairness', costs: 'privacy', by: { name: 'Name of tom' }, overdue: false },
    ]);
    await bench.ask(pia, 'POST', `${base}/advice`, advice);
    bench.known.now = new Date('2026-12-21T00:00:00Z');
    const board = await bench.ask(tom, 'GET', base);
    expect(board.body['ethics']).toMatchObject({
      tradeOffs: [{ overdue: false }],
      advice: [{ kind: 'deda', date: '2026-11-01', overdue: true, link: 'https://example.org/deda' }],
    });
    expect(await findOverdueReview(database.db, bench.edition.id, bench.known.now)).toBe('2026-12-20');
    expect(await findOverdueReview(database.db, randomUUID(), bench.known.now)).toBeUndefined();
  });

  it('is reviewed again with a next day, which ends the asking', async () => {
    const { body } = await bench.ask(pia, 'POST', `${base}/advice`, advice);
    const [{ id } = { id: '' }] = body['advice'] as { id: string }[];
    bench.known.now = new Date('2026-12-21T00:00:00Z');
    const path = `${base}/records/${id}/review`;
    expect(await bench.ask(tom, 'PUT', path, { reviewOn: '2026-12-21' })).toMatchObject({
      status: 400,
      body: { code: 'assessments.review-past' },
    });
    expect((await bench.ask(tom, 'PUT', path, { reviewOn: '2027-01-21' })).body).toMatchObject({
      advice: [{ overdue: false, reviewOn: '2027-01-21' }],
    });
    expect(await findOverdueReview(database.db, bench.edition.id, bench.known.now)).toBeUndefined();
    const unknown = `${base}/records/${randomUUID()}/review`;
    expect(await bench.ask(tom, 'PUT', unknown, { reviewOn: '2027-01-21' })).toMatchObject({
      status: 404,
      body: { code: 'assessments.record-unknown' },
    });
  });

  it.each([
    ['a principle against itself', { ...tradeOff, costs: 'fairness' }, 'assessments.same-principle'],
    ['a review today', { ...tradeOff, reviewOn: '2026-12-01' }, 'assessments.review-past'],
    ['a day that is none', { ...tradeOff, reviewOn: '2027-02-30' }, 'request.invalid'],
  ])('refuses %s', async (_, body, code) => {
    expect(await bench.ask(tom, 'POST', `${base}/trade-offs`, body)).toMatchObject({
      status: 400,
      body: { code },
    });
  });

  it.each(['javascript:alert(1)', 'http://example.org', 'https:///path', '//example.org', '/api/v1/session'])(
    'refuses the link %s',
    async (link) => {
      expect(await bench.ask(tom, 'POST', `${base}/advice`, { ...advice, link })).toMatchObject({
        status: 400,
      });
    },
  );
});
