import { listEventsOf } from '../modules/audit/audit.api.ts';
import type { Catalogue } from '../modules/catalogue/catalogue.api.ts';
import { listVisibleEditions } from '../modules/editions/editions.api.ts';
import { createTimeline, timelineMigrations } from '../modules/timeline/timeline.api.ts';
import type { Context } from './context.ts';

export const timelinePart = {
  migrations: timelineMigrations,
  create: (context: Context, { catalogue }: { readonly catalogue: Catalogue }) => ({
    timeline: createTimeline({
      ...context,
      listEvents: (editions, which) => listEventsOf(context.db, editions, which),
      listEditions: async (actor) => {
        const editions = await listVisibleEditions(context.db, actor);
        return Promise.all(editions.map(({ slug }) => context.findEdition(slug, actor)));
      },
      listDataSets: catalogue.listDataSets,
    }),
  }),
};
