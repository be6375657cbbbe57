import type { RegisteredGroups } from '@datalab/warehouse';
import type { AnyTx } from '../../platform/db/database.ts';
import type { JobKind } from '../../platform/jobs/jobs.ts';
import { checkToFacts } from './check-facts.ts';
import {
  findGroupingRow,
  type GroupingRow,
  listGroupingsInUse,
  listProposed,
  listUnknownCosts,
  markCosts,
  saveCost,
} from './groupings.queries.ts';
import type { LandedData, LandedVersion, ReleasesDeps } from './releases.deps.ts';
import { toRegisteredGroups } from './releases.shown.ts';
import { ownTables, type StoredCost } from './releases.tables.ts';

export const costJob = 'grouping-cost';

export interface CostJobData {
  readonly grouping: string;
}

/** What a cost is computed beside: it changes with the version, what is linked to it and the groupings in use. */
export type CostBasis = Required<Pick<StoredCost, 'version' | 'linked' | 'approved'>>;

/** Computes what a proposed grouping costs, unless that was computed beside the same already. */
export function createCostJob(deps: ReleasesDeps): JobKind<CostJobData> {
  const { db, checks } = deps;
  return {
    name: costJob,
    run: async ({ grouping }, { signal }) => {
      const row = await findGroupingRow(db, grouping);
      if (row?.state !== 'proposed') return;
      const landed = await checks.findLanded(row.edition);
      const version = findVersion(landed, row.data_set);
      if (version === undefined) return;
      const { landedAt } = version;
      const inUse = await listGroupingsInUse(db, { edition: row.edition, dataSet: row.data_set, landedAt });
      const basis = toBasis(version, inUse);
      const cost =
        row.cost !== null && isComputedBeside(row.cost, basis)
          ? { ...row.cost, isOutdated: false }
          : { ...basis, ...(await tryOut(landed, version, toRegisteredGroups([...inUse, row]), signal)) };
      await db.transaction().execute((tx) => saveCost(tx, grouping, cost));
    },
    giveUp: ({ grouping }) => db.transaction().execute((tx) => saveCost(tx, grouping, 'failed')),
  };
}

async function tryOut(
  landed: LandedData,
  { dataSet }: LandedVersion,
  groups: RegisteredGroups,
  signal: AbortSignal,
): Promise<Pick<StoredCost, 'without' | 'with'>> {
  const asked = { signal, isInBackground: true };
  const without = await landed.check(dataSet, asked);
  const tried = await landed.tryOut(dataSet, groups, asked);
  return { without: checkToFacts(without), with: checkToFacts(tried) };
}

/** Holds the costs of what waits against what is there now, in an edition or for one of its data sets. */
export async function restartCosts(
  deps: Pick<ReleasesDeps, 'jobs' | 'newId'>,
  anyTx: AnyTx,
  edition: string,
  dataSet?: string,
): Promise<void> {
  await restart(deps, anyTx, await listProposed(ownTables(anyTx), edition, dataSet));
}

/**
 * Has the costs that are not known computed, at a start of the server: what they failed on, such as a damaged file or
 * too little memory, may be mended. What the server dies of again is given up again.
 */
export async function restartUnknownCosts(
  deps: Pick<ReleasesDeps, 'jobs' | 'newId'>,
  anyTx: AnyTx,
): Promise<void> {
  await restart(deps, anyTx, await listUnknownCosts(ownTables(anyTx)));
}

async function restart(
  { jobs, newId }: Pick<ReleasesDeps, 'jobs' | 'newId'>,
  tx: AnyTx,
  rows: readonly Pick<GroupingRow, 'id'>[],
): Promise<void> {
  if (rows.length === 0) return;
  await markCosts(
    ownTables(tx),
    rows.map(({ id }) => id),
  );
  for (const { id: grouping } of rows) {
    await jobs.start(costJob, { grouping } satisfies CostJobData, { id: newId(), tx });
  }
}

export function toBasis(
  { version, linked }: LandedVersion,
  inUse: readonly Pick<GroupingRow, 'id'>[],
): CostBasis {
  return { version, linked, approved: inUse.map(({ id }) => id) };
}

/** Whether a cost holds for what is there now. */
export function isCostOf(cost: StoredCost | null, basis: CostBasis): boolean {
  return cost !== null && cost.isOutdated !== true && isComputedBeside(cost, basis);
}

function isComputedBeside(cost: StoredCost, { version, linked, approved }: CostBasis): boolean {
  return (
    cost.version === version &&
    cost.linked?.join(' ') === linked.join(' ') &&
    cost.approved.join(' ') === approved.join(' ')
  );
}

export function findVersion({ versions }: LandedData, dataSet: string): LandedVersion | undefined {
  return versions.find((version) => version.dataSet === dataSet);
}
