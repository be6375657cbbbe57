import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnyDb, Tx } from '../../platform/db/database.ts';
import type { Leaver } from '../editions/editions.api.ts';
import type { PictureDeps } from './picture.deps.ts';
import { listDocuments, listFindings, listWithdrawnIds, withdrawDocument } from './picture.queries.ts';
import { ownTables, type PictureTables } from './picture.tables.ts';

/** The documents of an organisation that are there now, and how many findings cite them. */
export async function countDocuments(
  database: AnyDb,
  edition: string,
  organisation: string,
): Promise<{ documents: number; findings: number }> {
  const db = ownTables(database);
  const own = (await listDocuments(db, edition)).filter(
    (row) => row.organisation === organisation && row.withdrawn_at === null,
  );
  const findings = await listFindings(db, edition);
  const cited = findings.filter(({ document }) => own.some(({ id }) => id === document));
  return { documents: own.length, findings: cited.length };
}

/**
 * The words of its documents and every passage quoted from them go in this transaction, the files afterwards. A finding
 * keeps the sentence somebody wrote. The same file may come back later with the organisation.
 */
export async function withdrawDocuments(
  deps: Pick<PictureDeps, 'record' | 'now' | 'documents'>,
  tx: Tx<PictureTables>,
  { edition, organisation, actor }: Leaver,
): Promise<() => Promise<void>> {
  const own = (await listDocuments(tx, edition.id)).filter(
    (row) => row.organisation === organisation && row.withdrawn_at === null,
  );
  for (const { id } of own) {
    await withdrawDocument(tx, id, deps.now());
    await deps.record(tx, {
      actor,
      action: 'picture.document-withdrawn',
      subject: `document/${id}`,
      edition: edition.slug,
      details: { organisation },
    });
  }
  return async () => {
    for (const { id } of own) await rm(join(deps.documents, edition.slug, id), { force: true });
  };
}

/** The files of documents that left, where an unexpected stop kept them. */
export async function removeWithdrawnDocuments({
  db,
  documents,
}: Pick<PictureDeps, 'db' | 'documents'>): Promise<void> {
  const gone = new Set(await listWithdrawnIds(db));
  if (gone.size === 0) return;
  for (const file of await readdir(documents, { recursive: true, withFileTypes: true })) {
    if (gone.has(file.name)) await rm(join(file.parentPath, file.name), { force: true });
  }
}
