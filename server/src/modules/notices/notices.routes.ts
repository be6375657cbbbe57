import { bind, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { noticesRoutes as routes } from './notices.contract.ts';
import type { NoticesDeps, QueueNotice } from './notices.deps.ts';
import { getMailSettings, listOutbox, putMailSettings } from './notices.service.ts';
import { listMyNudges, listNudges, nudge } from './nudges.service.ts';

/** The services judge the permission, because it depends on the edition and not only on the person. */
export function bindNotices(deps: NoticesDeps, queueNotice: QueueNotice): RouteBinding[] {
  return [
    bind(routes.getMailSettings, signedIn, async (actor) => ({ body: await getMailSettings(deps, actor) })),
    bind(routes.putMailSettings, signedIn, async (actor, { body }) => ({
      body: await putMailSettings(deps, actor, body),
    })),
    bind(routes.listMyNudges, signedIn, async (actor) => ({ body: await listMyNudges(deps, actor) })),
    bind(routes.listOutbox, signedIn, async (actor, { query }) => ({
      body: await listOutbox(deps, actor, query.edition),
    })),
    bind(routes.listNudges, signedIn, async (actor, { params }) => ({
      body: await listNudges(deps, actor, params.edition),
    })),
    bind(routes.nudge, signedIn, async (actor, { params, body }) => ({
      body: await nudge(deps, queueNotice, actor, params.edition, body.blocker),
    })),
  ];
}
