import { randomUUID } from 'node:crypto';
import { type Contract, parseContract } from '@datalab/warehouse';
import type { Database } from '../../platform/db/open-database.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { AuditEntry } from '../audit/audit.api.ts';
import { getEditionAccess, lockCurrentStep } from '../editions/editions.api.ts';
import type { Role } from '../identity/identity.contract.ts';
import type { SharingView } from './sharing.contract.ts';
import type { SharingDeps } from './sharing.deps.ts';
import {
  closePlan,
  decideColumns,
  linkColumns,
  proposeDataSet,
  setFrame,
  setTerms,
} from './sharing.planning.ts';
import { giveAdvice, nameSignatory, openSigning, sign } from './sharing.signing.ts';
import { getSharing } from './sharing.view.ts';
import type { Terms } from './sharing-words.contract.ts';

export const edition = 'quiet-streets';
export const questionId = '8f4f4c1e-5d3a-4f43-9a50-0d1a9c1f6e01';
export const reason = 'Nodig voor vraag 1.';

export function person(id: string, organisation: string, ...roles: Role[]): Actor {
  return { id, name: `Name of ${id}`, email: `${id}@${organisation}.example`, organisation, roles };
}

export const fay = person('fay', 'town', 'facilitator');
export const mia = person('mia', 'town', 'manager', 'administrator');
export const odin = person('odin', 'town', 'privacy-officer');
export const sam = person('sam', 'police', 'steward');
export const max = person('max', 'police', 'manager');
export const olga = person('olga', 'police', 'privacy-officer');
export const people = [fay, mia, odin, sam, max, olga];

const contractText = (version: string, more = '') => `apiVersion: v3.1.0
kind: DataContract
id: reports
name: Reports
version: ${version}
status: active
customProperties:
  - { property: unit, value: event }
  - { property: areaYear, value: 2024 }
  - { property: accessClass, value: shared }
schema:
  - name: reports
    physicalType: table
    properties:
      - { name: month, logicalType: string, required: true, customProperties: [{ property: role, value: month }] }
      - { name: neighbourhood, logicalType: string, customProperties: [{ property: role, value: neighbourhood }] }
      - { name: kind, logicalType: string, customProperties: [{ property: role, value: dimension }] }
      - { name: person_number, logicalType: string, customProperties: [{ property: role, value: person-number }] }
      - { name: surname, logicalType: string, customProperties: [{ property: role, value: surname }] }
${more}`;

const later =
  '      - { name: weapon, logicalType: string, customProperties: [{ property: role, value: dimension }] }\n';
export const contracts: readonly Contract[] = [contractText('1.0.0'), contractText('2.0.0', later)].map(
  parseContract,
);

export interface SharingBench {
  readonly deps: SharingDeps;
  readonly log: AuditEntry[];
  /** Who may sign in, with the roles they have now. */
  members: Actor[];
  /** The newest contract of the only data set. */
  contract: number;
  now: Date;
  reset(): Promise<void>;
  see(actor?: Actor): Promise<SharingView>;
}

const tables = [
  ...['sharing_drafts', 'agreement_versions', 'sharing_stops', 'legal_bases'],
  ...['edition_data_sets', 'edition_participations', 'editions'],
];

/** One edition of the town and the police, who own the only data set. */
export function openSharingBench(database: Database): SharingBench {
  const log: AuditEntry[] = [];
  const bench: SharingBench = {
    log,
    members: [...people],
    contract: 0,
    now: new Date('2026-12-01T10:00:00Z'),
    deps: {
      db: database.tables(),
      record: async (_tx, entry) => void log.push(entry),
      findEdition: (slug, actor) => getEditionAccess(database.db, slug, actor),
      lockStep: (tx, id) => lockCurrentStep(tx, id),
      catalogue: {
        findDataSet: async (id, version) => {
          const found = contracts.find((one) => one.version === version) ?? contracts[bench.contract];
          return id === 'reports' && found !== undefined ? toDataSet(found) : undefined;
        },
        listDataSets: async () => contracts.slice(bench.contract, bench.contract + 1).map(toDataSet),
      },
      listQuestions: async () => [{ id: questionId, number: 1, text: { nl: 'Waar?', en: 'Where?' } }],
      findLandedSince: async () => undefined,
      listMembersWithRoles: async (_db, organisations) =>
        bench.members.filter(({ organisation }) => organisations.includes(organisation)),
      findFoundingOrganisation: async () => 'town',
      now: () => bench.now,
      newId: randomUUID,
    },
    reset: async () => {
      for (const table of tables) await database.execute(`DELETE FROM ${table}`);
      log.length = 0;
      Object.assign(bench, { members: [...people], contract: 0, now: new Date('2026-12-01T10:00:00Z') });
      await seedEdition(database, edition, ['town', 'police']);
      await seedBasis(database, 'public-task', 'ground');
    },
    see: (actor = fay) => getSharing(bench.deps, actor, edition),
  };
  return bench;
}

