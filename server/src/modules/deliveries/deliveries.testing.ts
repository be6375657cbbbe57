import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type AreaDivision, type Contract, parseContract } from '@datalab/warehouse';
import { canonicalJson, hashContent } from '../../platform/canonical-json.ts';
import { openTestDatabase } from '../../platform/db/database.testing.ts';
import type { Migrations } from '../../platform/db/database.ts';
import type { Database } from '../../platform/db/open-database.ts';
import { openDataDirectory } from '../../platform/files/data-directory.ts';
import { createSpaceSecrets } from '../../platform/files/space-secrets.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Upload } from '../../platform/http/binding.ts';
import { jobRunsMigrations } from '../../platform/jobs/job-runs.ts';
import { createJobs } from '../../platform/jobs/jobs.ts';
import { createLogger } from '../../platform/log/logger.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import { editionsMigrations } from '../editions/editions.api.ts';
import type { StepKey } from '../editions/editions.contract.ts';
import type { Role } from '../identity/identity.contract.ts';
import { type AgreedDataSet, type AgreementContent, sharingMigrations } from '../sharing/sharing.api.ts';
import {
  createDeliveries,
  type DeliveriesDeps,
  type DeliveriesModule,
  deliveriesMigrations,
} from './deliveries.api.ts';
import type { Delivery } from './deliveries.contract.ts';
import { getDelivery } from './deliveries.service.ts';

export const edition = 'quiet-streets';
export const space = `edition:${edition}`;

export function person(id: string, organisation: string, ...roles: Role[]): Actor {
  return { id, name: `Name of ${id}`, email: `${id}@${organisation}.example`, organisation, roles };
}

export const sam = person('sam', 'police', 'steward');
export const cas = person('cas', 'care', 'steward');
export const fay = person('fay', 'town', 'facilitator');

const head = (id: string, unit: string) => `apiVersion: v3.1.0
kind: DataContract
id: ${id}
name: ${id}
version: 1.0.0
status: active
customProperties:
  - { property: unit, value: ${unit} }
  - { property: areaYear, value: 2024 }
  - { property: accessClass, value: shared }
  - { property: store, value: ads }
schema:
  - name: ${id}
    physicalType: table
    properties:
`;
const month = `      - name: month
        logicalType: string
        required: true
        customProperties: [{ property: role, value: month }]
`;

export const contracts = new Map(
  [
    `${head('reports', 'event')}${month}      - name: neighbourhood
        logicalType: string
        required: true
        customProperties: [{ property: role, value: neighbourhood }]
      - name: kind
        logicalType: string
        customProperties: [{ property: role, value: dimension }]
`,
    `${head('care-use', 'person')}${month}      - name: bsn
        logicalType: string
        required: true
        customProperties: [{ property: role, value: person-number }]
      - name: kind
        logicalType: string
        customProperties: [{ property: role, value: dimension }]
`,
  ].map((yaml) => {
    const contract = parseContract(yaml);
    return [contract.id, contract] as const;
  }),
);
const owners: Readonly<Record<string, string>> = { reports: 'police', 'care-use': 'care' };

export const reports = (rows: readonly string[]) => `month,neighbourhood,kind\n${rows.join('\n')}\n`;
export const goodReports = reports(['2024-01,BU99990101,noise', '2024-02,BU99990101,litter']);

export function toUpload(content: string | Buffer, fileName = 'reports.csv'): Upload {
  return { fileName, stream: Readable.from([Buffer.from(content)]), isTruncated: () => false };
}

export interface Bench {
  readonly database: Database;
  readonly deps: DeliveriesDeps;
  readonly module: DeliveriesModule;
  readonly log: AuditEntry[];
  readonly lines: string[];
  /** Puts the edition in a step, with nothing delivered yet. */
  reset(step?: StepKey): Promise<void>;
  /** Begins another edition with the same organisations and data sets, in step three. */
  begin(slug: string): Promise<void>;
  ended(delivery: string, actor?: Actor, slug?: string): Promise<Delivery>;
  close(): Promise<void>;
}

