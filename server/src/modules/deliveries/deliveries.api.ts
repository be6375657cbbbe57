import { type AgreedColumn, maskPersonNumbers } from '@datalab/warehouse';
import type { AnyDb, AnyTx, Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import { editionSpace, type LandedDataSet, type Leaver } from '../editions/editions.api.ts';
import type { DeliveriesDeps } from './deliveries.deps.ts';
import { findDelivery, listCurrentVersions, listVersionRows, type VersionRow } from './deliveries.queries.ts';
import { bindDeliveries } from './deliveries.routes.ts';
import { ownTables } from './deliveries.tables.ts';
import { removeWithdrawnFiles, withdrawDeliveries } from './deliveries.withdrawal.ts';
import { createDeliveryJob, sweepIncoming } from './deliveries.work.ts';
import { createGrantJob, withdrawGrantsOf } from './grants.withdrawal.ts';

export type {
  DeliveriesDeps,
  DeliveryCatalogue,
  KeyholderPlace,
  RegisteredDataSet,
} from './deliveries.deps.ts';
export { deliveriesMigrations } from './deliveries.tables.ts';
export { listStanding, listWithdrawn } from './withdrawal.queries.ts';

export interface DeliveriesModule {
  readonly bindings: RouteBinding[];
  /** Removes what an unexpected stop left behind. */
  tidy(): Promise<void>;
  readonly on: {
    /** What an organisation brought leaves with it. */
    organisationLeft(tx: AnyTx, leaver: Leaver): Promise<() => Promise<void>>;
    /** The tokens somebody was given end with their right to deliver. */
    deliveringEnded(tx: AnyTx, former: { readonly person: string }): Promise<void>;
  };
}

/** Defines its jobs, so make it before the jobs begin to work. */
export function createDeliveries(given: Given<DeliveriesDeps>): DeliveriesModule {
  const deps = { ...given, db: ownTables(given.db) };
  deps.jobs.define(createDeliveryJob(deps));
  deps.jobs.define(createGrantJob(deps));
  return {
    bindings: bindDeliveries(deps),
    tidy: async () => {
      await sweepIncoming(deps);
      await removeWithdrawnFiles(deps);
    },
    on: {
      organisationLeft: (tx, leaver) =>
        withdrawDeliveries(deps, ownTables(tx), { ...leaver, space: editionSpace(leaver.edition.slug) }),
      deliveringEnded: (tx, { person }) => withdrawGrantsOf(deps, ownTables(tx), person),
    },
  };
}

/** A landed version with the delivery that brought it. */
export interface VersionFacts {
  readonly space: string;
  readonly dataSet: string;
  readonly version: string;
  readonly rows: number;
  readonly rejected: number;
  readonly landedAt: Date;
  readonly contractVersion: string;
  /** The columns that were agreed; undefined for what landed before there were agreements. */
  readonly agreed: readonly AgreedColumn[] | undefined;
  /** Of the key its pseudonyms were made with; null without persons. */
  readonly keyVersion: number | null;
  /** Of its manifest; undefined for what landed before this was kept. */
  readonly manifestSha256: string | undefined;
  /** The one that counts now. */
  readonly current: boolean;
  readonly delivery: {
    readonly id: string;
    readonly at: Date;
    readonly by: string;
    readonly fileName: string;
    readonly read: number;
    readonly accepted: number;
    readonly rejected: number;
  };
}

/** The directory of a version is `<lake>/<space folder>/<data set>/<version>`. */
export async function listVersions(
  db: AnyDb,
  filter: { readonly space?: string; readonly dataSet?: string; readonly version?: string },
): Promise<VersionFacts[]> {
  return (await listVersionRows(ownTables(db), filter)).map(rowToVersion);
}

export async function getVersion(
  db: AnyDb,
  place: { readonly space: string; readonly dataSet: string; readonly version: string },
): Promise<VersionFacts> {
  const [found] = await listVersions(db, place);
  if (!found) throw new Error(`${place.dataSet} ${place.version} has not landed in ${place.space}`);
  return found;
}

export async function currentVersions(db: AnyDb, space: string): Promise<VersionFacts[]> {
  return (await listVersions(db, { space })).filter(({ current }) => current);
}

/** What has landed in an edition, for its gates. */
export async function landedDataSets(tx: AnyTx, space: string): Promise<LandedDataSet[]> {
  const rows = await listCurrentVersions(ownTables(tx), space);
  return rows.map((row) => ({ dataSet: row.data_set, version: row.version, rows: row.rows }));
}

/** A delivery as a log of what was done with data tells it. */
export interface DeliveryFacts {
  readonly dataSet: string;
  readonly owner: string;
  readonly receivedAt: Date;
  /** Null when it did not land. */
  readonly version: string | null;
}

export async function findDeliveryFacts(tx: AnyTx, id: string): Promise<DeliveryFacts | undefined> {
  const row = await findDelivery(ownTables(tx), id);
  if (row === undefined) return undefined;
  const { data_set: dataSet, organisation: owner, at: receivedAt, version } = row;
  return { dataSet, owner, receivedAt, version };
}

/** The current versions of an edition, and whose they are. */
export async function listOwned(
  tx: AnyTx,
  space: string,
): Promise<{ dataSet: string; version: string; owner: string }[]> {
  const rows = await listVersionRows(ownTables(tx), { space });
  return rows
    .filter(({ version, current_version }) => version === current_version)
    .map(({ data_set: dataSet, version, organisation: owner }) => ({ dataSet, version, owner }));
}

function rowToVersion(row: VersionRow): VersionFacts {
  return {
    space: row.space,
    dataSet: row.data_set,
    version: row.version,
    rows: row.rows,
    rejected: row.rejected,
    landedAt: row.landed_at,
    contractVersion: row.contract_version,
    agreed: row.agreed?.columns,
    keyVersion: row.key_version,
    manifestSha256: row.manifest_sha256 ?? undefined,
    current: row.version === row.current_version,
    delivery: {
      id: row.delivery_id,
      at: row.at,
      by: row.by,
      fileName: maskPersonNumbers(row.file_name),
      read: row.rows_read ?? 0,
      accepted: row.rows_accepted ?? 0,
      rejected: row.rows_rejected ?? 0,
    },
  };
}
