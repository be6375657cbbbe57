import { betterAuth } from 'better-auth';
import { getIP } from 'better-auth/api';
import { organization } from 'better-auth/plugins';
import { serializeSignedCookie } from 'better-call';
import type { Db } from '../../platform/db/database.ts';
import { type SignInMethod, signInMethods } from './identity.contract.ts';
import type { IdentityTables } from './identity.tables.ts';

export interface AuthSettings {
  readonly db: Db<IdentityTables>;
  /** Signs session cookies. */
  readonly secret: string;
  readonly publicUrl?: string | undefined;
  /** Instead of scrypt, which takes a tenth of a second a time; for tests about something else. */
  readonly hashing?: PasswordHashing | undefined;
}

export interface PasswordHashing {
  hash(password: string): Promise<string>;
  verify(stored: { readonly password: string; readonly hash: string }): Promise<boolean>;
}

/** How a person came in, and when they last proved who they are. */
export interface SessionProof {
  readonly method: SignInMethod;
  readonly provenAt: Date;
}

export interface FoundSession extends SessionProof {
  readonly userId: string;
  readonly token: string;
}

/** Sessions and passwords, as the rest of the module uses them. */
export interface Auth {
  hashPassword(password: string): Promise<string>;
  isPassword(password: string, hash: string): Promise<boolean>;
  /** The person's id, or undefined when the e-mail address and the password do not go together: as slow either way. */
  findByPassword(email: string, password: string): Promise<string | undefined>;
  /** Cookies of a new session: the one end of every way to sign in. */
  startSession(userId: string, headers: Headers, how: SessionProof): Promise<Headers>;
  /** Cookies that end the session. */
  signOut(headers: Headers): Promise<Headers>;
  findSession(headers: Headers): Promise<FoundSession | undefined>;
}

/** Since the sign-in, however much the session is used: else a cookie that was copied would work for ever. */
const sessionHours = 12;
/** How old what is shown as last used may be. */
const lastUsedMinutes = 5;

export function createAuth(settings: AuthSettings): Auth {
  const auth = betterAuth({
    database: { db: settings.db, type: 'postgres' },
    secret: settings.secret,
    baseURL: settings.publicUrl ?? 'http://127.0.0.1',
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: 200,
      ...(settings.hashing === undefined ? {} : { password: settings.hashing }),
    },
    session: {
      expiresIn: sessionHours * 3600,
      updateAge: lastUsedMinutes * 60,
      additionalFields: {
        provenAt: { type: 'date', required: true, input: false },
        method: { type: [...signInMethods], required: true, input: false },
      },
    },
    advanced: {
      cookiePrefix: 'datalab',
      ...cookiesFor(settings.publicUrl),
      disableOriginCheck: true,
    },
    plugins: [
      organization({
        allowUserToCreateOrganization: false,
        schema: {
          organization: {
            additionalFields: {
              kind: { type: 'string', required: true },
              colour: { type: 'number', required: true },
              nameNl: { type: 'string', required: true },
              nameEn: { type: 'string', required: true },
            },
          },
        },
      }),
    ],
  });
  return {
    hashPassword: async (password) => (await auth.$context).password.hash(password),
    isPassword: async (password, hash) => (await auth.$context).password.verify({ password, hash }),
    findByPassword: async (email, password) => {
      const { internalAdapter, password: hashing } = await auth.$context;
      const found = await internalAdapter.findUserByEmail(email.toLowerCase(), { includeAccounts: true });
      const hash = found?.accounts.find(({ providerId }) => providerId === 'credential')?.password;
      if (found === null || typeof hash !== 'string') {
        await hashing.hash(password);
        return undefined;
      }
      return (await hashing.verify({ password, hash })) ? found.user.id : undefined;
    },
    startSession: async (userId, headers, how) => {
      const { internalAdapter, authCookies, sessionConfig, secret, options } = await auth.$context;
      const session = await internalAdapter.createSession(userId, false, {
        ...how,
        ipAddress: getIP(headers, options) ?? '',
        userAgent: headers.get('user-agent') ?? '',
      });
      const { name, attributes } = authCookies.sessionToken;
      const cookie = { ...attributes, maxAge: sessionConfig.expiresIn };
      return new Headers({ 'set-cookie': await serializeSignedCookie(name, session.token, secret, cookie) });
    },
    signOut: async (headers) => cookiesOf(await auth.api.signOut({ headers, asResponse: true })),
    findSession: async (headers) => {
      if (!headers.has('cookie')) return undefined;
      const found = await auth.api.getSession({ headers, query: { disableRefresh: false } });
      if (found === null) return undefined;
      const { token, provenAt, method, createdAt } = found.session;
      if (Date.now() - createdAt.getTime() > sessionHours * 3_600_000) return undefined;
      return { userId: found.user.id, token, provenAt, method };
    },
  };
}

/** Over https a name that browsers let only this host set, for the whole of it, and never in the clear. */
function cookiesFor(publicUrl: string | undefined) {
  const isHttps = publicUrl?.startsWith('https:') ?? false;
  return {
    useSecureCookies: false,
    defaultCookieAttributes: { secure: isHttps },
    ...(isHttps ? { cookies: { session_token: { name: '__Host-datalab.session' } } } : {}),
  };
}

function cookiesOf(response: Response): Headers {
  const headers = new Headers();
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie);
  return headers;
}
