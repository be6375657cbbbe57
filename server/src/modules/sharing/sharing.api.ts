import type { AnyTx, Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import type { Leaver } from '../editions/editions.api.ts';
import { leaveAgreement } from './sharing.amending.ts';
import type { SharingDeps } from './sharing.deps.ts';
import { bindSharing } from './sharing.routes.ts';
import { ownTables } from './sharing.tables.ts';

export type { AgreementContent } from './sharing.content.ts';
export type { SharingCatalogue, SharingDeps } from './sharing.deps.ts';
export {
  type AgreedDataSet,
  type InForce,
  requireAgreed,
  requireMayLand,
  requireNotTooOften,
} from './sharing.in-force.ts';
export { findInForce, holdInForce, type Landed, requireInForce, selectUsable } from './sharing.standing.ts';
export { sharingMigrations } from './sharing.tables.ts';

export interface Sharing {
  readonly bindings: RouteBinding[];
  readonly on: {
    /** What an organisation brought is shared no longer when it leaves. */
    organisationLeft(tx: AnyTx, leaver: Leaver): Promise<() => Promise<void>>;
  };
}

export function createSharing(given: Given<SharingDeps>): Sharing {
  const deps = { ...given, db: ownTables(given.db) };
  return {
    bindings: bindSharing(deps),
    on: {
      organisationLeft: async (tx, leaver) => {
        await leaveAgreement(deps, ownTables(tx), leaver);
        return async () => {};
      },
    },
  };
}
