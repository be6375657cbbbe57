import type { AnyDb, AnyTx, Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import { readReadiness } from './readiness.queries.ts';
import { bindReadiness } from './readiness.routes.ts';
import type { ReadinessDeps } from './readiness.service.ts';
import { ownTables } from './readiness.tables.ts';
import { isShown, rowsToOrganisation } from './readiness.view.ts';

export { adviseRung, type RungAdvice, type RungFacts } from './readiness.advice.ts';
export { readinessMigrations } from './readiness.tables.ts';

export function createReadiness({ db, ...deps }: Given<ReadinessDeps>): { bindings: RouteBinding[] } {
  return { bindings: bindReadiness({ ...deps, db: ownTables(db) }) };
}

/** The round that somebody has not answered yet, since when, or null; nobody began the first one. */
export async function findUnanswered(
  tx: AnyTx,
  { edition, organisation, person }: { edition: string; organisation: string; person: string },
): Promise<{ readonly since: Date | null } | null> {
  const { rounds, answers } = await readReadiness(ownTables(tx), edition);
  const newest = rounds.find((row) => row.organisation === organisation);
  const hasAnswered = answers.some(
    (row) => row.organisation === organisation && row.person === person && row.round === (newest?.round ?? 1),
  );
  return hasAnswered ? null : { since: newest !== undefined && newest.round > 1 ? newest.since : null };
}

/**
 * How the registration is at each of these organisations, as far as everybody may know: an advice that all see
 * must not give away what one or two people answered.
 */
export async function listDataLevels(
  db: AnyDb,
  edition: string,
  organisations: readonly string[],
): Promise<{ organisation: string; level: number }[]> {
  const rows = await readReadiness(ownTables(db), edition);
  return organisations.flatMap((organisation) => {
    const outcome = rowsToOrganisation(rows, organisation, false);
    const level = isShown(outcome) ? (outcome.areas?.data.level ?? null) : null;
    return level === null ? [] : [{ organisation, level }];
  });
}
