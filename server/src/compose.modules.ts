import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { laidContract } from '@datalab/warehouse';
import { createCanvasModule } from './compose.canvas.ts';
import { createClosingModule, readClosingFacts } from './compose.closing.ts';
import { createImpactModule } from './compose.impact.ts';
import { createLeaving, listCitableOf } from './compose.leaving.ts';
import { createNoticesModule } from './compose.notices.ts';
import { createPreparationModule } from './compose.preparation.ts';
import { createReadinessModule, createRungAdviser, listWorkOf } from './compose.readiness.ts';
import { createReleasesModule } from './compose.releases.ts';
import { createTimelineModule } from './compose.timeline.ts';
import {
  type AnalysesTables,
  analysesMigrations,
  countFindings,
  countQuestions,
  createAnalyses,
  type LandedSource,
  listQuestions,
} from './modules/analyses/analyses.api.ts';
import { auditMigrations, createAudit } from './modules/audit/audit.api.ts';
import { canvasMigrations } from './modules/canvas/canvas.api.ts';
import { type Catalogue, catalogueMigrations, createCatalogue } from './modules/catalogue/catalogue.api.ts';
import { closingMigrations } from './modules/closing/closing.api.ts';
import {
  createDeliveries,
  currentVersions,
  deliveriesMigrations,
  getVersion,
  type KeyholderPlace,
  landedDataSets,
  listVersions,
  listWithdrawn,
  type VersionFacts,
} from './modules/deliveries/deliveries.api.ts';
import {
  createEditions,
  type EditionsTables,
  editionSpace,
  editionsMigrations,
  findAgreedOwner,
  getEditionAccess,
  holdCurrentStep,
  listAgreedDataSets,
  listGoals,
  listOrganisationsIn,
  listVisibleEditions,
} from './modules/editions/editions.api.ts';
import {
  createIdentity,
  findPersonByEmail,
  type Identity,
  type IdentityDeps,
  identityMigrations,
  listMembers,
  listOrganisations,
  personsWithRole,
} from './modules/identity/identity.api.ts';
import { impactMigrations } from './modules/impact/impact.api.ts';
import { noticesMigrations, type Post } from './modules/notices/notices.api.ts';
import { createDocumentReader, createPicture, pictureMigrations } from './modules/picture/picture.api.ts';
import { findStartFacts, preparationMigrations } from './modules/preparation/preparation.api.ts';
import { readinessMigrations } from './modules/readiness/readiness.api.ts';
import { type ReleaseKeeper, releasesMigrations } from './modules/releases/releases.api.ts';
import { createSolutions, solutionsMigrations } from './modules/solutions/solutions.api.ts';
import { timelineMigrations } from './modules/timeline/timeline.api.ts';
import { txWithTables } from './platform/db/database.ts';
import type { Database } from './platform/db/open-database.ts';
import type { DataDirectory } from './platform/files/data-directory.ts';
import type { SpaceProtection } from './platform/files/space-protection.ts';
import type { SpaceSecrets } from './platform/files/space-secrets.ts';
import type { RouteBinding } from './platform/http/binding.ts';
import { jobRunsMigrations } from './platform/jobs/job-runs.ts';
import type { Jobs } from './platform/jobs/jobs.ts';
import type { Logger } from './platform/log/logger.ts';

export const allMigrations = [
  jobRunsMigrations,
  auditMigrations,
  identityMigrations,
  catalogueMigrations,
  editionsMigrations,
  deliveriesMigrations,
  releasesMigrations,
  analysesMigrations,
  canvasMigrations,
  pictureMigrations,
  solutionsMigrations,
  impactMigrations,
  preparationMigrations,
  closingMigrations,
  readinessMigrations,
  noticesMigrations,
  timelineMigrations,
];

export interface ModulesDeps {
  readonly database: Database;
  readonly files: DataDirectory;
  readonly secrets: SpaceSecrets;
  readonly protection: SpaceProtection;
  readonly jobs: Jobs;
  readonly keyholder: KeyholderPlace;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Undefined where no mail is configured. */
  readonly post: Post | undefined;
  readonly identity: Pick<IdentityDeps, 'secret' | 'publicUrl' | 'demo' | 'readStartUp'>;
}

