import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { Failure } from '../../platform/errors/failure.ts';
import { placeOf, requireSignOn, type SignOnDeps } from './sign-on.deps.ts';
import { clockToleranceSeconds, reachProvider } from './sign-on.provider.ts';
import { endSessionsAt, findPersonOf, type SignOnRow, useLogoutToken } from './sign-on.queries.ts';

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';
const algorithms = ['PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Ends what began at the provider: one session there, or all of the person. Each token does so once. */
export async function logOutBySignOn(deps: SignOnDeps, organisation: string, token: string): Promise<void> {
  const row = await requireSignOn(deps, organisation);
  const { sub, sid, jti, iat = 0 } = await verifyLogout(deps, row, token);
  const { issuer } = row;
  await deps.db.transaction().execute(async (tx) => {
    const at = deps.now();
    const expiresAt = new Date((iat + maxAgeSeconds + clockToleranceSeconds) * 1000);
    if (!(await useLogoutToken(tx, { issuer, token: jti, at, expiresAt }))) throw wrongToken();
    const person = sub === undefined ? undefined : await findPersonOf(tx, { issuer, sub });
    const ofPerson = person === undefined ? undefined : { person };
    const which = sid === undefined ? ofPerson : { sid };
    const ended = which === undefined ? [] : await endSessionsAt(tx, issuer, which);
    for (const id of ended) {
      await deps.record(tx, {
        actor: null,
        action: 'identity.signed-out-by-provider',
        subject: `person/${id}`,
        details: { issuer },
      });
    }
  });
}

const maxAgeSeconds = 600;

interface Logout {
  readonly jti: string;
  readonly sub: string | undefined;
  readonly sid: string | undefined;
  readonly iat: number | undefined;
}

async function verifyLogout(deps: SignOnDeps, row: SignOnRow, token: string): Promise<Logout> {
  const keys = createLocalJWKSet(await readKeys(deps, row));
  let payload: JWTPayload;
  try {
    const verified = await jwtVerify(token, keys, {
      issuer: row.issuer,
      audience: row.clientId,
      algorithms,
      clockTolerance: clockToleranceSeconds,
      maxTokenAge: maxAgeSeconds,
      currentDate: deps.now(),
    });
    payload = verified.payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw wrongToken();
    throw error;
  }
  const { jti, sub, sid, events, nonce, iat } = payload;
  const isLogout = typeof events === 'object' && events !== null && isObject(events, logoutEvent);
  const isOfSomebody = typeof sub === 'string' || typeof sid === 'string';
  if (!isLogout || nonce !== undefined || typeof jti !== 'string' || !isOfSomebody) throw wrongToken();
  return { jti, sub, sid: typeof sid === 'string' ? sid : undefined, iat };
}

function isObject(events: object, name: string): boolean {
  const event: unknown = Object.getOwnPropertyDescriptor(events, name)?.value;
  return typeof event === 'object' && event !== null;
}

async function readKeys(deps: SignOnDeps, row: SignOnRow): Promise<JSONWebKeySet> {
  const { metadata, explain } = await reachProvider(deps, await placeOf(deps, row));
  try {
    const answer = await deps.fetchOutside(metadata.jwks_uri ?? '');
    const keys: unknown = await answer.json();
    if (typeof keys === 'object' && keys !== null && 'keys' in keys) return keys as JSONWebKeySet;
  } catch (error) {
    throw explain(error);
  }
  throw new Failure('identity.sign-on-unreachable', 502);
}

function wrongToken(): Failure {
  return new Failure('identity.sign-on-logout-wrong', 400);
}
