import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { requireOrganisation } from './accounts.codes.ts';
import { listOrganisations } from './identity.queries.ts';
import { orWhenTaken } from './identity.service.ts';
import type { OrganisationSignOn, SignOn, SignOnSettingsChange } from './sign-on.contract.ts';
import { callbackAddress, ownAddress, requireSignOn, type SignOnDeps } from './sign-on.deps.ts';
import { domainOf, mayChangeSignOn } from './sign-on.policy.ts';
import { type Provider, type ProviderPlace, reachProvider } from './sign-on.provider.ts';
import {
  deleteSignOn,
  endSessionsThrough,
  findSignOnRow,
  listForeignDomains,
  listSignOnRows,
  type SignOnRow,
  saveSignOn,
} from './sign-on.queries.ts';

export async function getSignOnSettings(
  deps: SignOnDeps,
  actor: Actor,
  organisation: string,
  headers: Headers,
): Promise<OrganisationSignOn> {
  await requireOrganisation(deps, organisation);
  if (actor.organisation !== organisation) throw new Failure('identity.other-organisation', 403);
  const own = ownAddress(deps, headers);
  const row = await findSignOnRow(deps.db, organisation);
  const hasSecret = (await deps.keys.findSecret(organisation)) !== undefined;
  const change = mayChangeSignOn(actor, organisation);
  return {
    settings: row === undefined ? null : toSettings(row, hasSecret),
    addresses: {
      redirect: callbackAddress(own, organisation),
      keys: new URL(`/api/v1/sign-on/${organisation}/jwks`, own).href,
      logout: new URL(`/api/v1/sign-on/${organisation}/logout`, own).href,
    },
    may: { change },
  };
}

function toSettings({ organisation: _, ...row }: SignOnRow, hasSecret: boolean) {
  return { ...row, hasSecret };
}

/** The provider is asked who it is first: settings that cannot work are not kept. */
export async function setSignOnSettings(
  deps: SignOnDeps,
  actor: Actor,
  organisation: string,
  { clientSecret, ...change }: SignOnSettingsChange,
  headers: Headers,
): Promise<OrganisationSignOn> {
  await requireOrganisation(deps, organisation);
  requireAllowed(mayChangeSignOn(actor, organisation));
  ownAddress(deps, headers);
  const provider = await reachProvider(
    deps,
    await placeToTry(deps, organisation, { ...change, clientSecret }),
  );
  requireSuitable(provider, change);
  const [foreign] = await listForeignDomains(deps.db, organisation, change.domains);
  if (foreign !== undefined) throw domainTaken(foreign);
  const row: SignOnRow = {
    ...change,
    organisation,
    domains: [...new Set(change.domains)],
    issuer: provider.metadata.issuer,
    saysPkce: provider.metadata.code_challenge_methods_supported !== undefined,
    changedAt: deps.now().toISOString(),
    changedBy: actor.name,
  };
  await deps.db.transaction().execute(async (tx) => {
    await orWhenTaken(saveSignOn(tx, row), domainTaken(change.domains.join(', ')));
    await deps.record(tx, {
      actor,
      action: 'identity.sign-on-changed',
      subject: `organisation/${organisation}`,
      details: { organisation, issuer: row.issuer },
    });
  });
  if (change.authentication === 'private-key') await deps.keys.forgetSecret(organisation);
  else if (clientSecret !== undefined) await deps.keys.keepSecret(organisation, clientSecret);
  return getSignOnSettings(deps, actor, organisation, headers);
}

function domainTaken(domain: string): Failure {
  return new Failure('identity.sign-on-domain-taken', 409, { domain });
}

async function placeToTry(
  deps: SignOnDeps,
  organisation: string,
  { issuer, clientId, authentication, clientSecret }: SignOnSettingsChange,
): Promise<ProviderPlace> {
  if (authentication === 'private-key') {
    return { issuer, clientId, proof: { key: await deps.keys.getKey(organisation) } };
  }
  const secret = clientSecret ?? (await deps.keys.findSecret(organisation));
  if (secret === undefined) throw new Failure('identity.sign-on-no-secret', 422);
  return { issuer, clientId, proof: { secret } };
}

/** A provider that says nothing of PKCE may know it, and is asked with it; one that names other ways does not. */
function requireSuitable({ metadata }: Provider, change: Omit<SignOnSettingsChange, 'clientSecret'>): void {
  const challenges = metadata.code_challenge_methods_supported;
  if (challenges !== undefined && !challenges.includes('S256'))
    throw new Failure('identity.sign-on-no-pkce', 422);
  const proofs = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  if (change.authentication === 'private-key' && !proofs.includes('private_key_jwt'))
    throw new Failure('identity.sign-on-no-private-key', 422);
  const levels = metadata['acr_values_supported'];
  const asked = [...change.acrValues, ...(change.requiredAcr === null ? [] : [change.requiredAcr])];
  const unknown = Array.isArray(levels) ? asked.find((level) => !levels.includes(level)) : undefined;
  if (unknown !== undefined) throw new Failure('identity.sign-on-unknown-acr', 422, { acr: unknown });
}

export async function removeSignOnSettings(
  deps: SignOnDeps,
  actor: Actor,
  organisation: string,
): Promise<void> {
  await requireOrganisation(deps, organisation);
  requireAllowed(mayChangeSignOn(actor, organisation));
  const { issuer } = await requireSignOn(deps, organisation);
  await deps.db.transaction().execute(async (tx) => {
    await deleteSignOn(tx, organisation);
    await endSessionsThrough(tx, { organisation, issuer });
    await deps.record(tx, {
      actor,
      action: 'identity.sign-on-removed',
      subject: `organisation/${organisation}`,
      details: { organisation, issuer },
    });
  });
  await deps.keys.forget(organisation);
}

export async function listNamedSignOns(deps: SignOnDeps): Promise<SignOn[]> {
  return rowsToSignOns(deps, await listSignOnRows(deps.db, { isNamed: true }));
}

/** By the domain alone, so that the answer is the same for an address that nobody has. */
export async function findSignOnOf(deps: SignOnDeps, email: string): Promise<SignOn | null> {
  const found = await rowsToSignOns(deps, await listSignOnRows(deps.db, { domain: domainOf(email) }));
  return found[0] ?? null;
}

async function rowsToSignOns(deps: SignOnDeps, rows: readonly SignOnRow[]): Promise<SignOn[]> {
  const organisations = await listOrganisations(deps.db);
  return organisations
    .filter(({ slug }) => rows.some(({ organisation }) => organisation === slug))
    .map(({ slug, name }) => ({ organisation: slug, name }));
}
