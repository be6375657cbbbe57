import { type AnyTx, type Db, txWithTables } from '../../platform/db/database.ts';
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
import type { PictureTables } from './picture.tables.ts';
import { rowToFinding } from './picture.view.ts';
import { removeWithdrawnDocuments, withdrawDocuments } from './picture.withdrawal.ts';

export type { PictureDeps } from './picture.deps.ts';
export { createDocumentReader } from './picture.reader.ts';
export { type PictureTables, pictureMigrations } from './picture.tables.ts';
export { countDocuments } from './picture.withdrawal.ts';

export interface PictureModule {
  readonly bindings: RouteBinding[];
  /** Ends what a sudden stop left half-way. */
  tidy(): Promise<void>;
  /** What an organisation brought leaves with it. */
  withdraw(tx: AnyTx, leaver: Leaver): Promise<() => Promise<void>>;
}

export function createPicture(deps: PictureDeps): PictureModule {
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
    withdraw: (tx, leaver) => withdrawDocuments(deps, txWithTables(tx), leaver),
  };
}

/** The findings of an edition with whose documents they cite. */
export async function listPictureFindings(
  db: Db<PictureTables>,
  edition: string,
): Promise<{ finding: PictureFinding; source: string }[]> {
  const documents = await listDocuments(db, edition);
  const rows = await listFindings(db, edition);
  return rows.map((row) => ({
    finding: rowToFinding(row, documents),
    source: documents.find(({ id }) => id === row.document)?.organisation ?? row.organisation,
  }));
}
