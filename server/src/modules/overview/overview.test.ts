import { parseContract } from '@datalab/warehouse';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { Database } from '../../platform/db/open-database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { analysesMigrations } from '../analyses/analyses.api.ts';
import { assessmentsMigrations } from '../assessments/assessments.api.ts';
import type { Catalogue } from '../catalogue/catalogue.api.ts';
import { closingMigrations } from '../closing/closing.api.ts';
import { deliveriesMigrations } from '../deliveries/deliveries.api.ts';
import { editionsMigrations } from '../editions/editions.api.ts';
import { type PictureFindingFact, pictureMigrations } from '../picture/picture.api.ts';
import { readinessMigrations } from '../readiness/readiness.api.ts';
import { sharingMigrations } from '../sharing/sharing.api.ts';
import { solutionsMigrations } from '../solutions/solutions.api.ts';
import { findingToCitable } from './citable.ts';
import { listCiting } from './leaving.ts';
import {
  findLandedSources,
  findPromiseFacts,
  listCitable,
  listEarlier,
  listOwnWork,
  previewLeaving,
} from './overview.api.ts';

const edition = { id: '00000000-0000-4000-8000-000000000001', slug: 'quiet-streets' };
const place = { ...edition, currentStep: 'prioritise' as const };
const at = '2026-11-21T10:00:00Z';
const words = JSON.stringify({ nl: 'Stille straten', en: 'Quiet streets' });
const id = (n: number): string => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;
const person = (name: string, organisation: string): Actor => ({
  id: name,
  name,
  email: `${name}@${organisation}.example`,
  organisation,
  roles: ['participant'],
});
const pia = person('pia', 'police');

const files = { spaceFolder: (space: string) => `/lake/${space}` };
const contract = parseContract(`apiVersion: v3.1.0
kind: DataContract
id: reports
name: reports
version: 1.0.0
status: active
customProperties:
  - { property: unit, value: event }
  - { property: areaYear, value: 2024 }
  - { property: accessClass, value: shared }
  - { property: store, value: ads }
schema:
  - name: reports
    physicalType: table
    properties:
      - name: month
        logicalType: string
        required: true
        customProperties: [{ property: role, value: month }]
`);
const catalogueOf = (registered: readonly string[]): Pick<Catalogue, 'findDataSet'> => ({
  findDataSet: async (dataSet) =>
    registered.includes(dataSet)
      ? {
          id: dataSet,
          name: { nl: dataSet, en: dataSet },
          owner: 'police',
          contract,
          about: { purpose: null, limitations: null, usage: null, legalBasis: null },
          labels: new Map(),
          valueNames: new Map(),
        }
      : undefined,
});

