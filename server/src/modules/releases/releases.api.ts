import type { Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import { bindReleases } from './releases.routes.ts';
import { createReleaseKeeper, type ReleaseKeeper, type ReleasesDeps } from './releases.service.ts';
import { ownTables } from './releases.tables.ts';

export { createFindExtender } from './releases.extender.ts';
export { findNames } from './releases.names.ts';
export type { ReleaseKeeper, ReviewView } from './releases.service.ts';
export { releasesMigrations } from './releases.tables.ts';

export function createReleases(given: Given<ReleasesDeps>): {
  readonly bindings: RouteBinding[];
  readonly keeper: ReleaseKeeper;
} {
  const deps = { ...given, db: ownTables(given.db) };
  return { bindings: bindReleases(deps), keeper: createReleaseKeeper(deps) };
}
