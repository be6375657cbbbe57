import { randomUUID } from 'node:crypto';
import type { createAudit } from './modules/audit/audit.api.ts';
import { getEditionAccess } from './modules/editions/editions.api.ts';
import { createReleases } from './modules/releases/releases.api.ts';
import type { Database } from './platform/db/open-database.ts';

export function createReleasesModule(
  database: Database,
  record: ReturnType<typeof createAudit>['record'],
  now: () => Date,
) {
  return createReleases({
    db: database.tables(),
    record,
    findEdition: (slug, actor) => getEditionAccess(database.tables(), slug, actor),
    now,
    newId: randomUUID,
  });
}
