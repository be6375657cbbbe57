import type { AnyDb, AnyTx, Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import type { Leaver } from '../editions/editions.api.ts';
import { createAdding, finishAdding } from './documents.adding.ts';
import { createDocuments } from './documents.service.ts';
import { createFindings } from './findings.service.ts';
import type { PictureFinding } from './picture.contract.ts';
import type { PictureDeps } from './picture.deps.ts';
import { listDocuments, listFindings } from './picture.queries.ts';
import { bindPicture } from './picture.routes.ts';
import { createPictureService } from './picture.service.ts';
import { ownTables } from './picture.tables.ts';
import { rowToFinding } from './picture.view.ts';
import { removeWithdrawnDocuments, withdrawDocuments } from './picture.withdrawal.ts';

export type { PictureDeps } from './picture.deps.ts';
export { createDocumentReader } from './picture.reader.ts';
export { pictureMigrations } from './picture.tables.ts';
export { countDocuments } from './picture.withdrawal.ts';

export interface PictureModule {
  readonly bindings: RouteBinding[];
  /** Ends what an unexpected stop left unfinished. */
  tidy(): Promise<void>;
  readonly on: {
    /** What an organisation brought leaves with it. */
    organisationLeft(tx: AnyTx, leaver: Leaver): Promise<() => Promise<void>>;
  };
}

export function createPicture(given: Given<PictureDeps>): PictureModule {
  const deps = { ...given, db: ownTables(given.db) };
  const services = {
    adding: createAdding(deps),
    documents: createDocuments(deps),
    findings: createFindings(deps),
    picture: createPictureService(deps),
  };
  return {
    bindings: bindPicture(services),
    tidy: async () => {
      await finishAdding(deps);
      await removeWithdrawnDocuments(deps);
    },
    on: { organisationLeft: (tx, leaver) => withdrawDocuments(deps, ownTables(tx), leaver) },
  };
}

/** A finding and the organisation whose document it cites. */
export interface PictureFindingFact {
  readonly finding: PictureFinding;
  readonly source: string;
}

/** The findings of an edition with whose documents they cite. */
export async function listPictureFindings(database: AnyDb, edition: string): Promise<PictureFindingFact[]> {
  const db = ownTables(database);
  const documents = await listDocuments(db, edition);
  const rows = await listFindings(db, edition);
  return rows.map((row) => ({
    finding: rowToFinding(row, documents),
    source: documents.find(({ id }) => id === row.document)?.organisation ?? row.organisation,
  }));
}
