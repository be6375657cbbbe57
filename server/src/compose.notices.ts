import { randomUUID } from 'node:crypto';
import type { ModulesDeps } from './compose.modules.ts';
import type { createAudit } from './modules/audit/audit.api.ts';
import type { Editions } from './modules/editions/editions.api.ts';
import { listEverybody, listOrganisations } from './modules/identity/identity.api.ts';
import { createNotices, type Notices } from './modules/notices/notices.api.ts';

/** What goes out by mail, and of what: the obstacles and work lists of the editions. */
export function createNoticesModule(
  { database, jobs, logger, post, identity, now }: ModulesDeps,
  record: ReturnType<typeof createAudit>['record'],
  { getEdition, listEditions, listWaiting }: Editions,
): Notices {
  return createNotices({
    db: database.tables(),
    record,
    jobs,
    logger,
    post,
    demo: identity.demo !== undefined,
    getEdition,
    listEditions,
    listWaiting,
    listPeople: () => listEverybody(database.tables()),
    listOrganisations: () => listOrganisations(database.tables()),
    now,
    newId: randomUUID,
  });
}
