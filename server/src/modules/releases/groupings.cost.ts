import type { AnyTx } from '../../platform/db/database.ts';
import type { JobKind } from '../../platform/jobs/jobs.ts';
import { checkToFacts } from './check-facts.ts';
import {
  findGroupingRow,
  type GroupingRow,
  listFailedCosts,
  listGroupingsInUse,
  listProposed,
  saveCost,
  updateGrouping,
} from './groupings.queries.ts';
import type { LandedVersion, ReleasesDeps } from './releases.deps.ts';
import { toRegisteredGroups } from './releases.shown.ts';
import { ownTables, type StoredCost } from './releases.tables.ts';

export const costJob = 'grouping-cost';

export interface CostJobData {
  readonly grouping: string;
}

/** What a cost is computed beside: it changes with the version and with the groupings that are in use. */
export type CostBasis = Pick<StoredCost, 'version' | 'approved'>;

/** Computes what a proposed grouping costs, once for each version and each list of approved groupings. */
export function createCostJob(deps: ReleasesDeps): JobKind<CostJobData> {
  const { db, checks } = deps;
  return {
    name: costJob,
    run: async ({ grouping }, { signal }) => {
      const row = await findGroupingRow(db, grouping);
      if (row?.state !== 'proposed') return;
      const landed = await findLanded(deps, row.edition, row.data_set);
      if (landed === undefined) return;
      const inUse = await listGroupingsInUse(db, {
        edition: row.edition,
        dataSet: row.data_set,
        landedAt: landed.landedAt,
      });
      const basis = toBasis(landed, inUse);
      if (isCostOf(row.cost, basis)) return;
      const without = await checks.check(row.edition, row.data_set, signal);
      const groups = toRegisteredGroups([...inUse, row]);
      const tried = await checks.tryOut(row.edition, row.data_set, groups, signal);
      const cost = { ...basis, without: checkToFacts(without), with: checkToFacts(tried) };
      await db.transaction().execute((tx) => saveCost(tx, grouping, cost));
    },
    giveUp: ({ grouping }) => db.transaction().execute((tx) => saveCost(tx, grouping, 'failed')),
  };
}

/** Has the costs of what waits computed anew, in an edition or for one of its data sets. */
export async function restartCosts(
  { jobs, newId }: Pick<ReleasesDeps, 'jobs' | 'newId'>,
  anyTx: AnyTx,
  edition: string,
  dataSet?: string,
): Promise<void> {
  const proposed = await listProposed(ownTables(anyTx), edition, dataSet);
  for (const { id } of proposed) await restartCost({ jobs, newId }, anyTx, id);
}

/**
 * Has the costs that were given up computed once more, at a start of the server: what they failed on, such as a damaged
 * file or too little memory, may be mended. What the server dies of again is given up again.
 */
export async function restartFailedCosts(
  { jobs, newId }: Pick<ReleasesDeps, 'jobs' | 'newId'>,
  anyTx: AnyTx,
): Promise<void> {
  const failed = await listFailedCosts(ownTables(anyTx));
  for (const { id } of failed) await restartCost({ jobs, newId }, anyTx, id);
}

async function restartCost(
  { jobs, newId }: Pick<ReleasesDeps, 'jobs' | 'newId'>,
  anyTx: AnyTx,
  id: string,
): Promise<void> {
  await updateGrouping(ownTables(anyTx), id, { cost: null, cost_failed: false });
  await jobs.start(costJob, { grouping: id } satisfies CostJobData, { id: newId(), tx: anyTx });
}

export function toBasis({ version }: LandedVersion, inUse: readonly Pick<GroupingRow, 'id'>[]): CostBasis {
  return { version, approved: inUse.map(({ id }) => id) };
}

export function isCostOf(cost: StoredCost | null, { version, approved }: CostBasis): boolean {
  return cost !== null && cost.version === version && cost.approved.join(' ') === approved.join(' ');
}

export async function findLanded(
  { checks }: Pick<ReleasesDeps, 'checks'>,
  edition: string,
  dataSet: string,
): Promise<LandedVersion | undefined> {
  return (await checks.listLanded(edition)).find((landed) => landed.dataSet === dataSet);
}
