import type { Tx } from '../../platform/db/database.ts';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Permission } from '../../platform/http/common.contract.ts';
import type { LandedDataSet } from './check.contract.ts';
import { latticeToGroupable, requireGroupable } from './groupable.ts';
import { type GroupingMoveName, groupingMoves } from './grouping-states.contract.ts';
import type { GroupableColumns, Grouping, GroupingProposal } from './groupings.contract.ts';
import { type CostBasis, costJob, findLanded, restartCosts, toBasis } from './groupings.cost.ts';
import {
  type GroupingRow,
  getGroupingRow,
  insertGrouping,
  listGroupingRows,
  listGroupingsInUse,
  lockGroupings,
  updateGrouping,
} from './groupings.queries.ts';
import { isCostCurrent, rowToGrouping } from './groupings.view.ts';
import type { EditionView, LandedVersion, ReleasesDeps } from './releases.deps.ts';
import { listLandedDataSets } from './releases.overview.ts';
import { canAddTo, canMove, mayDecide, mayPropose, maySeeGroupings } from './releases.policy.ts';
import type { ReleasesTables } from './releases.tables.ts';

export interface GroupingPlace {
  readonly edition: string;
  readonly grouping: string;
}

export interface GroupingList {
  readonly groupings: Grouping[];
  readonly dataSets: LandedDataSet[];
  readonly may: { readonly propose: Permission };
}

export async function listGroupings(deps: ReleasesDeps, actor: Actor, slug: string): Promise<GroupingList> {
  const edition = await deps.findEdition(slug, actor);
  requireAllowed(maySeeGroupings(actor, edition));
  const rows = await listGroupingRows(deps.db, slug);
  const landed = await deps.checks.listLanded(slug);
  return {
    groupings: await showGroupings(deps, actor, edition, rows, landed),
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
  await getLanded(deps, slug, dataSet);
  const { records } = await deps.checks.check(slug, dataSet, signal);
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
  const landed = await getLanded(deps, slug, dataSet);
  const { records, persons } = await deps.checks.check(slug, dataSet);
  requireGroupable(
    content,
    [records, ...(persons ? [persons] : [])].map(({ cube }) => cube.lattice),
  );
  const id = deps.newId();
  await deps.db.transaction().execute(async (tx) => {
    await deps.lockStep(tx, edition.id);
    await lockGroupings(tx, slug, dataSet);
    await requireNew(tx, slug, landed, { name, content });
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
  return showGrouping(deps, actor, edition, id);
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

async function moveGrouping(
  deps: ReleasesDeps,
  actor: Actor,
  place: GroupingPlace,
  name: GroupingMoveName,
  reason: string,
  change: Parameters<typeof updateGrouping>[2],
): Promise<Grouping> {
  const edition = await deps.findEdition(place.edition, actor);
  const { data_set: dataSet, proposed_by } = await findForDecision(deps, actor, edition, place.grouping);
  requireAllowed(mayDecide(actor, edition, { proposedBy: name === 'end' ? '' : proposed_by }));
  const landed = await findLanded(deps, edition.slug, dataSet);
  const move = groupingMoves[name];
  await deps.db.transaction().execute(async (tx) => {
    await deps.lockStep(tx, edition.id);
    await lockGroupings(tx, edition.slug, dataSet);
    const row = await getGroupingRow(tx, edition.slug, place.grouping);
    const basis = await findBasis(tx, edition.slug, dataSet, landed);
    requireAllowed(canMove(name, { state: row.state, isCostKnown: isCostCurrent(row, basis) }), 409);
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
  return showGrouping(deps, actor, edition, place.grouping);
}

/** A person who decides about no grouping is not told which ones there are. */
async function findForDecision(
  { db }: ReleasesDeps,
  actor: Actor,
  edition: EditionView,
  id: string,
): Promise<GroupingRow> {
  requireAllowed(mayDecide(actor, edition, { proposedBy: '' }));
  return getGroupingRow(db, edition.slug, id);
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
      (['nl', 'en'] as const).some(
        (language) => toCompared(row.name[language]) === toCompared(name[language]),
      ),
  );
  if (isThere) throw new Failure('releases.grouping-exists', 409);
  requireAllowed(canAddTo(open.length), 409);
}

/** Names that a reader cannot tell apart are one name. */
function toCompared(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ');
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

async function getLanded(deps: ReleasesDeps, slug: string, dataSet: string): Promise<LandedVersion> {
  const landed = await findLanded(deps, slug, dataSet);
  if (landed === undefined) throw new Failure('releases.data-set-not-landed', 404);
  return landed;
}

async function findBasis(
  db: ReleasesDeps['db'],
  slug: string,
  dataSet: string,
  landed: LandedVersion | undefined,
): Promise<CostBasis | undefined> {
  if (landed === undefined) return undefined;
  return toBasis(landed, await listGroupingsInUse(db, { edition: slug, dataSet, landedAt: landed.landedAt }));
}

async function showGrouping(
  deps: ReleasesDeps,
  actor: Actor,
  edition: EditionView,
  id: string,
): Promise<Grouping> {
  const row = await getGroupingRow(deps.db, edition.slug, id);
  const landed = await deps.checks.listLanded(edition.slug);
  const [shown] = await showGroupings(deps, actor, edition, [row], landed);
  if (shown === undefined) throw new Failure('releases.grouping-unknown', 404);
  return shown;
}

async function showGroupings(
  deps: ReleasesDeps,
  actor: Actor,
  edition: EditionView,
  rows: readonly GroupingRow[],
  landed: readonly LandedVersion[],
): Promise<Grouping[]> {
  const dataSets = [...new Set(rows.map(({ data_set }) => data_set))];
  const settings = new Map(
    await Promise.all(
      dataSets.map(async (dataSet) => {
        const version = landed.find((one) => one.dataSet === dataSet);
        const basis = await findBasis(deps.db, edition.slug, dataSet, version);
        return [dataSet, { basis, names: await deps.findNames(dataSet) }] as const;
      }),
    ),
  );
  return rows.map((row) => {
    const { basis, names } = settings.get(row.data_set) ?? {};
    return rowToGrouping(row, { actor, edition, basis, names });
  });
}
