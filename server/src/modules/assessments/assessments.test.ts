import { createHash, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { assessmentsMigrations } from './assessments.api.ts';
import { ada, ana, hal, openAssessmentsBench, pia, slug, tom } from './assessments.testing.ts';
import { faultyForm } from './rules/rules.testing.ts';

const base = `/editions/${slug}/assessments`;
const forms = '/assessment-forms';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const whole = {
  '0.1': 'false',
  '0.5.1': 'false',
  '1.1': ['Group: adults'],
  '1.3': 'Days',
  '1.4': 'false',
  '3.1': [],
};

describe.each(engines)('assessments on $name', ({ open }) => {
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

  const answer = (actor: typeof tom, answers: object, seen: string | null = null) =>
    bench.ask(actor, 'PUT', `${base}/prescan/answers`, { answers, seen });
  const riskOf = () => database.db.transaction().execute((tx) => bench.assessments.riskOf(tx, bench.edition));

  describe('a published form', () => {
    it('is brought by an administrator, kept as it is, dated, with its mistakes named', async () => {
      const { status, body } = await bench.bring(ada, forms, faultyForm, 'prescan.yaml');
      expect(status).toBe(201);
      expect(body['forms']).toMatchObject([
        {
          ...{
            kind: 'prescan',
            urn: 'urn:nl:prescan',
            version: '2.0',
            sha256: sha256(faultyForm),
            defects: 8,
          },
          broughtAt: '2026-12-01T10:00:00.000Z',
          by: { name: 'Name of ada', organisation: 'town' },
        },
      ]);
      expect(bench.log).toMatchObject([
        {
          action: 'assessments.form-brought',
          details: { urn: 'urn:nl:prescan', sha256: sha256(faultyForm) },
        },
      ]);
    });

    it('replaces the one before it, and becomes the newest when it is brought again', async () => {
      const next = faultyForm.replace("version: '2.0'", "version: '2.1'");
      for (const [form, minute] of [
        [faultyForm, '01'],
        [next, '02'],
        [faultyForm, '03'],
      ] as const) {
        bench.known.now = new Date(`2026-12-01T10:${minute}:00Z`);
        await bench.bring(ada, forms, form);
      }
      const { body } = await bench.ask(tom, 'GET', forms);
      expect(body).toMatchObject({
        forms: [{ version: '2.0', broughtAt: '2026-12-01T10:03:00.000Z' }, { version: '2.1' }],
        may: { bring: { allowed: false } },
      });
    });

    it.each([
      ['of another kind', faultyForm.replace('urn:nl:prescan', 'urn:nl:kia'), 422, 'assessments.form-other'],
      ['that cannot be read', faultyForm.replace('far >= 1', 'far = 1'), 422, 'assessments.form-invalid'],
      ['that is too large', ' '.repeat(1_000_001), 413, 'assessments.file-too-large'],
    ])('is refused %s', async (_, content, status, code) => {
      expect(await bench.bring(ada, forms, content)).toMatchObject({ status, body: { code } });
      expect((await bench.ask(ada, 'GET', forms)).body['forms']).toEqual([]);
    });

    it('is brought by nobody else', async () => {
      expect(await bench.bring(null, forms, faultyForm)).toMatchObject({ status: 401 });
      for (const actor of [tom, pia, ana]) {
        expect(await bench.bring(actor, forms, faultyForm)).toMatchObject({
          status: 403,
          body: { code: 'assessments.role-may-not' },
        });
      }
    });
  });

  describe('the pre-scan', () => {
    it('waits for its rules, and without them nothing is low', async () => {
      expect(await bench.ask(tom, 'GET', `${base}/prescan`)).toMatchObject({
        status: 409,
        body: { code: 'assessments.no-form' },
      });
      expect(await answer(tom, whole)).toMatchObject({ status: 409 });
      expect((await bench.ask(tom, 'GET', base)).body).toMatchObject({
        prescan: { form: null, risk: 'unknown' },
      });
      expect(await riskOf()).toMatchObject({ level: 'unknown', rulesSha256: null });
    });

    it('is filled in by parties beside each other: who answered what, and what is missing from whom', async () => {
      await bench.bring(ada, forms, faultyForm);
      bench.known.now = new Date('2026-12-02T10:00:00Z');
      const { body } = await answer(tom, whole);
      expect(body).toMatchObject({
        risk: 'unknown',
        parties: [
          { organisation: 'town', asked: 6, missing: 0, since: '2026-12-01T10:00:00.000Z' },
          { organisation: 'police', asked: 5, missing: 5 },
        ],
      });
      expect(body['answers']).toContainEqual({
        question: '1.1',
        organisation: 'town',
        value: ['Group: adults'],
        by: { name: 'Name of tom', organisation: 'town' },
        at: '2026-12-02T10:00:00.000Z',
      });
      expect(await riskOf()).toMatchObject({ level: 'unknown', missing: ['police'] });
      expect((await answer(pia, whole)).body).toMatchObject({ risk: 'low' });
      expect(await riskOf()).toEqual({
        level: 'low',
        outcomes: [],
        missing: [],
        rulesSha256: sha256(faultyForm),
      });
      expect(bench.log.at(-1)).toMatchObject({
        action: 'assessments.prescan-answered',
        details: { organisation: 'police', questions: 6 },
      });
    });

    it('asks by what was answered: another question follows, and is missing', async () => {
      await bench.bring(ada, forms, faultyForm);
      const { body } = await answer(tom, { ...whole, '0.5.1': 'true' });
      expect(body['parties']).toMatchObject([{ asked: 7, missing: 1 }, {}]);
    });

    it('takes the stricter reading, shows both, and the strictest party counts', async () => {
      await bench.bring(ada, forms, faultyForm);
      await answer(tom, whole);
      const { body } = await answer(pia, { ...whole, '1.1': ['Group: children'], '1.3': 'Years' });
      expect(body).toMatchObject({
        risk: 'high',
        sums: [{ criterion: 'sum', literal: 1, repaired: 3, limit: 2 }],
        outcomes: [
          { id: 'DPIA', level: 'required', differs: true },
          { id: 'DTIA', level: null },
        ],
      });
      expect(await riskOf()).toMatchObject({ level: 'high', outcomes: [{ id: 'DPIA' }] });
    });

    it('is high at once when that is sure, and raised only when everybody answered', async () => {
      await bench.bring(ada, forms, faultyForm);
      expect((await answer(tom, { ...whole, '3.1': ['List: profiling'] })).body).toMatchObject({
        risk: 'unknown',
      });
      expect((await answer(pia, whole)).body).toMatchObject({ risk: 'raised' });
      expect((await answer(pia, { '0.1': 'true' }, '2026-12-01T10:00:00.000Z')).body).toMatchObject({
        risk: 'high',
      });
    });

    it('fills in beforehand what contracts say, for the own organisation', async () => {
      await bench.bring(ada, forms, faultyForm);
      const { body } = await bench.ask(pia, 'GET', `${base}/prescan`);
      expect(body['suggestions']).toEqual([{ question: '3.1', value: ['List: Samenwerkingsverbanden'] }]);
      expect(body['answers']).toEqual([]);
    });

    it('takes an answer away, and refuses one that is not offered or not asked for', async () => {
      await bench.bring(ada, forms, faultyForm);
      await answer(tom, whole);
      const seen = '2026-12-01T10:00:00.000Z';
      const { body } = await answer(tom, { '1.3': null }, seen);
      expect(body['parties']).toMatchObject([{ missing: 1 }, {}]);
      for (const wrong of [
        { '1.3': 'Weeks' },
        { '1.3': ['Years'] },
        { '1.1': 'Group: adults' },
        { '0': 'x' },
      ]) {
        expect(await answer(tom, wrong, seen)).toMatchObject({
          status: 400,
          body: { code: 'assessments.answer-not-offered' },
        });
      }
      expect(await answer(tom, { '9.9': 'x' })).toMatchObject({ status: 404 });
    });

    it('does not overwrite what a colleague answered meanwhile', async () => {
      await bench.bring(ada, forms, faultyForm);
      await answer(tom, { '1.3': 'Days' });
      expect(await answer(tom, { '1.3': 'Years' })).toMatchObject({
        status: 409,
        body: { code: 'assessments.changed-meanwhile' },
      });
      expect(await answer(tom, { '0.1': 'true' })).toMatchObject({ status: 200 });
      expect(await answer(tom, { '1.3': 'Years' }, '2026-12-01T10:00:00.000Z')).toMatchObject({
        status: 200,
      });
    });

    it('keeps answers that a newer form dropped out of the outcome', async () => {
      await bench.bring(ada, forms, faultyForm);
      await answer(tom, whole);
      await answer(pia, whole);
      bench.known.now = new Date('2026-12-03T10:00:00Z');
      await bench.bring(ada, forms, faultyForm.replaceAll('Days', 'Months'));
      const { body } = await bench.ask(tom, 'GET', `${base}/prescan`);
      expect(body).toMatchObject({ risk: 'unknown', parties: [{ missing: 1 }, { missing: 1 }] });
    });
  });

  describe('a DPIA or an IAMA in the JSON of the ministry', () => {
    const at = '2026-11-30T09:00:00.000Z';
    const file = (urn: string, answers: object) =>
      JSON.stringify({ $schema: 'elsewhere', metadata: { urn, createdAt: at }, answers }, null, 3);
    const dpia = file('urn:nl:dpia:3.0', { '1.1': { value: '<b>Ours</b>', lastEditedAt: at } });

    it('is kept byte for byte, read as plain text, and says what is outside the schema', async () => {
      const { status, body } = await bench.bring(tom, `${base}/files`, `\u{feff}${dpia}`, 'our dpia.json');
      expect(status).toBe(201);
      expect(body).toMatchObject({
        ...{ kind: 'dpia', urn: 'urn:nl:dpia:3.0', fileName: 'our dpia.json', otherVersion: false },
        ...{ outsideSchema: ['$schema'], unknown: null, sha256: sha256(`\u{feff}${dpia}`) },
      });
      const path = `${base}/files/${String(body['id'])}`;
      expect((await bench.ask(pia, 'GET', path)).body).toMatchObject({
        content: [{ question: '1.1', title: null, texts: ['Ours'] }],
      });
      const original = await bench.download(pia, `${path}/original`);
      expect(original).toEqual(Buffer.from(`\u{feff}${dpia}`));
      expect(bench.log.at(-1)).toMatchObject({
        action: 'assessments.file-brought',
        details: { kind: 'dpia' },
      });
    });

    it('of another version is kept, read as far as it is known, and lists what is not', async () => {
      const form = faultyForm.replace('urn:nl:prescan', 'urn:nl:iama').replace("'1.2'", "'2.2A.1'");
      await bench.bring(ada, forms, form);
      const said = { value: 'x', lastEditedAt: at };
      const iama = file('urn:nl:iama:9.0', { '1.3': said, '2.2A.1': said, '8.8': said });
      const { body } = await bench.bring(pia, `${base}/files`, iama);
      expect(body).toMatchObject({ kind: 'iama', otherVersion: true, answers: 3, unknown: ['8.8'] });
      expect((await bench.ask(tom, 'GET', base)).body['files']).toMatchObject([{ kind: 'iama' }]);
    });

    it.each([
      ['no JSON', '{', 422, 'assessments.file-not-json'],
      ['a hostile file', '['.repeat(100_000), 422, 'assessments.file-not-json'],
      ['depth', `${'['.repeat(100)}${']'.repeat(100)}`, 422, 'assessments.file-unsafe'],
      ['another form', file('urn:nl:kia:1.0', {}), 422, 'assessments.file-other-form'],
      [
        'a pre-scan, which is answered here',
        file('urn:nl:prescan:2.0', {}),
        422,
        'assessments.file-other-form',
      ],
      ['too large a file', ' '.repeat(5_000_001), 413, 'assessments.file-too-large'],
    ])('is refused: %s', async (_, content, status, code) => {
      expect(await bench.bring(tom, `${base}/files`, content)).toMatchObject({ status, body: { code } });
      expect((await bench.ask(tom, 'GET', base)).body['files']).toEqual([]);
    });

    it('goes out with what is known filled in, on top of what people wrote', async () => {
      const empty = JSON.parse(String(await bench.download(tom, `${base}/dpia`)));
      expect(empty.answers['1.1'].value).toBe('Rustige straten. Minder overlast');
      await bench.bring(tom, `${base}/files`, dpia);
      const filled = JSON.parse(String(await bench.download(tom, `${base}/dpia`)));
      expect(filled.answers['1.1'].value).toBe('<b>Ours</b>');
      expect(filled.answers['2.1']).toHaveLength(3);
    });
  });

  it('is for people in the edition, and for the roles that speak for an organisation', async () => {
    await bench.bring(ada, forms, faultyForm);
    const file = randomUUID();
    for (const path of ['', '/prescan', `/files/${file}`, `/files/${file}/original`, '/dpia']) {
      expect([path, (await bench.ask(hal, 'GET', `${base}${path}`)).body['code']]).toEqual([
        path,
        'assessments.not-in',
      ]);
      expect([path, (await bench.ask(null, 'GET', `${base}${path}`)).status]).toEqual([path, 401]);
    }
    expect((await bench.ask(tom, 'GET', `${base}/files/${file}`)).body).toMatchObject({
      code: 'assessments.file-unknown',
    });
    for (const actor of [hal, ana]) {
      const code = actor === hal ? 'assessments.not-in' : 'assessments.role-may-not';
      expect(await answer(actor, whole)).toMatchObject({ status: 403, body: { code } });
      expect(await bench.bring(actor, `${base}/files`, '{}')).toMatchObject({ status: 403, body: { code } });
    }
  });

  it('changes nothing in an edition that is finished', async () => {
    await bench.bring(ada, forms, faultyForm);
    bench.known.finished = true;
    expect(await answer(tom, whole)).toMatchObject({ status: 409, body: { code: 'editions.finished' } });
    bench.known.finished = false;
    expect((await bench.ask(tom, 'GET', `${base}/prescan`)).body['answers']).toEqual([]);
  });
});
