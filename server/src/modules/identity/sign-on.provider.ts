import * as openid from 'openid-client';
import { Failure } from '../../platform/errors/failure.ts';
import { type FetchOutside, OutsideRefused } from '../../platform/http/fetch-outside.ts';
import type { ErrorCode } from '../../platform/http/route.ts';
import type { SignOnKey } from './sign-on.keys.ts';

/** A provider as its organisation set it up, with what this server proves itself with. */
export interface ProviderPlace {
  readonly issuer: string;
  readonly clientId: string;
  /** The organisation's own key, or the secret that the provider gave it. */
  readonly proof: { readonly key: SignOnKey } | { readonly secret: string };
}

export interface ProviderDeps {
  readonly fetchOutside: FetchOutside;
  readonly now: () => Date;
}

export interface Provider {
  readonly config: openid.Configuration;
  readonly metadata: openid.ServerMetadata;
  /** The failure to tell, for an error of anything that was asked of the provider. */
  explain(error: unknown): unknown;
}

/** A clock that is this far off is not held against anybody. */
export const clockToleranceSeconds = 120;

/**
 * Asks the provider anew what it is, each time: its keys are then those of now. Every token is held to the signature
 * under those keys, also when it comes straight from the provider.
 */
export async function reachProvider(deps: ProviderDeps, place: ProviderPlace): Promise<Provider> {
  const issuer = new URL(place.issuer);
  const clock = { offSeconds: 0 };
  /** Beside a hub on this machine only: `fetchOutside` goes nowhere else without https. */
  const isInsecure = issuer.protocol === 'http:';
  const metadata: Partial<openid.ClientMetadata> = {
    [openid.clockTolerance]: clockToleranceSeconds,
    [openid.clockSkew]: Math.round((deps.now().getTime() - Date.now()) / 1000),
  };
  try {
    const found = await openid.discovery(issuer, place.clientId, metadata, openid.None(), {
      [openid.customFetch]: reach(deps, clock),
      ...(isInsecure && { execute: [openid.allowInsecureRequests] }),
    });
    const server = found.serverMetadata();
    requireOwnName(server, issuer);
    const proof = await prove(place, server);
    const config = new openid.Configuration(server, place.clientId, metadata, proof);
    config[openid.customFetch] = reach(deps, clock);
    openid.enableNonRepudiationChecks(config);
    if (isInsecure) openid.allowInsecureRequests(config);
    return { config, metadata: server, explain: (error) => explainAnswer(error, clock.offSeconds) };
  } catch (error) {
    throw explainDiscovery(error);
  }
}

/** The library takes another name from some large providers, which then may be of any of their customers. */
function requireOwnName(server: openid.ServerMetadata, issuer: URL): void {
  if (!URL.canParse(server.issuer) || new URL(server.issuer).href !== issuer.href)
    throw failure('identity.sign-on-wrong-issuer', { issuer: server.issuer.slice(0, 200) });
  const { authorization_endpoint: entrance = '', token_endpoint: tokens, jwks_uri: keys } = server;
  const isWhole = URL.canParse(entrance) && new URL(entrance).protocol === issuer.protocol;
  if (!isWhole || tokens === undefined || keys === undefined)
    throw failure('identity.sign-on-not-a-provider');
}

function reach(deps: ProviderDeps, clock: { offSeconds: number }): openid.CustomFetch {
  return async (address, { method, headers, body, signal }) => {
    const text = body === undefined || body === null ? undefined : String(body);
    const answer = await deps.fetchOutside(address, { method, headers, body: text, signal });
    const told = Date.parse(answer.headers.get('date') ?? '');
    if (!Number.isNaN(told) && !answer.headers.has('age'))
      clock.offSeconds = Math.abs(told - deps.now().getTime()) / 1000;
    return answer;
  };
}

async function prove({ proof }: ProviderPlace, server: openid.ServerMetadata): Promise<openid.ClientAuth> {
  if ('key' in proof) {
    const known = server.token_endpoint_auth_signing_alg_values_supported;
    const key = await proof.key.toSign(known?.includes('PS256') === true ? 'PS256' : 'RS256');
    return openid.PrivateKeyJwt({ key, kid: proof.key.kid }, { [openid.modifyAssertion]: allowForClocks });
  }
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return methods.includes('client_secret_basic')
    ? openid.ClientSecretBasic(proof.secret)
    : openid.ClientSecretPost(proof.secret);
}

