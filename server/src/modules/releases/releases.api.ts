import type { RouteBinding } from '../../platform/http/binding.ts';
import { bindReleases } from './releases.routes.ts';
import { createReleaseKeeper, type ReleaseKeeper, type ReleasesDeps } from './releases.service.ts';

export type { DataSetNames } from './releases.names.ts';
export type { ReleaseKeeper, ReviewView } from './releases.service.ts';
export { type ReleasesTables, releasesMigrations } from './releases.tables.ts';

export function createReleases(deps: ReleasesDeps): {
  readonly bindings: RouteBinding[];
  readonly keeper: ReleaseKeeper;
} {
  return { bindings: bindReleases(deps), keeper: createReleaseKeeper(deps) };
}
