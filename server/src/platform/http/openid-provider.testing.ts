import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import OidcProvider, { type Configuration } from 'oidc-provider';

/** A person as the provider knows them. */
export interface ProviderPerson {
  readonly sub: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** The level at which they signed in. */
  readonly acr?: string;
}

type Json = Record<string, unknown>;

/** A real provider that a test can have behave badly. */
export interface TestProvider {
  readonly issuer: string;
  readonly people: Map<string, ProviderPerson>;
  /** Signs in whoever comes, as this person; undefined shows a page to choose on, null refuses. */
  signsInAs: string | null | undefined;
  /** Changes what it says of itself. */
  describe: (about: Json) => Json;
  /** Changes the claims of an ID token, which it signs again. */
  claim: ((claims: Json) => Json) | undefined;
  /** Answers everything with this status instead. */
  broken: number | undefined;
  /** Knows this hub as a client, and takes new keys. */
  register(hub: string, organisation: string, proof?: 'client-secret'): Promise<void>;
  /** A token signed with the key of now. */
  sign(claims: Json, type?: string): Promise<string>;
  close(): Promise<void>;
}

export const clientId = 'datalab';
export const clientSecret = 'a secret of sixty-four characters that nobody else would think of';
export const levels = ['urn:low', 'urn:substantial'];

export async function startProvider(): Promise<TestProvider> {
  const state: { provider?: OidcProvider; key?: JWK; stored: Map<string, Json> } = { stored: new Map() };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (test.broken !== undefined) {
      response.writeHead(test.broken).end();
      return;
    }
    const { provider } = state;
    if (provider === undefined) throw new Error('register a hub first');
    if (request.url?.startsWith('/interaction/') === true) await interact(provider, request, response);
    else await provider.callback()(request, response);
  }

  async function interact(
    provider: OidcProvider,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const chosen = new URL(request.url ?? '', issuer).searchParams.get('as') ?? test.signsInAs;
    if (chosen === undefined) {
      const links = [...test.people.keys()].map((name) => `<li><a href="?as=${name}">${name}</a></li>`);
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(`<!doctype html><title>Provider</title><h1>Who are you?</h1><ul>${links.join('')}</ul>`);
      return;
    }
    const person = chosen === null ? undefined : test.people.get(chosen);
    const result =
      person === undefined
        ? { error: 'access_denied', error_description: 'Somebody pressed cancel' }
        : { login: { accountId: person.sub, ...(person.acr && { acr: person.acr }) } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }

  const test: TestProvider = {
    issuer,
    people: new Map(),
    signsInAs: undefined,
    describe: (about) => about,
    claim: undefined,
    broken: undefined,
    register: async (hub, organisation, proof) => {
      state.key = await makeKey();
      state.provider = createProvider(issuer, { hub, organisation, proof, key: state.key, test });
    },
    sign: async (claims, type) => sign(claims, state.key, type),
    close: () => closeServer(server),
  };
  return test;
}

interface Made {
  readonly hub: string;
  readonly organisation: string;
  readonly proof: 'client-secret' | undefined;
  readonly key: JWK;
  readonly test: TestProvider;
}

function createProvider(issuer: string, made: Made): OidcProvider {
  const { test, key } = made;
  const provider = new OidcProvider(issuer, configure(made));
  provider.use(async (ctx, next) => {
    await next();
    const body = ctx.body as Json | undefined;
    if (ctx.path === '/.well-known/openid-configuration' && body) ctx.body = test.describe(body);
    if (ctx.path !== '/token' || test.claim === undefined || typeof body?.['id_token'] !== 'string') return;
    const [, payload = ''] = body['id_token'].split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Json;
    ctx.body = { ...body, id_token: await sign(test.claim(claims), key) };
  });
  return provider;
}

function configure({ hub, organisation, proof, key, test }: Made): Configuration {
  const at = `${hub}/api/v1/sign-on/${organisation}`;
  const keys = { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: `${at}/jwks` } as const;
  const secret = { token_endpoint_auth_method: 'client_secret_basic', client_secret: clientSecret } as const;
  return {
    clients: [
      {
        client_id: clientId,
        redirect_uris: [`${at}/callback`],
        backchannel_logout_uri: `${at}/logout`,
        backchannel_logout_session_required: true,
        ...(proof === 'client-secret' ? secret : keys),
      },
    ],
    jwks: { keys: [key] },
    acrValues: levels,
    claims: { openid: ['sub'], profile: ['name', 'groups'], email: ['email', 'email_verified'] },
    cookies: { keys: ['a key of a test'] },
    enabledJWA: { clientAuthSigningAlgValues: ['RS256', 'PS256'] },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    /** To a hub on this machine, which the provider would else refuse. */
    fetch: (url, options) => {
      const plain = { ...options };
      Reflect.deleteProperty(plain, 'dispatcher');
      return fetch(url, plain);
    },
    findAccount: (_, sub) => {
      const person = [...test.people.values()].find((known) => known.sub === sub);
      return person && { accountId: sub, claims: async () => ({ ...person.claims, sub }) };
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
  };
}

async function makeKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), use: 'sig', alg: 'RS256' };
}

async function sign(claims: Json, key: JWK | undefined, type = 'JWT'): Promise<string> {
  if (key === undefined) throw new Error('register a hub first');
  return new SignJWT(claims as JWTPayload)
    .setProtectedHeader({ alg: 'RS256', kid: key.kid ?? '', typ: type })
    .sign(await importJWK(key, 'RS256'));
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Signs out at the provider itself, which tells the hub. */
export async function signOutAt(
  { issuer }: TestProvider,
  browser: ReturnType<typeof openBrowser>,
): Promise<void> {
  const page = await (await browser.send(`${issuer}/session/end`)).text();
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const done = await browser.send(`${issuer}/session/end/confirm`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ xsrf, logout: 'yes' }),
  });
  if (done.status >= 400) throw new Error(`the provider answered ${done.status} to the end of a session`);
}

/** A browser without pages: it follows where it is sent, with the cookies of each server. */
export function openBrowser() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (address: URL): Map<string, string> => {
    const jar = jars.get(address.host) ?? new Map<string, string>();
    jars.set(address.host, jar);
    return jar;
  };
  const cookieFor = (address: URL): string =>
    [...jarOf(address)].map(([name, value]) => `${name}=${value}`).join('; ');
  async function send(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const headers = new Headers(init.headers);
    headers.set('cookie', cookieFor(url));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) keep(jarOf(url), set);
    return response;
  }
  return {
    send,
    cookieFor: (address: string) => cookieFor(new URL(address)),
    setCookie: (address: string, name: string, value: string) =>
      void jarOf(new URL(address)).set(name, value),
    forget: (address: string) => void jars.delete(new URL(address).host),
    /** Follows redirects until an address satisfies, or there are no more; gives the addresses on the way. */
    async follow(address: string, until: (url: URL) => boolean = () => false): Promise<URL[]> {
      const way = [new URL(address)];
      for (let url = way[0]; url !== undefined && !until(url) && way.length < 20; url = way.at(-1)) {
        const location = (await send(url.href)).headers.get('location');
        if (location === null) break;
        way.push(new URL(location, url));
      }
      return way;
    },
  };
}

function keep(jar: Map<string, string>, set: string): void {
  const [pair = '', ...attributes] = set.split(';');
  const [name = '', ...value] = pair.split('=');
  const isOver = attributes.some((attribute) =>
    /^\s*(max-age=0|expires=thu, 01 jan 1970.*)$/i.test(attribute),
  );
  if (isOver) jar.delete(name);
  else jar.set(name, value.join('='));
}
