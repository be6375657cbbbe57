import { anyRole, bind, type RouteBinding } from '../../platform/http/binding.ts';
import { mailServerRoutes as routes } from './mail-server.contract.ts';
import { getMailServer, putMailServer, testMailServer } from './mail-server.service.ts';
import type { NoticesDeps } from './notices.deps.ts';

const administrator = anyRole(['administrator'], 'notices.administrator-only');

export function bindMailServer(deps: NoticesDeps): RouteBinding[] {
  return [
    bind(routes.getMailServer, administrator, async (actor) => ({ body: await getMailServer(deps, actor) })),
    bind(routes.putMailServer, administrator, async (actor, { body }) => ({
      body: await putMailServer(deps, actor, body),
    })),
    bind(routes.testMailServer, administrator, async (actor) => ({
      body: await testMailServer(deps, actor),
    })),
  ];
}
