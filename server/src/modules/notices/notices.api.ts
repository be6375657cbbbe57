import type { Given } from '../../platform/db/database.ts';
import type { RouteBinding } from '../../platform/http/binding.ts';
import { bindMailServer } from './mail-server.routes.ts';
import type { NoticesDeps, QueueNotice } from './notices.deps.ts';
import { createQueueNotice, createSendJob } from './notices.outbox.ts';
import { bindNotices } from './notices.routes.ts';
import { ownTables } from './notices.tables.ts';
import { createReminders } from './reminders.service.ts';

export { queueLink, queueNews } from './account-letters.ts';
export type { NewNotice, NoticesDeps, QueueNotice } from './notices.deps.ts';
export { noticesMigrations } from './notices.tables.ts';

export interface Notices {
  readonly bindings: RouteBinding[];
  readonly queueNotice: QueueNotice;
  /** Sends what is due today; how often it is called does not matter. Gives how many got one. */
  remind(): Promise<number>;
}

/** Before the jobs begin to work. */
export function createNotices(given: Given<NoticesDeps>): Notices {
  const deps = { ...given, db: ownTables(given.db) };
  const queueNotice = createQueueNotice(deps);
  deps.jobs.define(createSendJob(deps));
  return {
    bindings: [...bindNotices(deps, queueNotice), ...bindMailServer(deps)],
    queueNotice,
    remind: createReminders(deps, queueNotice),
  };
}
