import { randomUUID } from 'node:crypto';
import {
  bandOf,
  buildLattice,
  type CheckedCubes,
  type CountedUnit,
  countClasses,
  countCube,
  type DataSetDescription,
  protectCube,
  ruleParameters,
} from '@datalab/query-control';
import type { RegisteredGroups } from '@datalab/warehouse';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { AnyTx, Db } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { jobRunsMigrations } from '../../platform/jobs/job-runs.ts';
import { createJobs } from '../../platform/jobs/jobs.ts';
import { createLogger } from '../../platform/log/logger.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import { createReleases, releasesMigrations } from './releases.api.ts';
import type { LandedData, ReleasesDeps } from './releases.deps.ts';
import type { DataSetNames } from './releases.names.ts';
import { createFindGroupings, type FindGroupings } from './releases.shown.ts';
import type { ReleasesTables } from './releases.tables.ts';

export const noor: Actor = {
  id: 'noor',
  name: 'Noor de Wit',
  email: 'noor@town.example',
  organisation: 'town',
  roles: ['analyst'],
};
export const ines: Actor = { ...noor, id: 'ines', name: 'Ines Vos', roles: ['privacy-officer'] };

export const slug = 'care-and-nuisance';
export const kinds = ['drugs', 'litter', 'noise', 'smoke', 'vandalism'];

const names: DataSetNames = {
  name: { nl: 'Overlastmeldingen', en: 'Nuisance reports' },
  labels: new Map([['kind', { nl: 'Soort', en: 'Kind' }]]),
  valueNames: new Map([['kind', { noise: { nl: 'Geluid', en: 'Noise' } }]]),
  areas: new Map([
    ['BU1', 'Old North'],
    ['WK1', 'North'],
  ]),
};

function describe(groups: RegisteredGroups): DataSetDescription {
  const district = (number: number): string => (number < 3 ? 'WK1' : 'WK2');
  return {
    time: {
      from: '2024-01',
      to: '2024-12',
      hasNoValue: false,
      ...(groups.windows ? { windows: groups.windows } : {}),
    },
    area: {
      level: 'neighbourhood',
      areas: [1, 2, 3, 4].map((number) => ({ code: `BU${number}`, district: district(number) })),
      hasNoValue: false,
      severalPerPerson: true,
      ...(groups.areas ? { groups: groups.areas } : {}),
    },
    columns: [
      {
        name: 'kind',
        kind: 'category',
        categories: kinds,
        hasNoValue: false,
        severalPerPerson: true,
        ...(groups.columns?.['kind'] ? { groups: groups.columns['kind'] } : {}),
      },
    ],
    links: [],
    persons: 'all',
    specialCategory: false,
  };
}

/** 360 reports of 90 people, checked by the rules of the product. */
function checkReports(groups: RegisteredGroups): CheckedCubes {
  const records = Array.from({ length: 360 }, (_, index) => index);
  const microdata = {
    values: new Map([
      ['time', records.map((index) => `2024-${String(1 + (index % 12)).padStart(2, '0')}`)],
      ['area', records.map((index) => `BU${1 + (index % 4)}`)],
      ['kind', records.map((index) => kinds[(index * index) % 5] ?? 'noise')],
      ['records-per-person', records.map(() => bandOf(4))],
    ]),
    recordKeys: Uint32Array.from(records, (index) => Math.imul(index + 1, 2_654_435_761)),
    persons: Int32Array.from(records, (index) => index % 90),
    personKeys: Uint32Array.from({ length: 90 }, (_, index) => Math.imul(index + 1, 2_246_822_519)),
    amounts: new Map<string, Float64Array>(),
  };
  const description = describe(groups);
  const count = (unit: CountedUnit) => countCube(buildLattice(description, unit), unit, microdata);
  const cubes = {
    records: count('records'),
    persons: count('persons'),
    classes: countClasses(buildLattice(description, 'persons'), microdata),
  };
  const protection = protectCube(cubes, ruleParameters);
  return {
    records: { cube: cubes.records, protection: protection.records },
    ...(protection.persons ? { persons: { cube: cubes.persons, protection: protection.persons } } : {}),
  };
}

