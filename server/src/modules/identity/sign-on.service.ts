import * as openid from 'openid-client';
import { Failure, requireAllowed } from '../../platform/errors/failure.ts';
import { type Actor, requireFreshProof } from '../../platform/http/actor.ts';
import { hashCode, requireOpenCode } from './accounts.codes.ts';
import { type Identified, requirePersonToEnter } from './sign-on.accounts.ts';
import {
  type BegunSignOn,
  forgetPending,
  keepPending,
  type PendingSignOn,
  readPending,
} from './sign-on.cookie.ts';
import { callbackAddress, ownAddress, placeOf, requireSignOn, type SignOnDeps } from './sign-on.deps.ts';
import { clockToleranceSeconds, type Provider, reachProvider } from './sign-on.provider.ts';
import { findPersonOf, markSession, type SignOnRow, setProven } from './sign-on.queries.ts';

/** Where the browser goes on, with the cookies that it needs there. */
export interface Journey {
  readonly address: string;
  readonly cookies: Headers;
}

type Plan = Pick<PendingSignOn, 'kind' | 'to' | 'code' | 'person'>;

/** The person signed in at the provider at most this long ago, as a session here lasts. */
const sessionSeconds = 12 * 3600;

interface Place {
  readonly organisation: string;
  readonly to: string;
}

/** The browser that asks. */
interface From {
  readonly headers: Headers;
  readonly caller: string;
}

/** To the provider, or to the page that says why not. */
export function startSignOn(deps: SignOnDeps, { organisation, to }: Place, from: From): Promise<Journey> {
  const plan = { kind: 'sign-in', to } as const;
  return orProblem(deps, organisation, from, () => begin(deps, organisation, plan, from.headers));
}

/** For who is signed in: to prove it again, or to sign in this way from then on. */
export function startForActor(
  deps: SignOnDeps,
  actor: Actor | null,
  place: Place,
  kind: 'link' | 'proof',
  from: From,
): Promise<Journey> {
  return orProblem(deps, place.organisation, from, async () => {
    if (actor === null) throw new Failure('session.required', 401);
    if (actor.organisation !== place.organisation)
      throw new Failure('identity.sign-on-other-organisation', 403);
    if (kind === 'link') requireAllowed(requireFreshProof(actor));
    return begin(deps, place.organisation, { kind, to: place.to, person: actor.id }, from.headers);
  });
}

/** With a one-time code: of which organisation it is decides the provider. */
export async function openBySignOn(deps: SignOnDeps, code: string, headers: Headers): Promise<Journey> {
  const hash = hashCode(deps, code);
  const row = await deps.db.transaction().execute((tx) => requireOpenCode(deps, tx, { hash }, ['colleague']));
  return begin(deps, row.organisation, { kind: 'open', to: '/', code: hash }, headers);
}

async function begin(deps: SignOnDeps, organisation: string, plan: Plan, headers: Headers): Promise<Journey> {
  const own = ownAddress(deps, headers);
  const row = await requireSignOn(deps, organisation);
  const { config } = await reachProvider(deps, await placeOf(deps, row));
  const levels = new Set([...row.acrValues, ...(row.requiredAcr === null ? [] : [row.requiredAcr])]);
  const verifier = openid.randomPKCECodeVerifier();
  const [state, nonce] = [openid.randomState(), openid.randomNonce()];
  const proves = plan.kind === 'proof' || plan.kind === 'link';
  const address = openid.buildAuthorizationUrl(config, {
    redirect_uri: callbackAddress(own, organisation),
    scope: 'openid profile email',
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    max_age: String(proves ? 0 : sessionSeconds),
    ...(proves && { prompt: 'login' }),
    ...(levels.size > 0 && { acr_values: [...levels].join(' ') }),
  });
  const pending = { ...plan, organisation, state, nonce, verifier };
  return { address: address.href, cookies: await keepPending(deps, pending) };
}

export interface CallbackQuery {
  readonly code?: string | undefined;
  readonly state?: string | undefined;
  readonly iss?: string | undefined;
  readonly error?: string | undefined;
}

/** Back from the provider. Whatever happens, what was kept for it is of no use a second time. */
export async function finishSignOn(
  deps: SignOnDeps,
  organisation: string,
  query: CallbackQuery,
  from: From,
): Promise<Journey> {
  const { address, cookies } = await orProblem(deps, organisation, from, () =>
    comeBack(deps, organisation, query, from.headers),
  );
  const all = new Headers(cookies);
  for (const cookie of forgetPending(deps).getSetCookie()) all.append('set-cookie', cookie);
  return { address, cookies: all };
}

async function comeBack(
  deps: SignOnDeps,
  organisation: string,
  query: CallbackQuery,
  headers: Headers,
): Promise<Journey> {
  const own = ownAddress(deps, headers);
  const pending = await readPending(deps, headers);
  if (pending === undefined || pending.organisation !== organisation)
    throw new Failure('identity.sign-on-expired', 409);
  if (query.state !== pending.state) throw new Failure('identity.sign-on-wrong-state', 409);
  const row = await requireSignOn(deps, organisation);
  const identified = await askWhoItIs(deps, row, pending, { own, query });
  if (pending.kind === 'proof') return prove(deps, pending, identified, headers);
  if (pending.kind === 'link') await requireSessionOf(deps, pending, headers);
  return enterAs(deps, row, pending, identified, headers);
}