describe('over the modules', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase([
      ...[editionsMigrations, deliveriesMigrations, analysesMigrations, pictureMigrations],
      ...[
        solutionsMigrations,
        readinessMigrations,
        closingMigrations,
        assessmentsMigrations,
        sharingMigrations,
      ],
    ]);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.execute(`TRUNCATE editions, edition_participations, edition_goals, edition_data_sets,
      edition_step_completions, deliveries, landed_versions, current_versions, closing_lessons,
      readiness_rounds, readiness_answers, agreement_versions, sharing_stops`);
    await database.execute('DELETE FROM questions');
    await database.execute('DELETE FROM ethics_trade_offs');
    await database.execute(
      `INSERT INTO editions (id, slug, title, aim, theme, initiator, current_step, step_since, created_at)
        VALUES ($1, $2, $3, $3, $3, 'town', 'solve', $4, $4)`,
      [edition.id, edition.slug, words, at],
    );
    await database.execute(
      `INSERT INTO edition_participations (edition_id, organisation, decision, invited_at, decided_at)
        VALUES ($1, 'police', 'in', $2, $2)`,
      [edition.id, at],
    );
    await database.execute(
      `INSERT INTO edition_data_sets (edition_id, data_set, owner, agreed_by, agreed_at)
        VALUES ($1, 'reports', 'police', 'Fay', $2), ($1, 'homes', 'housing', 'Fay', $2)`,
      [edition.id, at],
    );
  });

  async function land(dataSet: string, organisation: string, rows: number, n: number): Promise<void> {
    await database.execute(
      `INSERT INTO deliveries (id, edition, space, data_set, organisation, contract_version, state, progress,
          file_name, bytes, sha256, by_id, "by", at)
        VALUES ($1, $2, $3, $4, $5, '1.0.0', 'landed', 1, 'a.csv', 9, 'x', 'sam', 'Sam', $6)`,
      [id(n), edition.slug, `edition:${edition.slug}`, dataSet, organisation, at],
    );
    await database.execute(
      `INSERT INTO landed_versions (space, data_set, version, rows, rejected, landed_at, delivery_id, contract_version)
        VALUES ($1, $2, 'v0001', $3, 0, $4, $5, '1.0.0')`,
      [`edition:${edition.slug}`, dataSet, rows, at, id(n)],
    );
    await database.execute('INSERT INTO current_versions (space, data_set, version) VALUES ($1, $2, $3)', [
      `edition:${edition.slug}`,
      dataSet,
      'v0001',
    ]);
  }

  async function ask(n: number, status: string): Promise<void> {
    await database.execute(
      `INSERT INTO questions (id, edition, number, goal, text, rung, asked_by, at, status)
        VALUES ($1, $2, $3, $4, $5, 'descriptive', 'town', $6, $7)`,
      [id(n), edition.id, n, id(99), words, at, status],
    );
  }

  async function learn(): Promise<void> {
    await database.execute(
      `INSERT INTO closing_lessons (id, edition, category, text, for_whom, author, "by", organisation, at)
        VALUES ($1, $2, 'data', $3, $3, 'fay', 'Fay', 'town', $4)`,
      [id(7), edition.id, words, at],
    );
  }

  test('the canvas weighs the questions that were not dropped, and which agreed data have landed', async () => {
    await ask(1, 'known');
    await ask(2, 'dropped');
    await ask(3, 'to-analyse');
    await land('reports', 'police', 30, 1);
    const facts = await findPromiseFacts(database.db, place);
    expect(facts.questions.map((one) => 'id' in one && one.id)).toEqual([id(1), id(3)]);
    expect(facts.dataSets.toSorted((a, b) => Number(a.landed) - Number(b.landed))).toEqual([
      { landed: false },
      { landed: true },
    ]);
  });

  test('a query may name what landed, as long as it is agreed for the edition and stands in the catalogue', async () => {
    await land('reports', 'police', 30, 1);
    await land('homes', 'housing', 50, 2);
    await land('debts', 'police', 10, 3);
    const registered = ['reports', 'debts'];
    const find = (versions?: ReadonlyMap<string, string>) =>
      findLandedSources(
        { db: database.db, files, catalogue: catalogueOf(registered), now: () => new Date() },
        edition.slug,
        versions,
      );
    const manifestSha256 = 'a'.repeat(64);
    await database.execute('UPDATE landed_versions SET manifest_sha256 = $1', [manifestSha256]);
    const dir = '/lake/edition:quiet-streets/reports/v0001';
    expect(await find()).toMatchObject([
      { dataSet: 'reports', owner: 'police', dir, manifestSha256, rows: 30 },
    ]);
    expect(await find(new Map([['reports', 'v0001']]))).toHaveLength(1);
    await expect(find(new Map([['reports', 'v0002']]))).rejects.toThrow('reports v0002 has not landed');
  });

  test('what landed before there were agreements may be asked for 90 days, and then no more without one', async () => {
    await land('reports', 'police', 30, 1);
    const find = (days: number) =>
      findLandedSources(
        {
          db: database.db,
          files,
          catalogue: catalogueOf(['reports']),
          now: () => new Date(Date.now() + days * 24 * 3600 * 1000),
        },
        edition.slug,
        undefined,
      );
    expect(await find(89)).toHaveLength(1);
    await expect(find(91)).rejects.toMatchObject({ code: 'sharing.no-agreement', status: 409 });
    await database.execute('UPDATE landed_versions SET landed_at = now()');
    await expect(find(0)).rejects.toMatchObject({ code: 'sharing.no-agreement' });
    await expect(find(1)).rejects.toMatchObject({ code: 'sharing.no-agreement' });
  });

  test('a query names what the agreement holds, in the agreed columns, until it is stopped or has ended', async () => {
    await land('reports', 'police', 30, 1);
    await land('homes', 'housing', 50, 2);
    const find = (now = new Date()) =>
      findLandedSources(
        { db: database.db, files, catalogue: catalogueOf(['reports', 'homes']), now: () => now },
        edition.slug,
        undefined,
      );
    const terms = { from: '2024-01', to: '2024-12', keepUntil: '2027-01-31' };
    const content = {
      period: { from: '2026-01-01', to: '2027-01-31', review: '2027-01-01' },
      dataSets: [{ dataSet: 'reports', owner: 'police', columns: [], terms }],
      advice: [],
    };
    await database.execute(
      `INSERT INTO agreement_versions (edition, number, kind, content, hash, signed, since)
        VALUES ($1, 1, 'first', $2, 'h', '{}', now())`,
      [edition.slug, JSON.stringify(content)],
    );
    await database.execute(
      `UPDATE landed_versions SET agreed = '{"columns": []}' WHERE data_set = 'reports'`,
    );
    const [only, ...others] = await find();
    expect(others).toEqual([]);
    expect(only).toMatchObject({ dataSet: 'reports', contract: { columns: [] } });
    await database.execute(
      `INSERT INTO sharing_stops (id, edition, organisation, "by", reason, at)
        VALUES ($1, $2, 'police', 'Olga', 'Er is iets mis.', now())`,
      [id(50), edition.slug],
    );
    await expect(find()).rejects.toMatchObject({
      code: 'sharing.stopped',
      params: { organisation: 'police', reason: 'Er is iets mis.' },
    });
    await database.execute('UPDATE sharing_stops SET resumed_at = now()');
    expect(await find()).toHaveLength(1);
    await expect(find(new Date('2027-02-01T12:00:00Z'))).rejects.toMatchObject({ code: 'sharing.ended' });
  });

  test('what leaves with an organisation is what it brought, and not what others did', async () => {
    await land('reports', 'police', 1234, 1);
    await land('homes', 'housing', 50, 2);
    const leaving = await previewLeaving(database.db, edition, 'police');
    expect(leaving).toMatchObject({ versions: 1, analyses: 0, documents: 0, insights: 0 });
    expect(await previewLeaving(database.db, edition, 'town')).toMatchObject({ versions: 0, rows: 0 });
  });

  test('an insight may rest on a question that is known, and not on one that still has to be analysed', async () => {
    await ask(1, 'known');
    await ask(2, 'to-analyse');
    const citable = await listCitable(database.db, edition);
    expect(citable.map(({ id: one, current }) => [one, current])).toEqual([
      [id(1), true],
      [id(2), false],
    ]);
  });

  test('a person of an organisation that is in is asked in the first step how ready they are, until they answer', async () => {
    const work = (actor: Actor, where: { currentStep: 'prioritise' | 'solve' } = place) =>
      database.db
        .transaction()
        .execute((tx) =>
          listOwnWork(tx, { ...edition, ...where, currentStep: where.currentStep }, actor, new Date(at)),
        );
    expect(await work(pia)).toMatchObject([{ code: 'readiness.answers-wait', place: 'readiness/mine' }]);
    expect(await work(pia, { currentStep: 'solve' })).toEqual([]);
    expect(await work(person('hal', 'housing'))).toEqual([]);
    await database.execute(
      "INSERT INTO readiness_rounds (edition, organisation, round, since) VALUES ($1, 'police', 1, $2)",
      [edition.id, at],
    );
    await database.execute(
      `INSERT INTO readiness_answers (edition, organisation, round, person, answers, at)
        VALUES ($1, 'police', 1, 'pia', '{}', $2)`,
      [edition.id, at],
    );
    expect(await work(pia)).toEqual([]);
  });

  test('a choice about ethics whose day has passed asks those who lead, and the privacy officer', async () => {
    const work = (role: string, organisation: string, day: string) =>
      database.db
        .transaction()
        .execute((tx) =>
          listOwnWork(
            tx,
            { ...edition, currentStep: 'solve' },
            { ...person('pia', organisation), roles: [role] },
            new Date(day),
          ),
        );
    await database.execute(
      `INSERT INTO ethics_trade_offs
        (id, edition, favours, costs, choice, given_up, review_on, person, person_name, person_organisation, at)
        VALUES ($1, $2, 'fairness', 'privacy', $3, $3, '2026-12-01', 'pia', 'Pia', 'police', $4)`,
      [id(9), edition.id, words, at],
    );
    for (const role of ['facilitator', 'privacy-officer']) {
      expect(await work(role, 'police', '2026-12-02T00:00:00Z')).toMatchObject([
        { code: 'assessments.review-waits', place: 'assessments', since: new Date('2026-12-01') },
      ]);
      expect(await work(role, 'police', '2026-12-01T23:00:00Z')).toEqual([]);
      expect(await work(role, 'housing', '2026-12-02T00:00:00Z')).toEqual([]);
    }
    expect(await work('participant', 'police', '2026-12-02T00:00:00Z')).toEqual([]);
  });

  test('lessons are told of a finished edition only, and how much was found only to those in it', async () => {
    await learn();
    expect(await listEarlier(database.db, pia)).toMatchObject([{ lessons: [], findings: 0 }]);
    expect(await listEarlier(database.db, person('hal', 'housing'))).toEqual([]);
    await database.execute("UPDATE editions SET finished_by = 'Fay', finished_at = $1", [at]);
    expect(await listEarlier(database.db, person('hal', 'housing'))).toMatchObject([
      { lessons: [{ en: 'Quiet streets' }], findings: null },
    ]);
  });
});

describe('a finding from a document', () => {
  const fact = (n: number, source: string, withdrawn = false): PictureFindingFact => ({
    source,
    finding: {
      id: id(n),
      number: n,
      text: 'Meer meldingen',
      page: 1,
      quote: 'x',
      questions: [],
      organisation: 'town',
      by: 'Fay',
      at,
      document: { id: id(50), title: 'Report', kind: 'pdf' },
      withdrawn: withdrawn ? { organisation: source, at } : null,
    },
  });

  test('may be cited as long as its document is there, as of the organisation whose document it is', () => {
    expect(findingToCitable(fact(1, 'police'))).toMatchObject({
      current: true,
      withdrawn: [],
      organisations: ['police'],
      document: id(50),
    });
    expect(findingToCitable(fact(1, 'police', true))).toMatchObject({ current: false, withdrawn: [{}] });
  });

  test('leaves with the organisation of the document, not with who noted it, and once only', () => {
    const facts = [fact(1, 'police'), fact(2, 'town'), fact(3, 'police', true)];
    expect(listCiting(facts, 'police')).toEqual([id(1)]);
  });
});