/** Valid a little earlier and longer, for a provider whose clock is off as well. */
function allowForClocks(_: object, claims: Record<string, openid.JsonValue | undefined>): void {
  for (const [name, seconds] of Object.entries({ iat: -1, nbf: -1, exp: 1 })) {
    const at = claims[name];
    if (typeof at === 'number') claims[name] = at + seconds * clockToleranceSeconds;
  }
}

function explainDiscovery(error: unknown): unknown {
  const causes = listCauses(error);
  const known = causes.find((cause) => cause instanceof Failure);
  if (known !== undefined) return known;
  const refused = causes.find((cause) => cause instanceof OutsideRefused);
  if (refused !== undefined) return refusedToFailure(refused);
  if (codeOf(error) === 'OAUTH_HTTP_REQUEST_FORBIDDEN') return failure('identity.sign-on-address-insecure');
  if (codeOf(error) === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED')
    return failure('identity.sign-on-wrong-issuer', { issuer: issuerIn(error) });
  const answer = causes.find((cause) => cause instanceof Response);
  if (answer !== undefined && answer.status < 500) return failure('identity.sign-on-not-a-provider');
  if (error instanceof openid.ClientError && answer === undefined && !isNetwork(causes))
    return failure('identity.sign-on-not-a-provider');
  return answer !== undefined || isNetwork(causes) ? failure('identity.sign-on-unreachable') : error;
}

function explainAnswer(error: unknown, clockOffSeconds: number): unknown {
  const causes = listCauses(error);
  const known = causes.find((cause) => cause instanceof Failure);
  if (known !== undefined) return known;
  const refused = causes.find((cause) => cause instanceof OutsideRefused);
  if (refused !== undefined) return refusedToFailure(refused);
  if (error instanceof openid.AuthorizationResponseError)
    return failure(
      error.error === 'access_denied' ? 'identity.sign-on-refused' : 'identity.sign-on-provider-error',
    );
  if (isNetwork(causes)) return failure('identity.sign-on-unreachable');
  const isTime = causes.some((cause) => codeOf(cause) === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED');
  if (isTime || clockOffSeconds > clockToleranceSeconds) return failure('identity.sign-on-clock');
  if (error instanceof openid.ResponseBodyError) {
    if (error.error === 'invalid_grant') return failure('identity.sign-on-code-used');
    const isOurs = ['invalid_client', 'unauthorized_client'].includes(error.error);
    return failure(isOurs ? 'identity.sign-on-client-refused' : 'identity.sign-on-provider-error');
  }
  if (error instanceof openid.WWWAuthenticateChallengeError)
    return failure('identity.sign-on-client-refused');
  if (causes.some((cause) => cause instanceof Response)) return failure('identity.sign-on-provider-error');
  return error instanceof openid.ClientError ? failure('identity.sign-on-untrusted') : error;
}

function refusedToFailure({ reason }: OutsideRefused): Failure {
  if (reason === 'not-https') return failure('identity.sign-on-address-insecure');
  return failure(
    reason === 'private-address' ? 'identity.sign-on-address-private' : 'identity.sign-on-not-a-provider',
  );
}

function failure(code: ErrorCode, params: Failure['params'] = {}): Failure {
  return new Failure(code, 422, params);
}

function listCauses(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let at = error; at !== undefined && at !== null && causes.length < 8; at = causeOf(at))
    causes.push(at);
  return causes;
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

const networkCode = /^(E[A-Z]+|ABORT_ERR|OAUTH_TIMEOUT|CERT_[A-Z_]+|[A-Z_]*CERT[A-Z_]*|DEPTH_[A-Z_]+)$/;

function isNetwork(causes: readonly unknown[]): boolean {
  return causes.some((cause) => {
    if (!(cause instanceof Error)) return false;
    return ['TimeoutError', 'AbortError'].includes(cause.name) || networkCode.test(codeOf(cause));
  });
}

/** How the provider calls itself, where the answer says it. */
function issuerIn(error: unknown): string {
  const cause = causeOf(error);
  const body = typeof cause === 'object' && cause !== null && 'body' in cause ? cause.body : undefined;
  const issuer = typeof body === 'object' && body !== null && 'issuer' in body ? body.issuer : undefined;
  return typeof issuer === 'string' ? issuer.slice(0, 200) : '';
}
