import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultParameters } from '@datalab/query-control';
import {
  createVersionChecks,
  openEngine,
  parseContract,
  quoteLiteral,
  sealVersion,
} from '@datalab/warehouse';
import { sql } from 'kysely';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { Db } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { inEnglish } from '../../platform/http/local-text.testing.ts';
import { createLogger, type Logger } from '../../platform/log/logger.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import { createAnswerDamage, createCheckOf } from '../checks/checks.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { DataOption } from '../guardrail/check.contract.ts';
import { createGuard, guardrailMigrations } from '../guardrail/guardrail.api.ts';
import type { Opened, Shown } from '../releases/releases.api.ts';
import type { AnalysesDeps, EditionView } from './analyses.deps.ts';
import { analysesMigrations } from './analyses.migrations.ts';
import type { AnalysesTables } from './analyses.tables.ts';
import { createKeptAnswers } from './kept-answers.ts';
import type { LandedSource } from './landed-sources.ts';
import { type Rung, type RungAdvice, rung as rungs } from './questions.contract.ts';
import type { createQuestions } from './questions.service.ts';
import type { WithdrawnSource } from './withdrawals.ts';

const contract = parseContract(`
apiVersion: v3.1.0
kind: DataContract
id: reports
name: Reports
version: 1.0.0
status: active
description: { purpose: Where nuisance is reported, limitations: Only what was reported }
customProperties:
  - { property: unit, value: event }
  - { property: areaYear, value: 2024 }
  - { property: legalBasis, value: public task }
  - { property: retention, value: P1Y }
  - { property: accessClass, value: shared }
  - { property: store, value: ads }
  - { property: otherColumns, value: error }
team: [{ username: owner@police.example, role: owner }]
schema:
  - name: reports
    properties:
      - { name: month, logicalType: string, required: true, customProperties: [{ property: role, value: month }] }
      - { name: area, logicalType: string, customProperties: [{ property: role, value: neighbourhood }] }
      - { name: category, businessName: kind, logicalType: string, quality: [{ type: library, metric: invalidValues, arguments: { validValues: [litter, noise, smoke] }, mustBe: 0 }], customProperties: [{ property: role, value: dimension }] }
`);

export const goalId = randomUUID();
export const analyst: Actor = {
  id: 'noor',
  name: 'Noor de Wit',
  email: 'noor@example.org',
  organisation: 'town',
  roles: ['analyst'],
};
export const facilitator: Actor = { ...analyst, id: 'lotte', name: 'Lotte Visser', roles: ['facilitator'] };
export const stranger: Actor = { ...analyst, id: 'x', organisation: 'elsewhere' };

export const officer: Actor = { ...analyst, id: 'ines', name: 'Ines Vos', roles: ['privacy-officer'] };

const goal: EditionView['goals'][number] = {
  id: goalId,
  organisation: null,
  text: { nl: 'Minder overlast', en: 'Less nuisance' },
  successCriterion: { nl: 'Onder 1.900', en: 'Under 1,900' },
  review: null,
  sharp: true,
  by: 'Lotte Visser',
  at: '2026-03-12T09:00:00.000Z',
};

/** The module on a real database and a real lake of one data set with 40 reports of litter, 20 of smoke and 3 of noise. */
export async function openAnalysesBench() {
  const database = await openTestDatabase([analysesMigrations, guardrailMigrations]);
  const lake = await mkdtemp(join(tmpdir(), 'analyses-'));
  const source = await landReports(join(lake, 'v0001'));
  const events: AuditEntry[] = [];
  const shown: Shown[] = [];
  const opened: (Opened & { readonly actor: Actor })[] = [];
  const state: { step: StepKey; highestRung: Rung; withdrawn: WithdrawnSource[] } = {
    step: 'analyse',
    highestRung: 'diagnostic',
    withdrawn: [],
  };
  const advise = (rung: Rung): RungAdvice =>
    rungs.options.indexOf(rung) <= rungs.options.indexOf(state.highestRung)
      ? { rung, reasons: [] }
      : { rung: state.highestRung, reasons: [{ code: 'readiness.rung.not-used', params: {} }] };
  const editionId = randomUUID();
  const view = (): EditionView => ({
    id: editionId,
    slug: 'care-and-nuisance',
    title: { nl: 'Zorg en overlast', en: 'Care and nuisance' },
    currentStep: state.step,
    questionListLocked: state.step === 'solve',
    organisationsIn: ['town'],
    goals: [goal],
  });
  const logged: Readonly<Record<string, unknown>>[] = [];
  const logger = createLogger((line) => void logged.push(JSON.parse(line)));
  const deps: AnalysesDeps = {
    db: database.db as Db<AnalysesTables>,
    record: async (_tx, entry) => void events.push(entry),
    findEdition: async (slug, actor) => {
      if (slug !== view().slug) throw new Failure('editions.unknown', 404);
      if (actor.organisation !== 'town') throw new Failure('editions.not-a-participant', 403);
      return view();
    },
    lockStep: async () => state.step,
    adviseRungs: async (_edition, questions) => questions.map(({ rung }) => advise(rung)),
    guard: createGuard(findReports),
    findLandedSources: async () => [source],
    listWithdrawn: async () => state.withdrawn,
    findAreas: async () => undefined,
    protectionOf: async () => defaultParameters,
    ...startChecks(async () => undefined, logger),
    answerDamage: createAnswerDamage(logger),
    findGroupingNames: async () => new Map(),
    recordShown: async (_tx, one) => void shown.push(one),
    recordOpened: async (actor, _edition, results) =>
      void opened.push(...results.map((one) => ({ actor, ...one }))),
    now: () => new Date('2026-11-14T10:00:00Z'),
    newId: randomUUID,
    answerTimeoutMs: 10_000,
  };
  return {
    deps,
    events,
    shown,
    opened,
    logged,
    state,
    slug: view().slug,
    /** The same after a new start of the hub, which knows nothing but what is stored. */
    restart: (changed: Partial<AnalysesDeps> = {}): AnalysesDeps => {
      const started = { ...deps, ...changed };
      return { ...started, ...startChecks(started.findAreas, logger) };
    },
    /** What a saved query measures, as it was kept under earlier rules. */
    setMeasures: (analysis: string, measures: readonly object[]) =>
      sql`
        update analysis_versions
        set views = jsonb_set(views, '{0,query,measures}', ${JSON.stringify(measures)}::jsonb)
        where analysis = ${analysis}`.execute(database.db),
    tamper: (table: string) => sql`update ${sql.table(table)} set at = now()`.execute(database.db),
    async close() {
      await database.close();
      await rm(lake, { recursive: true });
    },
  };
}

