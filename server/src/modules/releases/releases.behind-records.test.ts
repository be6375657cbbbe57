import { randomUUID } from 'node:crypto';
import type { AnalysisQuery, AnsweredTable, CountTables } from '@datalab/warehouse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { getReleases } from './releases.overview.ts';
import { createReleaseKeeper, type ReleasesDeps } from './releases.service.ts';
import { type ReleasesTables, releasesMigrations } from './releases.tables.ts';

const noor: Actor = {
  id: 'noor',
  name: 'Noor de Wit',
  email: 'n@x.nl',
  organisation: 'town',
  roles: ['analyst'],
};
const officer: Actor = { ...noor, id: 'ines', name: 'Ines Vos', roles: ['privacy-officer'] };
const edition = { slug: 'behind' };
const parameters = { minimumCount: 10 };
const query: AnalysisQuery = { from: 'care', measures: [{ count: 'records' }], by: [], where: [], also: [] };

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let deps: ReleasesDeps;
beforeAll(async () => {
  database = await openTestDatabase([releasesMigrations]);
  deps = {
    db: database.db as Db<ReleasesTables>,
    record: async () => {},
    findEdition: async (slug) => ({ slug, organisationsIn: ['town'] }),
    findNames: async () => undefined,
    findExtender: async () => officer.name,
    now: () => new Date('2026-11-14T10:00:00Z'),
    newId: randomUUID,
  };
});
afterAll(() => database.close());

function total(unit: AnsweredTable['unit'], version: string, count: number): AnsweredTable {
  const cells = [{ id: 'total', box: {}, count, shown: true }];
  return { dataset: 'care', version, unit, severalPerPerson: [], cells };
}

/** A question about records of so many persons. */
function ofRecords(version: string, persons: number, records: number): AnsweredTable[] {
  return [
    { ...total('persons', version, persons), isBehindRecords: true },
    total('records', version, records),
  ];
}

const countNobody: CountTables = async (_, boxes) => boxes.map(() => 0);

/** What the review suppresses of one question, asked after a new start of the hub. */
async function ask(tables: readonly AnsweredTable[]) {
  const evidence = randomUUID();
  const keeper = createReleaseKeeper(deps);
  return keeper.within({ edition, actor: noor, parameters }, async ({ review, save }) => {
    const judged = await review('records', query)(tables, countNobody);
    await deps.db.transaction().execute((tx) => save(tx, evidence));
    return { withheld: [...judged].map(([key, cells]) => `${key} ${[...cells].join()}`), evidence };
  });
}

async function cellsOfNoor(): Promise<number | undefined> {
  return (await getReleases(deps, officer, edition.slug)).people[0]?.cells;
}

it('a figure of records is suppressed when many records of a few persons are between it and one asked before', async () => {
  expect((await ask(ofRecords('v0001', 60, 780))).withheld).toEqual(['behind-records ', 'records ']);
  const { withheld, evidence } = await ask(ofRecords('v0002', 59, 767));
  expect(withheld).toEqual(['behind-records total', 'records ']);
  const repeat = await createReleaseKeeper(deps).repeating(evidence);
  const repeated = await repeat('records', query)([], countNobody);
  expect(repeated.get('behind-records')).toEqual(new Set(['total']));
});

it('the persons behind a figure of records cost nothing of the budget, and what is suppressed neither', async () => {
  expect(await cellsOfNoor()).toBe(1);
  expect((await ask(ofRecords('v0003', 48, 750))).withheld).toEqual(['behind-records ', 'records ']);
  expect(await cellsOfNoor()).toBe(2);
});

it('a number of persons is held against those behind records, and the officer reads why like any other', async () => {
  expect((await ask([total('persons', 'v0004', 55)])).withheld).toEqual(['persons total']);
  const { withheld } = await getReleases(deps, officer, edition.slug);
  expect(withheld.map(({ number, cells, explained }) => [number, cells, explained[0]?.en])).toEqual([
    [4, 1, 'Between table 1 (v0001) and table 4 (v0004) the same group changed by 5 persons.'],
    [2, 1, 'Between table 1 (v0001) and table 2 (v0002) the same group changed by 1 person.'],
  ]);
});
