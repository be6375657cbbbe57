import type { AnyDb } from '../../platform/db/database.ts';
import { approximateRows } from '../../platform/rows/row-counts.ts';
import { listCitable } from '../analyses/analyses.api.ts';
import { listStanding } from '../deliveries/deliveries.api.ts';
import { type EditionKey, editionSpace } from '../editions/editions.api.ts';
import type { Leaving } from '../editions/editions.contract.ts';
import { countDocuments, listPictureFindings, type PictureFindingFact } from '../picture/picture.api.ts';
import { countRestingOn } from '../solutions/solutions.api.ts';

/** What would leave with an organisation, and what rests on it, over the modules that keep something of it. */
export async function previewLeaving(db: AnyDb, edition: EditionKey, organisation: string): Promise<Leaving> {
  const standing = await listStanding(db, editionSpace(edition.slug), organisation);
  const at = new Date();
  const gone = standing.map(({ data_set: dataSet, version }) => ({ dataSet, version, organisation, at }));
  const citable = await listCitable(db, edition.id, gone);
  const analyses = citable.filter(({ withdrawn }) => withdrawn.length > 0).map(({ id }) => id);
  const findings = listCiting(await listPictureFindings(db, edition.id), organisation);
  return {
    versions: standing.length,
    rows: approximateRows(standing.reduce((sum, { rows }) => sum + rows, 0)),
    analyses: analyses.length,
    ...(await countDocuments(db, edition.id, organisation)),
    ...(await countRestingOn(db, edition.id, new Set([...analyses, ...findings]))),
  };
}

/** The findings that cite a document of this organisation which is still there. */
export function listCiting(findings: readonly PictureFindingFact[], organisation: string): string[] {
  return findings
    .filter(({ source, finding }) => source === organisation && finding.withdrawn === null)
    .map(({ finding }) => finding.id);
}