async function askWhoItIs(
  deps: SignOnDeps,
  row: SignOnRow,
  pending: BegunSignOn,
  { own, query }: { readonly own: URL; readonly query: CallbackQuery },
): Promise<Identified> {
  const provider = await reachProvider(deps, await placeOf(deps, row));
  const back = new URL(callbackAddress(own, row.organisation));
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) back.searchParams.set(name, value);
  try {
    const tokens = await openid.authorizationCodeGrant(provider.config, back, {
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      pkceCodeVerifier: pending.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined || claims.iss !== row.issuer)
      throw new Failure('identity.sign-on-untrusted', 422);
    const provenAt = requireRecent(deps, claims, pending);
    if (row.requiredAcr !== null && claims['acr'] !== row.requiredAcr)
      throw new Failure('identity.sign-on-too-weak', 422, { acr: row.requiredAcr });
    const told = await askMore(provider, tokens.access_token, claims.sub);
    return {
      subject: { issuer: claims.iss, sub: claims.sub },
      sid: typeof claims['sid'] === 'string' ? claims['sid'] : null,
      provenAt,
      claims: { ...told, ...claims },
    };
  } catch (error) {
    throw provider.explain(error);
  }
}

/** When the person signed in there: not in the future, and as recent as was asked for. */
function requireRecent(deps: SignOnDeps, claims: openid.IDToken, pending: BegunSignOn): Date {
  const now = deps.now().getTime() / 1000;
  const { iat, auth_time: provenAt } = claims;
  const isOff = Math.abs(now - iat) > clockToleranceSeconds;
  if (isOff || (provenAt !== undefined && provenAt > now + clockToleranceSeconds))
    throw new Failure('identity.sign-on-clock', 422);
  const isNew = pending.kind === 'proof' || pending.kind === 'link';
  const since = isNew ? pending.begunAt.getTime() / 1000 : now - sessionSeconds;
  if (provenAt === undefined || provenAt < since - clockToleranceSeconds)
    throw new Failure('identity.sign-on-old-proof', 422);
  return new Date(Math.min(provenAt, now) * 1000);
}

/** Some providers tell the e-mail address and the groups only here. */
async function askMore({ config, metadata }: Provider, accessToken: string, sub: string): Promise<object> {
  if (metadata.userinfo_endpoint === undefined) return {};
  return openid.fetchUserInfo(config, accessToken, sub);
}

async function enterAs(
  deps: SignOnDeps,
  row: SignOnRow,
  pending: BegunSignOn,
  identified: Identified,
  headers: Headers,
): Promise<Journey> {
  const account = await requirePersonToEnter(deps, row, pending, identified);
  const how = { method: 'organisation', provenAt: identified.provenAt } as const;
  const cookies = await deps.auth.startSession(account.id, headers, how);
  const token = await tokenOf(deps, cookies);
  await deps.db.transaction().execute(async (tx) => {
    await markSession(tx, token, { issuer: identified.subject.issuer, sid: identified.sid });
    await deps.record(tx, {
      actor: account,
      action: 'identity.signed-in',
      subject: `person/${account.id}`,
      details: { through: identified.subject.issuer },
    });
  });
  const hasRoles = account.roles.length + account.waitingRoles.length > 0;
  return {
    address: hasRoles ? pending.to : problemPage(row.organisation, 'identity.sign-on-no-roles'),
    cookies,
  };
}

async function tokenOf(deps: SignOnDeps, cookies: Headers): Promise<string> {
  const cookie = cookies.getSetCookie().map((set) => set.split(';')[0]);
  const session = await deps.auth.findSession(new Headers({ cookie: cookie.join('; ') }));
  if (session === undefined) throw new Error('A session that was just made is not there');
  return session.token;
}

/** Only the person of this session, as the provider knows them already. */
async function prove(
  deps: SignOnDeps,
  pending: BegunSignOn,
  { subject, provenAt }: Identified,
  headers: Headers,
): Promise<Journey> {
  const token = await requireSessionOf(deps, pending, headers);
  if ((await findPersonOf(deps.db, subject)) !== pending.person)
    throw new Failure('identity.sign-on-other-person', 403);
  await deps.db.transaction().execute((tx) => setProven(tx, token, provenAt));
  return { address: pending.to, cookies: new Headers() };
}

/** The session of the person who went to the provider, and of nobody who signed in here meanwhile. */
async function requireSessionOf(deps: SignOnDeps, pending: BegunSignOn, headers: Headers): Promise<string> {
  const session = await deps.auth.findSession(headers);
  if (session === undefined) throw new Failure('session.required', 401);
  if (session.userId !== pending.person) throw new Failure('identity.sign-on-other-person', 403);
  return session.token;
}

/** A browser stands between two servers here, so what goes wrong ends on a page and not in a code. */
async function orProblem(
  { logger }: SignOnDeps,
  organisation: string,
  { caller }: From,
  go: () => Promise<Journey>,
): Promise<Journey> {
  try {
    return await go();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    logger.log('warn', 'identity.sign-on-refused', { caller, organisation, problem: error.code });
    return { address: problemPage(organisation, error.code), cookies: new Headers() };
  }
}

function problemPage(organisation: string, problem: string): string {
  return `/sign-on?${new URLSearchParams({ organisation, problem })}`;
}
