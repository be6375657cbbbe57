import { isIP } from 'node:net';
import { Failure } from '../../platform/errors/failure.ts';
import { type FetchOutside, isOpenAddress } from '../../platform/http/fetch-outside.ts';
import type { Logger } from '../../platform/log/logger.ts';
import type { IdentityServiceDeps } from './identity.service.ts';
import type { SignOnKeys } from './sign-on.keys.ts';
import type { ProviderPlace } from './sign-on.provider.ts';
import { findSignOnRow, type SignOnRow } from './sign-on.queries.ts';

export interface SignOnDeps extends IdentityServiceDeps {
  readonly publicUrl?: string | undefined;
  readonly keys: SignOnKeys;
  readonly logger: Logger;
  readonly fetchOutside: FetchOutside;
}

/** Where this server is for browsers and providers; without a public address only on this machine itself. */
export function ownAddress({ publicUrl }: Pick<SignOnDeps, 'publicUrl'>, headers: Headers): URL {
  const host = headers.get('host') ?? '';
  if (publicUrl !== undefined) return new URL(publicUrl);
  if (URL.canParse(`http://${host}`)) {
    const address = new URL(`http://${host}`);
    if (isLoopback(address)) return address;
  }
  throw new Failure('identity.sign-on-needs-address', 409);
}

/** A trial and a test have their provider beside them. */
export function isLoopback({ hostname }: URL): boolean {
  const host = hostname.replaceAll(/[[\]]/g, '');
  if (isIP(host) === 0) return host === 'localhost';
  return isOpenAddress(host, { allowLoopback: true }) && !isOpenAddress(host, { allowLoopback: false });
}

export function callbackAddress(own: URL, organisation: string): string {
  return new URL(`/api/v1/sign-on/${organisation}/callback`, own).href;
}

export async function requireSignOn(deps: SignOnDeps, organisation: string): Promise<SignOnRow> {
  const row = await findSignOnRow(deps.db, organisation);
  if (row === undefined) throw new Failure('identity.sign-on-off', 404);
  return row;
}

export async function placeOf(
  deps: SignOnDeps,
  { organisation, issuer, clientId, authentication }: SignOnRow,
): Promise<ProviderPlace> {
  if (authentication === 'private-key') {
    return { issuer, clientId, proof: { key: await deps.keys.getKey(organisation) } };
  }
  const secret = await deps.keys.findSecret(organisation);
  if (secret === undefined) throw new Failure('identity.sign-on-no-secret', 422);
  return { issuer, clientId, proof: { secret } };
}
