import { betterAuth } from 'better-auth';
import { organization } from 'better-auth/plugins';
import type { Db } from '../../platform/db/database.ts';
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

/** Sessions and passwords, as the rest of the module uses them. */
export interface Auth {
  hashPassword(password: string): Promise<string>;
  isPassword(password: string, hash: string): Promise<boolean>;
  /** Cookies of a new session, or undefined when the e-mail address and the password do not go together. */
  signIn(email: string, password: string, headers: Headers): Promise<Headers | undefined>;
  /** Cookies that end the session. */
  signOut(headers: Headers): Promise<Headers>;
  findSession(headers: Headers): Promise<{ userId: string; token: string } | undefined>;
}

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
    session: { expiresIn: sessionHours * 3600, updateAge: lastUsedMinutes * 60 },
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
    signIn: async (email, password, headers) => {
      const response = await auth.api.signInEmail({
        body: { email: email.toLowerCase(), password },
        headers: withoutCookies(headers),
        asResponse: true,
      });
      return response.ok ? cookiesOf(response) : undefined;
    },
    signOut: async (headers) => cookiesOf(await auth.api.signOut({ headers, asResponse: true })),
    findSession: async (headers) => {
      if (!headers.has('cookie')) return undefined;
      const found = await auth.api.getSession({ headers, query: { disableRefresh: false } });
      return found === null ? undefined : { userId: found.user.id, token: found.session.token };
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

function withoutCookies(headers: Headers): Headers {
  const rest = new Headers(headers);
  rest.delete('cookie');
  return rest;
}

function cookiesOf(response: Response): Headers {
  const headers = new Headers();
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie);
  return headers;
}
