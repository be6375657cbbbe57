import { generateKeyPair } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, importPKCS8, importSPKI } from 'jose';
import { createFileAtomic, writeFileAtomic } from '../../platform/files/atomic-write.ts';

/** The key with which an organisation's provider knows this server. */
export interface SignOnKey {
  readonly kid: string;
  /** As the provider is told it. */
  readonly publicJwk: Readonly<Record<string, string>>;
  toSign(algorithm: 'PS256' | 'RS256'): Promise<CryptoKey>;
}

/** What one organisation and its provider keep between them; in files for the owner of the process only. */
export interface SignOnKeys {
  /** Made on first use; the same until it is forgotten. */
  getKey(organisation: string): Promise<SignOnKey>;
  findSecret(organisation: string): Promise<string | undefined>;
  keepSecret(organisation: string, secret: string): Promise<void>;
  forgetSecret(organisation: string): Promise<void>;
  forget(organisation: string): Promise<void>;
}

interface Kept {
  readonly privateKey: string;
  readonly publicKey: string;
}

const makeKeyPair = promisify(generateKeyPair);
const modulusBits = 3072;

export function createSignOnKeys(directory: string): SignOnKeys {
  const keyPath = (organisation: string): string => join(directory, `sign-on-${organisation}.key.json`);
  const secretPath = (organisation: string): string => join(directory, `sign-on-${organisation}.secret`);
  return {
    getKey: async (organisation) => {
      const path = keyPath(organisation);
      const kept = (await readKept(path)) ?? (await makeKey(path));
      return keptToKey(JSON.parse(kept) as Kept);
    },
    findSecret: (organisation) => readKept(secretPath(organisation)),
    keepSecret: (organisation, secret) => writeFileAtomic(secretPath(organisation), secret, 0o600),
    forgetSecret: (organisation) => rm(secretPath(organisation), { force: true }),
    forget: async (organisation) => {
      await rm(keyPath(organisation), { force: true });
      await rm(secretPath(organisation), { force: true });
    },
  };
}

/** RSA, because every provider verifies it. */
async function makeKey(path: string): Promise<string> {
  const kept: Kept = await makeKeyPair('rsa', {
    modulusLength: modulusBits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  await createFileAtomic(path, JSON.stringify(kept), 0o600);
  return readFile(path, 'utf8');
}

async function keptToKey({ privateKey, publicKey }: Kept): Promise<SignOnKey> {
  const {
    kty = '',
    n = '',
    e = '',
  } = await exportJWK(await importSPKI(publicKey, 'RS256', { extractable: true }));
  const kid = await calculateJwkThumbprint({ kty, n, e });
  return {
    kid,
    publicJwk: { kty, n, e, kid, use: 'sig' },
    toSign: (algorithm) => importPKCS8(privateKey, algorithm),
  };
}

async function readKept(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
