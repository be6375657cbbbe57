import type { AnyTx, Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import type { ImpactDeps } from './impact.deps.ts';
import { bindImpact } from './impact.routes.ts';
import { ownTables } from './impact.tables.ts';
import { createMeasureJob, startMeasuring } from './measurement.service.ts';

export type { ImpactDeps } from './impact.deps.ts';
export { impactMigrations } from './impact.tables.ts';
export { createTellOwner } from './telling.ts';

/** Defines the job, so make it before the jobs begin to work. */
export function createImpact(given: Given<ImpactDeps>): {
  bindings: RouteBinding[];
  on: {
    /** What rests on the data is measured again. */
    dataLanded(tx: AnyTx, edition: string): Promise<void>;
  };
} {
  const deps = { ...given, db: ownTables(given.db) };
  deps.jobs.define(createMeasureJob(deps));
  return {
    bindings: bindImpact(deps),
    on: { dataLanded: (tx, edition) => startMeasuring(deps, tx, edition) },
  };
}