export interface Modules {
  readonly bindings: readonly RouteBinding[];
  readonly identity: Identity;
  /** Clears what a sudden stop left behind. */
  tidy(): Promise<void>;
  /** Sends the reminders of today to who did not get them yet. */
  remind(): Promise<unknown>;
}

const answerTimeoutMs = 30_000;

/** The modules and what each of them asks of the others; nowhere else do they meet. */
export function createModules(deps: ModulesDeps): Modules {
  const { database, files, logger, now } = deps;
  const audit = createAudit({
    db: database.tables(),
    now,
    listVisibleEditions: async (actor) => {
      const editions = await listVisibleEditions(database.tables(), actor);
      return editions.map(({ slug }) => slug);
    },
  });
  const { record } = audit;
  const identity = createIdentity({ ...deps.identity, db: database.tables(), record, now });
  const catalogue = createCatalogueModule(deps, record);
  const editions = createEditions({
    db: database.tables(),
    record,
    now,
    catalogue,
    people: {
      listOrganisations: () => listOrganisations(database.tables()),
      personsWithRole: (organisation, role) => personsWithRole(database.tables(), organisation, role),
    },
    facts: {
      questions: (tx, edition) => countQuestions(txWithTables<AnalysesTables>(tx), edition.id),
      deliveries: (tx, edition) => landedDataSets(tx, editionSpace(edition.slug)),
      findings: (tx, edition) => countFindings(txWithTables<AnalysesTables>(tx), edition.id),
      start: (tx, edition) => findStartFacts(tx, edition.id),
      closing: readClosingFacts,
      ownWork: listWorkOf,
    },
    leaving: createLeaving(database, () => ({ deliveries, picture })),
  });
  const deliveries = createDeliveries({
    db: database.tables(),
    record,
    jobs: deps.jobs,
    files,
    secrets: deps.secrets,
    catalogue,
    keyholder: deps.keyholder,
    landed: (tx, edition) => impact.landed(tx, edition),
    logger,
    now,
  });
  const releases = createReleasesModule(database, record, now, catalogue);
  const analyses = createAnalysesModule(deps, record, catalogue, releases.keeper);
  const notices = createNoticesModule(deps, record, editions);
  const impact = createImpactModule(deps, record, analyses.measuring, notices.queueNotice);
  const picture = createPictureModule(deps, record);
  const preparation = createPreparationModule(database, record, now, notices.queueNotice);
  const timeline = createTimelineModule(deps, catalogue);
  const modules = [
    audit,
    identity,
    catalogue,
    editions,
    deliveries,
    releases,
    analyses,
    createCanvasModule(database, record, now),
    picture,
    createSolutionsModule(deps, record),
    impact,
    preparation,
    createReadinessModule(database, record, now),
    notices,
    timeline,
  ];
  const bindings = modules.flatMap((module) => module.bindings);
  const closing = createClosingModule(database, record, now, bindings);
  return {
    bindings: [...bindings, ...closing.bindings],
    identity,
    remind: notices.remind,
    tidy: async () => {
      await deliveries.start();
      await picture.tidy();
    },
  };
}

function createAnalysesModule(
  deps: ModulesDeps,
  record: ReturnType<typeof createAudit>['record'],
  catalogue: Catalogue,
  releases: ReleaseKeeper,
) {
  const { database } = deps;
  return createAnalyses({
    db: database.tables(),
    recordEvent: record,
    findEdition: async (slug, actor) => {
      const edition = await getEditionAccess(database.tables(), slug, actor);
      return { ...edition, goals: await listGoals(database.tables(), edition.id) };
    },
    holdStep: (tx, edition) => holdCurrentStep(txWithTables<EditionsTables>(tx), edition),
    adviseRungs: createRungAdviser(database),
    findLandedSources: (slug, versions) => findLandedSources(deps, catalogue, slug, versions),
    listWithdrawn: (slug) => listWithdrawn(database.tables(), editionSpace(slug)),
    findAreas: catalogue.findAreas,
    protectionOf: (slug) => deps.protection.get(editionSpace(slug)),
    releases,
    clock: deps.now,
    newId: randomUUID,
    answerTimeoutMs,
  });
}

