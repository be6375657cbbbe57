import type { Database } from '../../platform/db/open-database.ts';
import { type ApiSettings, createApi } from '../../platform/http/api.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { createRecordEvent } from '../audit/audit.api.ts';
import { createIdentity, type Identity, type IdentityDeps } from './identity.api.ts';

/** Identity with its own log, on a clock that a test may turn. */
export function identityOf(
  database: Database,
  demo?: IdentityDeps['demo'],
  now: () => Date = () => new Date(),
  personBlocked: IdentityDeps['personBlocked'] = async () => {},
): Identity {
  return createIdentity({
    db: database.db,
    record: createRecordEvent(now),
    personBlocked,
    now,
    secret: 'p3FnQ0xkqvB1k7mZJ2s9eYtR4uWcHdLa',
    demo,
    readStartUp: () => ({
      ready: true,
      complete: true,
      demo: false,
      steps: [],
      startedAt: now().toISOString(),
    }),
  });
}

export function appOf(identity: Identity): ReturnType<typeof createApi> {
  const settings: ApiSettings = {
    bindings: identity.bindings,
    resolveActor: identity.resolveActor,
    checkResponses: true,
    logger: createLogger(() => {}),
    facts: {
      version: '0.1.0',
      contact: { name: 'Datalab', url: 'https://example.org', email: 'a@example.org' },
    },
    isReady: async () => true,
  };
  return createApi(settings);
}

export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
