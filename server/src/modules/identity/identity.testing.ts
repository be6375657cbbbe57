import { scryptSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../platform/db/open-database.ts';
import { type ApiSettings, createApi } from '../../platform/http/api.ts';
import { createLogger } from '../../platform/log/logger.ts';
import { createRecordEvent } from '../audit/audit.api.ts';
import { createIdentity, type Identity, type IdentityDeps } from './identity.api.ts';
import type { PasswordHashing } from './identity.auth.ts';

const quickKey = (password: string) => scryptSync(password, 'salt', 32, { N: 16, r: 1 }).toString('hex');

/** As the platform keeps passwords, at a cost that protects nobody. */
const quickHashing: PasswordHashing = {
  hash: async (password) => quickKey(password),
  verify: async ({ password, hash }) => quickKey(password) === hash,
};

/** A directory that ends with the tests. */
export function openSecretsDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'datalab-secrets-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Identity with its own log, on a clock that a test may turn. */
export function identityOf(
  database: Database,
  { now = () => new Date(), ...given }: Partial<IdentityDeps> = {},
): Identity {
  return createIdentity({
    db: database.db,
    record: createRecordEvent(now),
    deliveringEnded: async () => {},
    tellNews: async () => {},
    mailCode: async () => false,
    sendsMail: async () => false,
    askReset: async () => {},
    now,
    logger: createLogger(() => {}),
    hashing: quickHashing,
    secret: 'p3FnQ0xkqvB1k7mZJ2s9eYtR4uWcHdLa',
    secretsDirectory: openSecretsDirectory(),
    readStartUp: () => ({
      ready: true,
      complete: true,
      demo: false,
      steps: [],
      startedAt: now().toISOString(),
    }),
    ...given,
  });
}

export function appOf(identity: Identity, publicUrl?: string): ReturnType<typeof createApi> {
  const settings: ApiSettings = {
    bindings: identity.bindings,
    resolveActor: identity.resolveActor,
    checkResponses: true,
    logger: createLogger(() => {}),
    facts: {
      version: '0.1.0',
      publicUrl,
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

export async function asksForProof(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  return ((await response.clone().json()) as { code: string }).code === 'session.prove-again';
}