function createSolutionsModule(deps: ModulesDeps, record: ReturnType<typeof createAudit>['record']) {
  const { database } = deps;
  return createSolutions({
    db: database.tables(),
    recordEvent: record,
    findEdition: async (slug, actor) => {
      const edition = await getEditionAccess(database.tables(), slug, actor);
      const goals = await listGoals(database.tables(), edition.id);
      return { ...edition, goals: goals.map(({ id }) => id) };
    },
    holdStep: (tx, edition) => holdCurrentStep(txWithTables<EditionsTables>(tx), edition),
    listCitable: (edition) => listCitableOf(database, edition),
    listMembers: (organisations) => listMembers(database.tables(), organisations),
    clock: deps.now,
    newId: randomUUID,
  });
}

function createPictureModule(deps: ModulesDeps, record: ReturnType<typeof createAudit>['record']) {
  const { database, files, now } = deps;
  return createPicture({
    db: database.tables(),
    record,
    findEdition: (slug, actor) => getEditionAccess(database.tables(), slug, actor),
    holdStep: (tx, edition) => holdCurrentStep(txWithTables<EditionsTables>(tx), edition),
    listOrganisationsIn: (tx, edition) => listOrganisationsIn(txWithTables<EditionsTables>(tx), edition),
    listQuestions: (edition) => listQuestions(database.tables(), edition),
    readDocument: createDocumentReader(),
    documents: join(files.root, 'documents'),
    incoming: files.incoming,
    now,
    newId: randomUUID,
  });
}

function createCatalogueModule(
  deps: ModulesDeps,
  record: ReturnType<typeof createAudit>['record'],
): Catalogue {
  const { database } = deps;
  return createCatalogue({
    db: database.tables(),
    record,
    files: deps.files,
    now: deps.now,
    findOrganisationOf: async (email) => (await findPersonByEmail(database.tables(), email))?.organisation,
    listLanded: (dataSet) => listVersions(database.tables(), dataSet === undefined ? {} : { dataSet }),
    listUses: async (actor) => {
      const editions = await listVisibleEditions(database.tables(), actor);
      return Promise.all(
        editions.map(async (edition) => {
          const agreed = await listAgreedDataSets(database.tables(), edition.id);
          return { ...edition, dataSets: agreed.map(({ dataSet }) => dataSet) };
        }),
      );
    },
  });
}

/** What a query of an edition may name: the data sets agreed for it, as they landed in its space. */
async function findLandedSources(
  { database, files }: ModulesDeps,
  catalogue: Catalogue,
  slug: string,
  versions: ReadonlyMap<string, string> | undefined,
): Promise<LandedSource[]> {
  const space = editionSpace(slug);
  const landed = await findVersions(database, space, versions);
  const sources = await Promise.all(
    landed.map(async (facts): Promise<LandedSource | undefined> => {
      const owner = await findAgreedOwner(database.tables(), slug, facts.dataSet);
      const dataSet = await catalogue.findDataSet(facts.dataSet, facts.contractVersion);
      if (owner === undefined || dataSet === undefined) return undefined;
      return {
        dataSet: facts.dataSet,
        name: dataSet.name,
        owner,
        version: facts.version,
        dir: join(files.spaceFolder(space), facts.dataSet, facts.version),
        rows: facts.rows,
        landedAt: facts.landedAt,
        keyVersion: facts.keyVersion,
        delivery: facts.delivery,
        contract: laidContract(dataSet.contract),
        about: dataSet.about,
        labels: dataSet.labels,
        valueNames: dataSet.valueNames,
      };
    }),
  );
  return sources.filter((source) => source !== undefined);
}

function findVersions(
  database: Database,
  space: string,
  versions: ReadonlyMap<string, string> | undefined,
): Promise<VersionFacts[]> {
  if (versions === undefined) return currentVersions(database.tables(), space);
  return Promise.all(
    [...versions].map(([dataSet, version]) => getVersion(database.tables(), { space, dataSet, version })),
  );
}