/** A hub with one edition and two data sets on a real database, job queue and lake. */
export async function openBench(
  change: Partial<DeliveriesDeps> = {},
  open: (ofModules: readonly Migrations[]) => Promise<Database> = openTestDatabase,
): Promise<Bench> {
  const database = await open([
    jobRunsMigrations,
    editionsMigrations,
    sharingMigrations,
    deliveriesMigrations,
  ]);
  const root = await mkdtemp(join(tmpdir(), "datalab's [deliveries] *-"));
  const files = await openDataDirectory(root);
  const log: AuditEntry[] = [];
  const lines: string[] = [];
  const logger = createLogger((line) => lines.push(line));
  const jobs = await createJobs(database, logger);
  const deps: DeliveriesDeps = {
    db: database.tables(),
    record: async (_tx, entry) => {
      log.push(entry);
    },
    jobs,
    files,
    secrets: createSpaceSecrets(files.secrets),
    catalogue: {
      findDataSet: async (id) => {
        const contract = contracts.get(id);
        return contract && { id, name: { nl: id, en: id }, owner: owners[id] ?? '', contract };
      },
      findAreas: async () => areas,
    },
    keyholder: {
      url: 'http://127.0.0.1:1',
      admin: {
        createSpace: () => Promise.reject(new Error('no keyholder in this test')),
        grant: () => Promise.reject(new Error('no keyholder in this test')),
        listSpaces: () => Promise.reject(new Error('no keyholder in this test')),
        revoke: () => Promise.reject(new Error('no keyholder in this test')),
      },
    },
    dataLanded: async () => {},
    listMembers: async (organisations) =>
      [sam, cas, fay].filter(({ organisation }) => organisations.includes(organisation)),
    logger,
    now: () => new Date(),
    ...change,
  };
  const module = createDeliveries(deps);
  await jobs.work();
  return {
    database,
    deps,
    module,
    log,
    lines,
    reset: async (step = 'share') => {
      for (const table of filledTables) await database.execute(`DELETE FROM ${table}`);
      await rm(files.lake, { recursive: true, force: true });
      log.length = 0;
      await seedEdition(database, edition, step);
    },
    begin: (slug) => seedEdition(database, slug, 'share'),
    ended: (delivery, actor = sam, slug = edition) =>
      waitUntilEnded(deps, { edition: slug, delivery }, actor),
    close: async () => {
      await deps.jobs.stop();
      await database.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Those that refer to others first. */
const filledTables = [
  ...['keyholder_grants', 'edition_keys', 'current_versions', 'landed_versions', 'deliveries'],
  ...['sharing_stops', 'agreement_versions'],
  ...['edition_step_completions', 'edition_data_sets', 'edition_goals', 'edition_participations', 'editions'],
];

export const areas: AreaDivision = {
  year: 2024,
  municipalities: new Map([['GM9999', { code: 'GM9999', name: 'Town' }]]),
  districts: new Map([['WK999901', { code: 'WK999901', name: 'Centre', municipality: 'GM9999' }]]),
  neighbourhoods: new Map([
    ['BU99990101', { code: 'BU99990101', name: 'Old', district: 'WK999901', municipality: 'GM9999' }],
  ]),
};

async function seedEdition(database: Database, slug: string, step: StepKey): Promise<void> {
  const now = new Date();
  const id = randomUUID();
  const words = JSON.stringify({ nl: 'Rustige straten', en: 'Quiet streets' });
  await database.execute(
    `INSERT INTO editions (id, slug, title, aim, theme, initiator, current_step, step_since, created_at)
      VALUES ($1, $2, $3, $3, $3, 'town', $4, $5, $5)`,
    [id, slug, words, step, now],
  );
  for (const organisation of ['town', 'police', 'care']) {
    await database.execute(
      `INSERT INTO edition_participations (edition_id, organisation, decision, invited_at, decided_at)
        VALUES ($1, $2, 'in', $3, $3)`,
      [id, organisation, now],
    );
  }
  for (const [dataSet, owner] of Object.entries(owners)) {
    await database.execute(
      `INSERT INTO edition_data_sets (edition_id, data_set, owner, agreed_by, agreed_at)
        VALUES ($1, $2, $3, 'Name of fay', $4)`,
      [id, dataSet, owner, now],
    );
  }
  await agreeOnAll(database, slug);
}

/** Everything that the organisations deliver, under the contracts that the tests have now. */
export function agreeOnAll(
  database: Database,
  slug = edition,
  change: Omit<SeededAgreement, 'dataSets' | 'edition'> = {},
): Promise<string> {
  const dataSets = [...contracts.values()].map((contract) => ({
    owner: owners[contract.id] ?? '',
    contract,
  }));
  return seedAgreement(database, { edition: slug, dataSets, ...change });
}

interface SeededAgreement {
  readonly edition: string;
  readonly dataSets: readonly { readonly owner: string; readonly contract: Contract }[];
  readonly terms?: Partial<AgreedDataSet['terms']>;
  readonly period?: { readonly from: string; readonly to: string; readonly review: string };
  readonly number?: number;
  /** Columns that are not allowed, by data set. */
  readonly without?: Readonly<Record<string, readonly string[]>>;
}

const wide = { from: '1900-01', to: '2999-12', rowsMax: 1_000_000_000, keepUntil: '2999-12-31' };
const always = { from: '2000-01-01', to: '2999-12-31', review: '2999-12-31' };

/** For tests about something else: an agreement in force, as if it had been signed, in the place of any before it. */
async function seedAgreement(
  database: Database,
  { edition: slug, dataSets, terms: asked, period = always, number = 1, without = {} }: SeededAgreement,
): Promise<string> {
  const content: AgreementContent = {
    ...{ edition: slug, number, supersedes: number === 1 ? null : number - 1, period },
    ...{ purpose: { nl: 'Rust', en: 'Quiet' }, excluded: [], parties: [], advice: [] },
    dataSets: dataSets.map(({ owner, contract: { id, version, unit, columns } }) => ({
      ...{ dataSet: id, owner, contractVersion: version, unit, persons: true, special: false },
      ...{ bases: [], necessity: 'test' },
      columns: columns.map(({ name }) => ({
        name,
        outcome: without[id]?.includes(name) === true ? ('not-allowed' as const) : ('allowed' as const),
        ...{ grain: null, reason: 'test', questions: [], decided: null },
      })),
      terms: { ...wide, personsMax: 50_000_000, frequency: 'when-needed', ...asked },
    })),
    end: { data: 'erase-all-copies', keys: 'destroy', evidence: 'protected-figures-stay' },
  };
  const hash = hashContent(content);
  const signed = { signatures: [], history: [], deeds: [], advisers: [], reason: null };
  await database.execute('UPDATE agreement_versions SET until = now() WHERE edition = $1', [slug]);
  await database.execute(
    `INSERT INTO agreement_versions (edition, number, kind, content, hash, signed, since)
      VALUES ($1, $2, 'first', $3, $4, $5, now())`,
    [slug, number, canonicalJson(content), hash, JSON.stringify(signed)],
  );
  return hash;
}

/** Its state is final a moment before its files are gone; this waits for both. */
async function waitUntilEnded(
  deps: DeliveriesDeps,
  place: { readonly edition: string; readonly delivery: string },
  actor: Actor,
): Promise<Delivery> {
  const until = Date.now() + 20_000;
  for (;;) {
    const seen = await getDelivery(deps, actor, place);
    const left = (await readdir(deps.files.incoming)).includes(place.delivery);
    if (seen.finishedAt !== null && !left) return seen;
    if (Date.now() > until) throw new Error(`The delivery is still ${seen.state}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
