import type { AnyDb } from '../../platform/db/database.ts';
import { listCitable as listCitableAnalyses } from '../analyses/analyses.api.ts';
import { listWithdrawn } from '../deliveries/deliveries.api.ts';
import { type EditionKey, editionSpace } from '../editions/editions.api.ts';
import { listPictureFindings, type PictureFindingFact } from '../picture/picture.api.ts';
import type { CitableFact } from '../solutions/solutions.api.ts';

/** What an insight may rest on: analyses, questions known already, and findings from documents. */
export async function listCitable(db: AnyDb, edition: EditionKey): Promise<CitableFact[]> {
  const withdrawn = await listWithdrawn(db, editionSpace(edition.slug));
  const findings = await listPictureFindings(db, edition.id);
  return [...(await listCitableAnalyses(db, edition.id, withdrawn)), ...findings.map(findingToCitable)];
}

/** A finding whose document has left is kept by what cites it, with a mark, and may not be cited anew. */
export function findingToCitable({ finding, source }: PictureFindingFact): CitableFact {
  const { id, text, document, withdrawn } = finding;
  return {
    kind: 'finding',
    id,
    title: { nl: text, en: text },
    evidence: null,
    document: document.id,
    organisations: [source],
    dataSets: [],
    withdrawn: withdrawn === null ? [] : [withdrawn],
    finding: null,
    current: withdrawn === null,
  };
}
