import type { AnyTx, Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import { createCostJob, restartCosts, restartFailedCosts } from './groupings.cost.ts';
import type { ReleasesDeps } from './releases.deps.ts';
import { bindReleases } from './releases.routes.ts';
import { createReleaseRecorder, type RecordOpened, type RecordShown } from './releases.shown.ts';
import { ownTables } from './releases.tables.ts';

export type { Checks, LandedVersion } from './releases.deps.ts';
export { releasesMigrations } from './releases.migrations.ts';
export { findNames } from './releases.names.ts';
export {
  createFindGroupingNames,
  createFindGroupings,
  type FindGroupingNames,
  type FindGroupings,
  type Opened,
  type RecordOpened,
  type RecordShown,
  type ReleaseRecorder,
  type Shown,
} from './releases.shown.ts';

export interface Releases {
  readonly bindings: RouteBinding[];
  readonly recordShown: RecordShown;
  readonly recordOpened: RecordOpened;
  /** Has the costs computed once more that were given up. */
  tidy(): Promise<void>;
  readonly on: {
    /** What a grouping costs depends on the version. */
    dataLanded(tx: AnyTx, edition: string): Promise<void>;
  };
}

export function createReleases(given: Given<ReleasesDeps>): Releases {
  const deps = { ...given, db: ownTables(given.db) };
  deps.jobs.define(createCostJob(deps));
  return {
    bindings: bindReleases(deps),
    ...createReleaseRecorder(deps),
    tidy: () => deps.db.transaction().execute((tx) => restartFailedCosts(deps, tx)),
    on: { dataLanded: (tx, edition) => restartCosts(deps, tx, edition) },
  };
}
