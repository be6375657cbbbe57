import type { AnyTx, Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import type { PreparationDeps } from './preparation.deps.ts';
import { readStartFacts, type StartFacts } from './preparation.queries.ts';
import { bindPreparation } from './preparation.routes.ts';
import { ownTables } from './preparation.tables.ts';

export { preparationMigrations } from './preparation.tables.ts';

export function createPreparation({ db, ...deps }: Given<PreparationDeps>): { bindings: RouteBinding[] } {
  return { bindings: bindPreparation({ ...deps, db: ownTables(db) }) };
}

/** What the gates of an edition ask: was it decided to go on, and which organisations contribute. */
export function findStartFacts(tx: AnyTx, edition: string): Promise<StartFacts> {
  return readStartFacts(ownTables(tx), edition);
}
