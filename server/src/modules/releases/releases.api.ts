import type { AnyTx, Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import type { Leaver } from '../editions/editions.api.ts';
import { createCostJob, restartCosts, restartUnknownCosts } from './groupings.cost.ts';
import type { ReleasesDeps } from './releases.deps.ts';
import { bindReleases } from './releases.routes.ts';
import { createReleaseRecorder, type RecordOpened, type RecordShown } from './releases.shown.ts';
import { ownTables } from './releases.tables.ts';

export type { Checks, LandedData, LandedVersion } from './releases.deps.ts';
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
  /** Has the costs computed that are not known, such as those that were given up. */
  tidy(): Promise<void>;
  readonly on: {
    /** What a grouping costs depends on the version and on what can be linked to it. */
    dataLanded(tx: AnyTx, edition: string): Promise<void>;
    /**
     * The same of data that are gone. What people of the organisation proposed stays with their names: a privacy officer
     * decides about it as about any other, and what was approved is in checks and evidence.
     */
    organisationLeft(tx: AnyTx, leaver: Leaver): Promise<() => Promise<void>>;
  };
}

export function createReleases(given: Given<ReleasesDeps>): Releases {
  const deps = { ...given, db: ownTables(given.db) };
  deps.jobs.define(createCostJob(deps));
  return {
    bindings: bindReleases(deps),
    ...createReleaseRecorder(deps),
    tidy: () => deps.db.transaction().execute((tx) => restartUnknownCosts(deps, tx)),
    on: {
      dataLanded: (tx, edition) => restartCosts(deps, tx, edition),
      organisationLeft: async (tx, { edition }) => {
        await restartCosts(deps, tx, edition.slug);
        return async () => {};
      },
    },
  };
}
