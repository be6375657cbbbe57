import type { Given } from '../../platform/db/database.ts';
import { bind, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { timelineRoutes as routes } from './timeline.contract.ts';
import { getTimeline, type TimelineDeps, visit } from './timeline.service.ts';
import { ownTables } from './timeline.tables.ts';

export { timelineMigrations } from './timeline.tables.ts';

/** The service judges the permission, because it depends on the edition and not only on the person. */
export function createTimeline(given: Given<TimelineDeps>): { bindings: RouteBinding[] } {
  const deps = { ...given, db: ownTables(given.db) };
  return {
    bindings: [
      bind(routes.getTimeline, signedIn, async (actor, { params }) => ({
        body: await getTimeline(deps, actor, params.edition),
      })),
      bind(routes.visit, signedIn, async (actor) => ({ body: await visit(deps, actor) })),
    ],
  };
}
