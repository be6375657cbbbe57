import { bindPublic, type RouteBinding } from '../../platform/http/binding.ts';
import { identityRoutes as routes } from './identity.contract.ts';
import { type SetUpDeps, setUp } from './set-up.service.ts';

export function bindSetUp(deps: SetUpDeps): RouteBinding[] {
  return [
    bindPublic(routes.setUp, async (_, { body, headers }) => {
      const { session, cookies } = await setUp(deps, body, headers);
      return { body: session, headers: cookies };
    }),
  ];
}
