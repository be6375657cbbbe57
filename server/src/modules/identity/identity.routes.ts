import { anyRole, bind, bindPublic, type RouteBinding, signedIn } from '../../platform/http/binding.ts';
import { identityRoutes as routes, type StartUp } from './identity.contract.ts';
import type { IdentityService } from './identity.service.ts';
import { type SignInDeps, signIn } from './sign-in.ts';

const leader = anyRole(['administrator', 'facilitator'], 'identity.leader-only');

export function bindIdentity(
  service: IdentityService,
  signInDeps: SignInDeps,
  readStartUp: () => StartUp,
): RouteBinding[] {
  return [
    bindPublic(routes.getSession, async (actor, { headers }) => ({
      body: await service.describeSession(actor, headers),
    })),
    bindPublic(routes.signIn, async (_, { body, headers, caller }) => {
      const { session, cookies } = await signIn(signInDeps, { ...body, headers, caller });
      return { body: session, headers: cookies };
    }),
    bindPublic(routes.signInAsDemoPerson, async (_, { body, headers }) => {
      const { session, cookies } = await service.signInAsDemoPerson(body.email, headers);
      return { body: session, headers: cookies };
    }),
    bindPublic(routes.signOut, async (actor, { headers }) => {
      const { session, cookies } = await service.signOut(actor, headers);
      return { body: session, headers: cookies };
    }),
    bind(routes.listOrganisations, signedIn, async () => ({ body: await service.listOrganisations() })),
    bind(routes.addOrganisation, leader, async (actor, { body }) => ({
      body: await service.addOrganisation(actor, body),
    })),
    bind(routes.listPersons, signedIn, async (_, { params }) => ({
      body: await service.listPersons(params.organisation),
    })),
    bindPublic(routes.getStartUp, async () => ({ body: readStartUp() })),
  ];
}
