import type { AnyDb, AnyTx } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors/failure.ts';
import type { SharingDeps } from './sharing.deps.ts';
import { dayOf, type InForce, judgeInForce, requireGoingOn, stopParams } from './sharing.in-force.ts';
import { findBegun, findUpgrade, holdSharing, listStops, listVersions } from './sharing.queries.ts';
import { ownTables } from './sharing.tables.ts';

const graceDays = 90;

/** What holds for an edition now: the newest version whose first day has come. */
export async function findInForce(database: AnyDb, edition: string, at: Date): Promise<InForce | undefined> {
  const db = ownTables(database);
  const [stopped = null] = await listStops(db, edition);
  const version = await findBegun(db, edition, dayOf(at));
  return version && judgeInForce(version, stopped, at);
}

/** As `findInForce`, and it stays so until the transaction ends: for what may only happen while it holds. */
export async function holdInForce(tx: AnyTx, edition: string, at: Date): Promise<InForce> {
  await holdSharing(ownTables(tx), edition);
  return requireGoingOn(await findInForce(tx, edition, at));
}

export async function requireInForce(db: AnyDb, edition: string, at: Date): Promise<InForce> {
  return requireGoingOn(await findInForce(db, edition, at));
}

/** Until when data may be used that landed before there were agreements. */
export async function findGraceEnd(db: AnyDb): Promise<{ readonly upgrade: Date; readonly until: Date }> {
  const upgrade = await findUpgrade(ownTables(db));
  return { upgrade, until: new Date(upgrade.getTime() + graceDays * 24 * 3600 * 1000) };
}

/** What one data set landed with; what landed before there were agreements has a time of its own. */
export interface Landed {
  readonly dataSet: string;
  readonly landedAt: Date;
}

/**
 * Of what landed in an edition, what may be asked of it now. Throws when that is nothing because there is no agreement,
 * because it was stopped, or because it ended.
 */
export async function selectUsable<One extends Landed>(
  db: AnyDb,
  edition: string,
  landed: readonly One[],
  at: Date,
): Promise<One[]> {
  if (landed.length === 0) return [];
  const inForce = await findInForce(db, edition, at);
  const [stop] = await listStops(ownTables(db), edition);
  if (stop !== undefined) throw new Failure('sharing.stopped', 409, stopParams(stop));
  const { upgrade, until } = await findGraceEnd(db);
  const isEarlier = ({ landedAt }: Landed): boolean => landedAt < upgrade && at < until;
  if (inForce === undefined || inForce.ended) {
    const earlier = inForce === undefined ? landed.filter(isEarlier) : [];
    if (earlier.length === 0) requireGoingOn(inForce);
    return earlier;
  }
  return landed.filter((one) => inForce.dataSets.has(one.dataSet));
}

/** Until when what landed before may be used; undefined when nothing did, or when an agreement took over. */
export async function findUsableUntil(
  { db, findLandedSince }: Pick<SharingDeps, 'db' | 'findLandedSince'>,
  edition: string,
): Promise<Date | undefined> {
  if ((await listVersions(db, edition)).length > 0) return undefined;
  const { upgrade, until } = await findGraceEnd(db);
  const landed = await findLandedSince(db, edition);
  return landed !== undefined && landed < upgrade ? until : undefined;
}
