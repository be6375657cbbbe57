import { randomUUID } from 'node:crypto';
import { openFigure } from '@datalab/query-control';
import type { Database } from '../../platform/db/open-database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { inEnglish } from '../../platform/http/local-text.testing.ts';
import { createJobs } from '../../platform/jobs/jobs.ts';
import { createLogger } from '../../platform/log/logger.ts';
import type { Measurable, Measurement, WithdrawnSource } from '../analyses/analyses.api.ts';
import type { View } from '../analyses/answer.contract.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { Role } from '../identity/identity.contract.ts';
import { createImpact } from './impact.api.ts';
import type { ImpactDeps } from './impact.deps.ts';
import type { IndicatorInput } from './impact.service.ts';
import { monthAfter } from './series.ts';

export const slug = 'clean-streets';
export const goal = randomUUID();
export const solution = randomUUID();
const analysis = randomUUID();
const edition = randomUUID();

function person(id: string, organisation: string, ...roles: Role[]): Actor {
  return { id, name: `Name of ${id}`, email: `${id}@${organisation}.example`, organisation, roles };
}

export const fay = person('fay', 'town', 'facilitator');
export const noor = person('noor', 'town', 'analyst');
export const joris = person('joris', 'housing', 'participant');
export const sam = person('sam', 'housing', 'steward');
/** Of an organisation that was invited and has not stepped in. */
export const hal = person('hal', 'police', 'participant');
const everybody = [fay, noor, joris, sam, hal];

export const measurable: Measurable = {
  analysis,
  view: 'by-month',
  measure: 'count.records',
  title: { nl: 'Meldingen per maand', en: 'Reports per month' },
  label: { nl: 'Meldingen', en: 'Reports' },
  query: {
    from: 'reports',
    measures: [{ count: 'records' }],
    by: ['neighbourhood'],
    where: [{ column: 'month', from: '2025-01' }],
    also: [],
  },
  position: 0,
  insteadOfPersons: false,
  areas: {
    year: 2025,
    names: {
      BU1: { nl: 'Centrum', en: 'Centrum' },
      BU2: { nl: 'Haven', en: 'Haven' },
    },
  },
};

export const input: IndicatorInput = {
  name: inEnglish('Reports of litter'),
  about: { kind: 'solution', id: solution },
  analysis,
  view: 'by-month',
  measure: 'count.records',
  areas: ['BU1'],
  comparison: ['BU2'],
  direction: 'down',
  target: 60,
  start: '2025-06',
  owner: noor.id,
};

const wobble = [3, -2, 4, -4, 1, -1, 2, -3];

/** What the warehouse would answer: a hundred a month, from the start on seventy where it was done. */
function answerMonths({ key, title, shape, query }: View, until: number): Measurement['answers'][number] {
  const open = { unit: 'area', accessClass: 'open' };
  const value = (k: number) =>
    openFigure(
      (key === 'measured' && k >= 10 ? 70 : 100) + (wobble[(k + key.length) % wobble.length] ?? 0),
      open,
    );
  return {
    key,
    title,
    shape,
    query,
    dimensions: [{ key: 'month', label: { nl: 'Maand', en: 'Month' }, kind: 'month', valueNames: {} }],
    measures: [{ key: 'count.records', label: measurable.label, kind: 'records' }],
    rows: Array.from({ length: until }, (_, k) => ({
      month: monthAfter('2024-08', k),
      'count.records': value(k),
    })),
    totals: null,
    areaYear: null,
    sql: `select ${JSON.stringify(query.where)}`,
  };
}

/** The module with real jobs on a real database; the data of the edition are what a test lands. */
export async function openImpactBench(database: Database) {
  const events: AuditEntry[] = [];
  const told: string[] = [];
  const state: {
    step: StepKey;
    version: string;
    months: number;
    failing: string | null;
    withdrawn: WithdrawnSource[];
  } = {
    step: 'solve',
    version: 'v0001',
    months: 14,
    failing: null,
    withdrawn: [],
  };
  const jobs = await createJobs(
    database,
    createLogger(() => {}),
  );
  const deps: ImpactDeps = {
    db: database.tables(),
    record: async (_tx, entry) => void events.push(entry),
    jobs,
    findEdition: async (asked) => {
      if (asked !== slug) throw new Failure('editions.unknown', 404);
      const goals = [{ id: goal, text: { nl: 'Schoon', en: 'Clean' } }];
      return { id: edition, slug, currentStep: state.step, organisationsIn: ['town', 'housing'], goals };
    },
    lockStep: async () => state.step,
    writeFigure: (value, _style, language) =>
      'value' in value ? value.value.toLocaleString(language, { maximumFractionDigits: 1 }) : value.status,
    listSolutions: async () => [{ id: solution, title: { nl: 'Bakken', en: 'Bins' }, state: 'done' }],
    listMembers: async (organisations) =>
      everybody.filter(({ organisation }) => organisations.includes(organisation)),
    indicatorMeasurement: {
      listMeasurable: async () => ({ measurable: [measurable], earlier: 0 }),
      findMeasurable: async (_edition, { analysis, view, measure }) =>
        [measurable].find((one) => one.analysis === analysis && one.view === view && one.measure === measure),
      measure: async ({ views }, save) => {
        if (views.some(({ title }) => title.en === state.failing)) {
          throw new Failure('analyses.took-too-long', 504);
        }
        const measurement: Measurement = {
          answers: views.map((view) => answerMonths(view, state.months)),
          sources: [sourceOf(state.version)],
          organisations: ['town'],
          protection: {
            method: 'test',
            minimumCount: 5,
            suppressedCells: 0,
            publishedCells: 14,
            zeroCells: 0,
          },
        };
        await database.db.transaction().execute((tx) => save(tx, measurement));
      },
    },
    listWithdrawn: async () => state.withdrawn,
    listVersions: async () => new Map([['reports', state.version]]),
    notifyOwner: async (_tx, { edition: of, owner }) => void told.push(`${of} ${owner}`),
    now: () => new Date(),
    newId: randomUUID,
  };
  const impact = createImpact(deps);
  await jobs.work();
  return {
    deps,
    events,
    told,
    state,
    /** A newer version lands, as the deliveries tell. */
    land: async (version: string, months: number) => {
      Object.assign(state, { version, months });
      await database.db.transaction().execute((tx) => impact.on.dataLanded(tx, slug));
    },
    close: () => jobs.stop(),
  };
}

function sourceOf(version: string): Measurement['sources'][number] {
  const at = '2026-01-01T10:00:00.000Z';
  return {
    dataSet: 'reports',
    name: { nl: 'Meldingen', en: 'Reports' },
    organisation: 'town',
    version,
    rows: 1400,
    rounded: true,
    landedAt: at,
    delivery: {
      id: randomUUID(),
      at,
      by: 'Sanne Kok',
      fileName: 'reports.csv',
      read: 1400,
      accepted: 1400,
      rejected: 0,
    },
    contract: {
      id: 'reports',
      version: '1.0.0',
      purpose: null,
      legalBasis: null,
      retention: null,
      limitations: null,
    },
  };
}
