import { listEventsOf } from './modules/audit/audit.api.ts';
import type { Catalogue } from './modules/catalogue/catalogue.api.ts';
import { getEditionAccess, listVisibleEditions } from './modules/editions/editions.api.ts';
import { createTimeline } from './modules/timeline/timeline.api.ts';
import type { Database } from './platform/db/open-database.ts';

/** What the log of the editions tells to those in them. */
export function createTimelineModule(
  { database, now }: { readonly database: Database; readonly now: () => Date },
  catalogue: Pick<Catalogue, 'listDataSets'>,
) {
  return createTimeline({
    db: database.tables(),
    listEvents: (editions, which) => listEventsOf(database.tables(), editions, which),
    findEdition: (slug, actor) => getEditionAccess(database.tables(), slug, actor),
    listEditions: async (actor) => {
      const editions = await listVisibleEditions(database.tables(), actor);
      return Promise.all(editions.map(({ slug }) => getEditionAccess(database.tables(), slug, actor)));
    },
    listDataSets: catalogue.listDataSets,
    now,
  });
}