/** The reports as the guardrail looks at them. */
export async function findReports(): Promise<DataOption> {
  const label = { nl: 'soort', en: 'kind' };
  return {
    dataSet: 'reports',
    name: { nl: 'Meldingen', en: 'Reports' },
    owner: 'town',
    unit: 'event',
    namesPersons: false,
    specialCategory: false,
    columns: ['category', 'neighbourhood', 'month'].map((name) => ({
      name,
      role: name === 'category' ? 'dimension' : name,
      label,
    })),
  };
}

/** What a hub keeps in its process. */
function startChecks(findAreas: AnalysesDeps['findAreas'], logger: Logger) {
  const checkOf = createCheckOf({
    findGroupings: async () => ({}),
    findAreas,
    logger,
    noiseSecretOf: async () => new Uint8Array(32).fill(1),
    protectionOf: async () => defaultParameters,
    versionChecks: createVersionChecks(),
  });
  return { checkOf, keptAnswers: createKeptAnswers() };
}

async function landReports(dir: string): Promise<LandedSource> {
  await mkdir(join(dir, 'rows'), { recursive: true });
  const engine = await openEngine();
  await engine.run(`
    copy (
      select
        '2026-0' || (1 + i % 3) as month,
        'BU99990001' as neighbourhood, 'WK999900' as district, 'GM9999' as municipality,
        case when i < 40 then 'litter' when i < 43 then 'noise' else 'smoke' end as category,
        i * 2654435761 % 4294967296 as record_key, 2026 as year
      from range(63) t(i)
    ) to ${quoteLiteral(join(dir, 'rows', '0001.parquet'))} (format parquet)`);
  engine.close();
  await sealVersion(dir, { personIndex: false });
  return {
    dataSet: 'reports',
    name: { nl: 'Meldingen', en: 'Reports' },
    owner: 'town',
    version: 'v0001',
    dir,
    rows: 63,
    landedAt: new Date('2026-11-01T10:00:00Z'),
    keyVersion: null,
    delivery: {
      id: randomUUID(),
      at: new Date('2026-11-01T09:59:00Z'),
      by: 'Sanne Kok',
      fileName: 'reports.parquet',
      read: 64,
      accepted: 63,
      rejected: 1,
    },
    contract,
    about: {
      purpose: { nl: 'Weten waar overlast is', en: 'To know where there is nuisance' },
      legalBasis: { nl: 'publieke taak', en: 'public task' },
      limitations: { nl: 'Alleen wat gemeld is', en: 'Only what was reported' },
    },
    labels: new Map([['category', { nl: 'soort', en: 'kind' }]]),
    valueNames: new Map([['category', { litter: { nl: 'Zwerfafval', en: 'Litter' } }]]),
  };
}

/** The facilitator asks what is reported most. */
export function askDescriptively(questions: ReturnType<typeof createQuestions>, slug: string) {
  return questions.ask(facilitator, slug, {
    goal: goalId,
    text: inEnglish('What is reported most?'),
    rung: 'descriptive',
    reason: null,
  });
}

/** How many reports there are of each kind. */
export const kindsView = {
  key: 'kinds',
  title: inEnglish('Reports by kind'),
  shape: 'bars' as const,
  query: {
    from: 'reports',
    measures: [{ count: 'records' as const }],
    by: ['category'],
    where: [],
    also: [],
  },
};

/** The same, with a conclusion, for a question that was sorted as one to analyse. */
export async function askForKinds(questions: ReturnType<typeof createQuestions>, slug: string) {
  const question = await askDescriptively(questions, slug);
  await questions.sort(facilitator, slug, question.id, { status: 'to-analyse', note: null });
  return {
    question: question.id,
    title: inEnglish('Reports by kind'),
    views: [kindsView],
    finding: {
      text: inEnglish('Litter is reported {litter} times.'),
      figures: [
        {
          name: 'litter',
          view: 'kinds',
          measure: 'count.records',
          kind: 'value' as const,
          where: { category: ['litter'] },
        },
      ],
      care: null,
    },
  };
}
