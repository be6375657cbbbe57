import type { Tx } from '../../platform/db/database.ts';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Permission } from '../../platform/http/common.contract.ts';
import { looksTheSame } from '../../platform/http/name.contract.ts';
import type { LandedDataSet } from './check.contract.ts';
import { latticeToGroupable, requireGroupable } from './groupable.ts';
import { type GroupingMoveName, groupingMoves } from './grouping-states.contract.ts';
import type { GroupableColumns, Grouping, GroupingProposal } from './groupings.contract.ts';
import { type CostBasis, costJob, findVersion, restartCosts, toBasis } from './groupings.cost.ts';
import {
  type GroupingRow,
  type GroupingsPage,
  getGroupingRow,
  insertGrouping,
  listGroupingPage,
  listGroupingRows,
  listGroupingsInUse,
  lockGroupings,
  updateGrouping,
} from './groupings.queries.ts';
import { rowToGrouping, toCostState } from './groupings.view.ts';
import type { EditionView, LandedData, LandedVersion, ReleasesDeps } from './releases.deps.ts';
import { getVersion, listLandedDataSets } from './releases.overview.ts';
import { canAddTo, canMove, mayDecide, mayMove, mayPropose, maySeeGroupings } from './releases.policy.ts';
import type { ReleasesTables } from './releases.tables.ts';

export interface GroupingPlace {
  readonly edition: string;
  readonly grouping: string;
}

export interface GroupingList {
  readonly groupings: Grouping[];
  /** How many were proposed before these. */
  readonly earlier: number;
  readonly dataSets: LandedDataSet[];
  readonly may: { readonly propose: Permission };
}

export async function listGroupings(
  deps: ReleasesDeps,
  actor: Actor,
  slug: string,
  page: GroupingsPage,
): Promise<GroupingList> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(maySeeGroupings(actor, edition));
  if (page.before !== undefined) await getGroupingRow(deps.db, slug, page.before);
  const { rows, earlier } = await listGroupingPage(deps.db, slug, page);
  const landed = await deps.checks.findLanded(slug);
  return {
    groupings: await showGroupings(deps, { actor, edition, landed }, rows),
    earlier,
    dataSets: await listLandedDataSets(deps, landed),
    may: { propose: mayPropose(actor, edition) },
  };
}

export async function getGroupableColumns(
  deps: ReleasesDeps,
  actor: Actor,
  slug: string,
  dataSet: string,
  signal?: AbortSignal,
): Promise<GroupableColumns> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayPropose(actor, edition));
  const landed = await deps.checks.findLanded(slug);
  getVersion(landed, dataSet);
  const { records } = await landed.check(dataSet, { signal });
  return latticeToGroupable(dataSet, records.cube.lattice, await deps.findNames(dataSet));
}

/** Kept as it is proposed; its cost is computed before anyone can approve it. */
export async function proposeGrouping(
  deps: ReleasesDeps,
  actor: Actor,
  slug: string,
  { dataSet, name, content, purpose }: GroupingProposal,
): Promise<Grouping> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(mayPropose(actor, edition));
  const landed = await deps.checks.findLanded(slug);
  const version = getVersion(landed, dataSet);
  const { records, persons } = await landed.check(dataSet);
  requireGroupable(
    content,
    [records, ...(persons ? [persons] : [])].map(({ cube }) => cube.lattice),
  );
  const id = deps.newId();
  await deps.db.transaction().execute(async (tx) => {
    await deps.lockStep(tx, edition.id);
    await lockGroupings(tx, slug, dataSet);
    await requireNew(tx, slug, version, { name, content });
    await insertGrouping(tx, {
      id,
      edition: slug,
      data_set: dataSet,
      name: JSON.stringify(name),
      content: JSON.stringify(canonical(content)),
      purpose,
      state: 'proposed',
      proposed_by: actor.id,
      proposed_by_name: actor.name,
      proposed_at: deps.now(),
      cost_failed: false,
    });
    await deps.jobs.start(costJob, { grouping: id }, { id: deps.newId(), tx });
    await deps.record(tx, {
      actor,
      action: 'releases.grouping-proposed',
      subject: `grouping/${id}`,
      edition: slug,
      details: { dataSet, grouping: name },
    });
  });
  return showGrouping(deps, { actor, edition, landed }, id);
}

export function decideGrouping(
  deps: ReleasesDeps,
  actor: Actor,
  place: GroupingPlace,
  { decision, reason }: { readonly decision: 'approve' | 'refuse'; readonly reason: string },
): Promise<Grouping> {
  return moveGrouping(deps, actor, place, decision, reason, {
    decided_by_name: actor.name,
    decided_at: deps.now(),
    reason,
  });
}

