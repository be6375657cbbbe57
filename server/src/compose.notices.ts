import { randomUUID } from 'node:crypto';
import type { createAudit } from './modules/audit/audit.api.ts';
import type { Editions } from './modules/editions/editions.api.ts';
import { type IdentityDeps, listEverybody, listOrganisations } from './modules/identity/identity.api.ts';
import { createNotices, type Notices, type NoticesDeps } from './modules/notices/notices.api.ts';
import type { Database } from './platform/db/open-database.ts';

interface NoticesNeeds extends Pick<NoticesDeps, 'jobs' | 'logger' | 'post' | 'now'> {
  readonly database: Database;
  readonly identity: Pick<IdentityDeps, 'demo'>;
}

/** What goes out by mail, and of what: the obstacles and work lists of the editions. */
export function createNoticesModule(
  { database, jobs, logger, post, identity, now }: NoticesNeeds,
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
