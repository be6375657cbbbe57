import { randomUUID } from 'node:crypto';
import type { createAudit } from './modules/audit/audit.api.ts';
import { createClosing, readEvaluated } from './modules/closing/closing.api.ts';
import {
  type ClosingFacts,
  type EditionKey,
  type EditionsTables,
  getEditionAccess,
  holdCurrentStep,
} from './modules/editions/editions.api.ts';
import { listOrganisations } from './modules/identity/identity.api.ts';
import { readUnsettled } from './modules/solutions/solutions.api.ts';
import { type AnyTx, txWithTables } from './platform/db/database.ts';
import type { Database } from './platform/db/open-database.ts';
import type { RouteBinding } from './platform/http/binding.ts';
import { createPerformer } from './platform/http/perform.ts';

/** What keeps an edition from being finished, as the modules know it that own it. */
export async function readClosingFacts(tx: AnyTx, edition: EditionKey): Promise<ClosingFacts> {
  return { ...(await readUnsettled(tx, edition.id)), evaluated: await readEvaluated(tx, edition.id) };
}

/** What it tells of an edition it reads as its pages do: by the operations of the other modules. */
export function createClosingModule(
  database: Database,
  record: ReturnType<typeof createAudit>['record'],
  now: () => Date,
  bindings: readonly RouteBinding[],
) {
  return createClosing({
    db: database.tables(),
    record,
    findEdition: (slug, actor) => getEditionAccess(database.tables(), slug, actor),
    holdStep: (tx, edition) => holdCurrentStep(txWithTables<EditionsTables>(tx), edition),
    listOrganisations: () => listOrganisations(database.tables()),
    perform: createPerformer(bindings),
    now,
    newId: randomUUID,
  });
}