/** The one data set of an edition, whose checks are made in memory. */
function createLanded(findGroupings: FindGroupings) {
  const state = {
    version: 1,
    /** The versions that can be linked to the reports. */
    linked: ['care/v0001'],
    hasLanded: true,
    floor: 2,
    /** How often was looked up what landed. */
    lookups: 0,
  };
  const landedAt = (): Date => new Date(Date.UTC(2026, 10, state.version));
  const checks = {
    check: async (dataSet: string) => checkReports(await findGroupings(slug, dataSet, landedAt())),
    tryOut: async (_dataSet: string, groups: RegisteredGroups) => checkReports(groups),
  };
  const findLanded = async (): Promise<LandedData> => {
    state.lookups += 1;
    const { floor, hasLanded, linked, version } = state;
    const reports = { dataSet: 'reports', version: `v000${version}`, landedAt: landedAt(), linked };
    return { ...checks, versions: hasLanded ? [reports] : [], floor };
  };
  return { state, checks, findLanded, landedAt };
}

/** The module on a real database with real jobs; its one data set is checked in memory. */
export async function openReleasesBench() {
  const database = await openTestDatabase([jobRunsMigrations, releasesMigrations]);
  const openJobs = () =>
    createJobs(
      database,
      createLogger(() => {}),
    );
  let jobs = await openJobs();
  const events: AuditEntry[] = [];
  const findGroupings = createFindGroupings(database.db);
  const { checks, findLanded, landedAt, state: landed } = createLanded(findGroupings);
  const state = { now: new Date('2026-11-14T10:00:00Z'), finished: false, started: 0 };
  const deps: ReleasesDeps = {
    db: database.db as Db<ReleasesTables>,
    record: async (_tx, entry) => void events.push(entry),
    findEdition: async (asked, actor) => {
      if (asked !== slug) throw new Failure('editions.unknown', 404);
      if (actor.organisation === 'elsewhere') throw new Failure('editions.not-a-participant', 403);
      return { id: 'e1', slug, organisationsIn: ['town', 'police'] };
    },
    lockStep: async () => {
      if (state.finished) throw new Failure('editions.finished', 409);
      return 'analyse';
    },
    findNames: async (dataSet) => (dataSet === 'reports' ? names : undefined),
    checks: {
      findLanded,
      start: async () => {
        state.started += 1;
      },
    },
    jobs,
    now: () => state.now,
    newId: randomUUID,
  };
  const releases = createReleases({ ...deps, db: database.db });
  await jobs.work();
  return {
    deps,
    /** The checks that are made of what landed from now on. */
    checks,
    releases,
    events,
    state,
    /** What landed; a test may change it. */
    landed,
    findGroupings: (moment?: Date) => findGroupings(slug, 'reports', landedAt(), moment),
    /** Data land in the edition; by itself a next version of the data set. */
    async land(changed: Partial<typeof landed> = { version: landed.version + 1 }) {
      Object.assign(landed, changed);
      await database.db.transaction().execute((tx) => releases.on.dataLanded(tx, slug));
    },
    /** An organisation leaves with its data. */
    async leave(changed: Partial<typeof landed>) {
      Object.assign(landed, changed);
      const leaver = { edition: { id: 'e1', slug }, organisation: 'care', actor: noor };
      await database.db.transaction().execute((tx) => releases.on.organisationLeft(tx, leaver));
    },
    /** A new start of the server on the same database. */
    async restart() {
      await jobs.stop();
      jobs = await openJobs();
      const started = createReleases({ ...deps, jobs, db: database.db });
      await started.tidy();
      await jobs.work();
    },
    inTransaction: (work: (tx: AnyTx) => Promise<void>) => database.db.transaction().execute(work),
    async close() {
      await jobs.stop();
      await database.close();
    },
  };
}