function toDataSet(contract: Contract) {
  return {
    id: 'reports',
    name: { nl: 'Meldingen', en: 'Reports' },
    owner: 'police',
    contract,
    labels: new Map(),
  };
}

export async function seedEdition(database: Database, slug: string, organisations: readonly string[]) {
  const [id, now] = [randomUUID(), new Date('2026-11-01T10:00:00Z')];
  await database.execute(
    `INSERT INTO editions (id, slug, title, aim, theme, initiator, current_step, step_since, created_at)
      VALUES ($1, $2, $3, $3, $3, $4, 'share', $5, $5)`,
    [id, slug, JSON.stringify({ nl: 'Rustig', en: 'Quiet' }), organisations[0] ?? '', now],
  );
  for (const organisation of organisations) {
    await database.execute(
      `INSERT INTO edition_participations (edition_id, organisation, decision, invited_at, decided_at)
        VALUES ($1, $2, 'in', $3, $3)`,
      [id, organisation, now],
    );
  }
}

async function seedBasis(database: Database, id: string, kind: string): Promise<void> {
  const text = { nl: id, en: id };
  const content = {
    ...{ kind, reference: id, name: text, check: text, validFrom: null, validTo: null, source: 'test' },
    ...{ checkedBy: 'Name of mia', checkedAt: '2026-11-30T10:00:00.000Z' },
  };
  const since = new Date('2026-11-30T10:00:00Z');
  await database.execute('INSERT INTO legal_bases (id, since, content) VALUES ($1, $2, $3)', [
    id,
    since,
    JSON.stringify(content),
  ]);
}

export const terms: Terms = {
  ...{ from: '2024-01', to: '2024-12', rowsMax: 1000, personsMax: 500 },
  ...{ frequency: 'when-needed', keepUntil: '2027-06-30' },
};

export const frame = {
  purpose: { nl: 'Zien waar het onrustig is', en: 'See where it is restless' },
  excluded: [{ nl: 'besluiten over personen', en: 'decisions about persons' }],
  ...{ from: '2026-12-01', to: '2027-06-30', review: '2027-03-01' },
};

export const place = { edition, dataSet: 'reports' };

/** Month and kind allowed, the neighbourhood coarser, the person number as it is. */
export const decisions = [
  { column: 'month', outcome: 'allowed' as const, grain: null, reason },
  { column: 'neighbourhood', outcome: 'coarser' as const, grain: 'district', reason },
  { column: 'kind', outcome: 'allowed' as const, grain: null, reason },
  { column: 'person_number', outcome: 'allowed' as const, grain: null, reason },
];

/** From nothing to a plan that can be closed. */
export async function makePlan({ deps }: SharingBench): Promise<void> {
  await proposeDataSet(deps, fay, place);
  const columns = decisions.map(({ column }) => ({ column, questions: [questionId] }));
  await linkColumns(deps, fay, place, { columns });
  await decideColumns(deps, sam, place, { decisions });
  await setTerms(deps, sam, place, { terms, bases: ['public-task'], necessity: reason });
  await setFrame(deps, fay, edition, frame);
}

export async function adviseOnPlan({ deps }: SharingBench): Promise<void> {
  await closePlan(deps, fay, edition);
  await giveAdvice(deps, odin, edition, { outcome: 'positive', text: reason, conditions: [] });
  const conditions = [{ text: 'Niet onder 20.', check: { rule: 'minimum-count' as const, value: 20 } }];
  await giveAdvice(deps, olga, edition, { outcome: 'conditions', text: reason, conditions });
}

export async function laydown({ deps }: SharingBench): Promise<void> {
  await nameSignatory(deps, fay, edition, { person: mia.id, mandate: 'besluit 1', until: '2027-12-31' });
  await nameSignatory(deps, max, edition, { person: max.id, mandate: 'besluit 2', until: null });
  await openSigning(deps, fay, edition);
}

export async function signAll(bench: SharingBench): Promise<void> {
  for (const signer of [mia, max]) {
    const { hash } = await bench.see();
    await sign(bench.deps, signer, edition, { hash: hash ?? '' });
  }
}

/** An agreement in force. */
export async function agree(bench: SharingBench): Promise<void> {
  await makePlan(bench);
  await adviseOnPlan(bench);
  await laydown(bench);
  await signAll(bench);
}
