import { listCitable } from './modules/analyses/analyses.api.ts';
import { type DeliveriesModule, listStanding, listWithdrawn } from './modules/deliveries/deliveries.api.ts';
import { type EditionKey, type EditionLeaving, editionSpace } from './modules/editions/editions.api.ts';
import { countDocuments, listPictureFindings, type PictureModule } from './modules/picture/picture.api.ts';
import { type CitableFact, countRestingOn } from './modules/solutions/solutions.api.ts';
import type { Database } from './platform/db/open-database.ts';
import { approximateRows } from './platform/rows/row-counts.ts';

/** What leaves with an organisation, over the modules that keep something of it. */
export function createLeaving(
  database: Database,
  modules: () => { readonly deliveries: DeliveriesModule; readonly picture: PictureModule },
): EditionLeaving {
  return {
    preview: async (edition, organisation) => {
      const standing = await listStanding(database.tables(), editionSpace(edition.slug), organisation);
      const gone = standing.map(({ data_set: dataSet, version }) => ({
        ...{ dataSet, version, organisation },
        at: new Date(),
      }));
      const citable = await listCitable(database.tables(), edition.id, gone);
      const analyses = citable.filter(({ withdrawn }) => withdrawn.length > 0).map(({ id }) => id);
      const findings = await listPictureFindings(database.tables(), edition.id);
      const cited = findings.filter(
        ({ source, finding }) => source === organisation && finding.withdrawn === null,
      );
      const resting = new Set([...analyses, ...cited.map(({ finding }) => finding.id)]);
      return {
        versions: standing.length,
        rows: approximateRows(standing.reduce((sum, { rows }) => sum + rows, 0)),
        analyses: analyses.length,
        ...(await countDocuments(database.tables(), edition.id, organisation)),
        ...(await countRestingOn(database.tables(), edition.id, resting)),
      };
    },
    withdraw: async (tx, leaver) => {
      const { deliveries, picture } = modules();
      const removeData = await deliveries.withdraw(tx, leaver, editionSpace(leaver.edition.slug));
      const removeDocuments = await picture.withdraw(tx, leaver);
      return async () => {
        await removeData();
        await removeDocuments();
      };
    },
  };
}

/** What an insight may rest on: analyses, questions known already, and findings from documents. */
export async function listCitableOf(database: Database, edition: EditionKey): Promise<CitableFact[]> {
  const withdrawn = await listWithdrawn(database.tables(), editionSpace(edition.slug));
  const findings = await listPictureFindings(database.tables(), edition.id);
  return [
    ...(await listCitable(database.tables(), edition.id, withdrawn)),
    ...findings.map(({ finding, source }): CitableFact => {
      const { id, text, document, withdrawn: gone } = finding;
      return {
        kind: 'finding',
        id,
        title: { nl: text, en: text },
        evidence: null,
        document: document.id,
        organisations: [source],
        dataSets: [],
        withdrawn: gone === null ? [] : [gone],
        current: gone === null,
      };
    }),
  ];
}