/** Versions that landed before keep it, so that their evidence can be made again. */
export function endGrouping(
  deps: ReleasesDeps,
  actor: Actor,
  place: GroupingPlace,
  { reason }: { readonly reason: string },
): Promise<Grouping> {
  return moveGrouping(deps, actor, place, 'end', reason, {
    ended_by_name: actor.name,
    ended_at: deps.now(),
    end_reason: reason,
  });
}

/** A person who decides about no grouping is not told which ones there are. */
async function moveGrouping(
  deps: ReleasesDeps,
  actor: Actor,
  place: GroupingPlace,
  name: GroupingMoveName,
  reason: string,
  change: Parameters<typeof updateGrouping>[2],
): Promise<Grouping> {
  const edition = await deps.findEdition(place.edition, actor);
  requireAllowed(mayDecide(actor, edition));
  const { data_set: dataSet, proposed_by: proposedBy } = await getGroupingRow(
    deps.db,
    edition.slug,
    place.grouping,
  );
  requireAllowed(mayMove(name, actor, edition, { proposedBy }));
  const landed = await deps.checks.findLanded(edition.slug);
  const move = groupingMoves[name];
  await deps.db.transaction().execute(async (tx) => {
    await deps.lockStep(tx, edition.id);
    await lockGroupings(tx, edition.slug, dataSet);
    const row = await getGroupingRow(tx, edition.slug, place.grouping);
    const basis = await findBasis(tx, edition.slug, findVersion(landed, dataSet));
    requireAllowed(canMove(name, { state: row.state, cost: toCostState(row, basis) }), 409);
    await updateGrouping(tx, row.id, { state: move.to, ...change });
    if (name === 'approve') {
      await deps.checks.start(tx, edition.slug);
      await restartCosts(deps, tx, edition.slug, dataSet);
    }
    await deps.record(tx, {
      actor,
      action: move.event,
      subject: `grouping/${row.id}`,
      edition: edition.slug,
      details: { dataSet, grouping: row.name, reason },
    });
  });
  return showGrouping(deps, { actor, edition, landed }, place.grouping);
}

async function requireNew(
  tx: Tx<ReleasesTables>,
  slug: string,
  { dataSet, landedAt }: LandedVersion,
  { name, content }: Pick<GroupingProposal, 'name' | 'content'>,
): Promise<void> {
  const rows = (await listGroupingRows(tx, slug)).filter(({ data_set }) => data_set === dataSet);
  const inUse = new Set(
    (await listGroupingsInUse(tx, { edition: slug, dataSet, landedAt })).map(({ id }) => id),
  );
  const open = rows.filter(({ id, state }) => state === 'proposed' || inUse.has(id));
  const isThere = open.some(
    (row) =>
      isSame(row.content, content) ||
      looksTheSame(row.name.nl, name.nl) ||
      looksTheSame(row.name.en, name.en),
  );
  if (isThere) throw new Failure('releases.grouping-exists', 409);
  requireAllowed(canAddTo(open.length), 409);
}

/** The same set is written in one way, however it was typed. */
function canonical(content: GroupingProposal['content']): GroupingProposal['content'] {
  return content.kind === 'window' ? content : { ...content, values: [...new Set(content.values)].sort() };
}

function isSame(one: GroupingProposal['content'], other: GroupingProposal['content']): boolean {
  if (one.kind === 'window') return other.kind === 'window' && one.from === other.from && one.to === other.to;
  if (other.kind === 'window' || one.column !== other.column) return false;
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}

async function findBasis(
  db: ReleasesDeps['db'],
  slug: string,
  version: LandedVersion | undefined,
): Promise<CostBasis | undefined> {
  if (version === undefined) return undefined;
  const { dataSet, landedAt } = version;
  return toBasis(version, await listGroupingsInUse(db, { edition: slug, dataSet, landedAt }));
}

/** Who looks at groupings, where, and beside which data. */
interface Looking {
  readonly actor: Actor;
  readonly edition: EditionView;
  readonly landed: LandedData;
}

async function showGrouping(deps: ReleasesDeps, looking: Looking, id: string): Promise<Grouping> {
  const row = await getGroupingRow(deps.db, looking.edition.slug, id);
  const [shown] = await showGroupings(deps, looking, [row]);
  if (shown === undefined) throw new Failure('releases.grouping-unknown', 404);
  return shown;
}

async function showGroupings(
  deps: ReleasesDeps,
  { actor, edition, landed }: Looking,
  rows: readonly GroupingRow[],
): Promise<Grouping[]> {
  const dataSets = [...new Set(rows.map(({ data_set }) => data_set))];
  const settings = new Map(
    await Promise.all(
      dataSets.map(async (dataSet) => {
        const basis = await findBasis(deps.db, edition.slug, findVersion(landed, dataSet));
        return [dataSet, { basis, names: await deps.findNames(dataSet) }] as const;
      }),
    ),
  );
  return rows.map((row) => {
    const { basis, names } = settings.get(row.data_set) ?? {};
    return rowToGrouping(row, { actor, edition, basis, names });
  });
}
