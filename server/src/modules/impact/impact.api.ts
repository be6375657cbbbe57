import type { AnyTx } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import type { ImpactDeps } from './impact.deps.ts';
import { bindImpact } from './impact.routes.ts';
import { createMeasureJob, startMeasuring } from './measuring.service.ts';

export type { ImpactDeps } from './impact.deps.ts';
export { impactMigrations } from './impact.tables.ts';

/** Defines the job, so make it before the jobs begin to work. */
export function createImpact(deps: ImpactDeps): {
  bindings: RouteBinding[];
  /** Call it in the transaction in which a version lands: what rests on it is measured again. */
  landed(tx: AnyTx, edition: string): Promise<void>;
} {
  deps.jobs.define(createMeasureJob(deps));
  return {
    bindings: bindImpact(deps),
    landed: (tx, edition) => startMeasuring(deps, tx, edition),
  };
}
