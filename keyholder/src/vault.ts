import { randomBytes } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deriveKeys, type KeyPair } from '@datalab/pseudonyms';
import { readIfThere, shredFile, writePrivateFile } from './files.ts';
import {
  type GrantRecord,
  type GrantRequest,
  grantsFile,
  type KeyRecord,
  keyRecord,
  volumeLimit,
} from './records.ts';
import { Refusal } from './refusal.ts';
import { createToken, hashToken, tokenMatches } from './tokens.ts';

export interface SpaceState {
  readonly key: KeyRecord;
  readonly grants: readonly GrantRecord[];
}

/**
 * The keys, the organisations that may use them and how often they did. Every change is on disk before its promise
 * resolves.
 */
export interface Vault {
  list(): SpaceState[];
  createSpace(space: string): Promise<{ key: KeyRecord; created: boolean }>;
  destroySpace(space: string): Promise<KeyRecord>;
  grant(
    space: string,
    organisation: string,
    request: GrantRequest,
  ): Promise<{ token: string; grant: GrantRecord }>;
  revoke(space: string, organisation: string): Promise<void>;
  authorise(space: string, token: string): { key: KeyRecord; grant: GrantRecord };
  /** Counts the persons before they are evaluated, so that no crash gives volume back. */
  reserve(space: string, organisation: string, persons: number): Promise<KeyPair>;
}

interface Entry {
  key: KeyRecord;
  keys: KeyPair | undefined;
  grants: Map<string, GrantRecord>;
  readonly folder: string;
}

export async function openVault(dataDir: string, now: () => Date): Promise<Vault> {
  const root = join(dataDir, 'spaces');
  await mkdir(root, { recursive: true, mode: 0o700 });
  const entries = await loadEntries(root);
  let last: Promise<unknown> = Promise.resolve();
  const oneAtATime = <Value>(change: () => Promise<Value>): Promise<Value> => {
    const next = last.then(change);
    last = next.catch(() => undefined);
    return next;
  };

  return {
    list: () => [...entries.values()].map(({ key, grants }) => ({ key, grants: [...grants.values()] })),
    createSpace: (space) => oneAtATime(() => createSpace(entries, root, space, now())),
    destroySpace: (space) => oneAtATime(() => destroySpace(getEntry(entries, space), now())),
    grant: (space, organisation, request) =>
      oneAtATime(() => addGrant(getEntry(entries, space), organisation, request, now())),
    revoke: (space, organisation) => oneAtATime(() => removeGrant(getEntry(entries, space), organisation)),
    authorise: (space, token) => authorise(entries.get(space), token, now()),
    reserve: (space, organisation, persons) =>
      oneAtATime(() => reserve(getEntry(entries, space), organisation, persons)),
  };
}

function getEntry(entries: Map<string, Entry>, space: string): Entry {
  const entry = entries.get(space);
  if (!entry)
    throw new Refusal('unknown-space', 'No key was ever made for this space. Create the space first.');
  return entry;
}

function getKeys(entry: Entry): KeyPair {
  if (entry.keys) return entry.keys;
  throw new Refusal(
    'space-destroyed',
    `The key of this space was destroyed at ${entry.key.destroyedAt}. No new pseudonyms can be made with it.`,
  );
}

function keyInfo(space: string): string {
  return `datalab keyholder ${space}`;
}

async function createSpace(entries: Map<string, Entry>, root: string, space: string, now: Date) {
  const previous = entries.get(space);
  if (previous?.keys) return { key: previous.key, created: false };
  const folder = join(root, space.replace(':', '-'));
  const seed = randomBytes(32);
  const keys = await deriveKeys(seed, keyInfo(space));
  const key: KeyRecord = {
    space,
    keyVersion: (previous?.key.keyVersion ?? 0) + 1,
    publicKey: Buffer.from(keys.publicKey).toString('hex'),
    createdAt: now.toISOString(),
  };
  const entry: Entry = { key, keys, grants: new Map(), folder };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await saveGrants(entry);
  await writePrivateFile(join(folder, 'seed'), seed.toString('hex'));
  await saveKey(entry);
  entries.set(space, entry);
  return { key, created: true };
}

async function destroySpace(entry: Entry, now: Date): Promise<KeyRecord> {
  if (!entry.keys) return entry.key;
  entry.key = { ...entry.key, destroyedAt: now.toISOString() };
  entry.keys = undefined;
  await saveKey(entry);
  await shredFile(join(entry.folder, 'seed'));
  return entry.key;
}

async function addGrant(entry: Entry, organisation: string, request: GrantRequest, now: Date) {
  getKeys(entry);
  const token = createToken();
  const grant: GrantRecord = {
    ...request,
    organisation,
    tokenHash: hashToken(token),
    grantedAt: now.toISOString(),
    used: entry.grants.get(organisation)?.used ?? 0,
  };
  await changeGrants(entry, (grants) => grants.set(organisation, grant));
  return { token, grant };
}

async function removeGrant(entry: Entry, organisation: string): Promise<void> {
  const grant = entry.grants.get(organisation);
  if (!grant) throw new Refusal('unknown-grant', 'This organisation has no grant in this space.');
  const revoked = { ...grant, tokenHash: hashToken(createToken()), expiresAt: grant.grantedAt };
  await changeGrants(entry, (grants) => grants.set(organisation, revoked));
}

function authorise(entry: Entry | undefined, token: string, now: Date) {
  const grant = [...(entry?.grants.values() ?? [])].find(({ tokenHash }) => tokenMatches(token, tokenHash));
  if (!entry || !grant) {
    throw new Refusal('not-authorised', 'The token is unknown, was replaced, or belongs to another space.');
  }
  getKeys(entry);
  if (Date.parse(grant.expiresAt) <= now.getTime()) {
    throw new Refusal('grant-expired', `This grant ended at ${grant.expiresAt}. Ask for a new one.`);
  }
  return { key: entry.key, grant };
}

async function reserve(entry: Entry, organisation: string, persons: number): Promise<KeyPair> {
  const keys = getKeys(entry);
  const grant = entry.grants.get(organisation);
  if (!grant) throw new Refusal('not-authorised', 'This grant was withdrawn.');
  const limit = volumeLimit(grant);
  if (grant.used + persons > limit) {
    throw new Refusal(
      'volume-exceeded',
      `${grant.used} of ${limit} evaluations are used and ${persons} more were asked; the agreement declares ` +
        `${grant.declaredPersons} persons. Nothing was evaluated. Have the declared number changed first.`,
    );
  }
  await changeGrants(entry, (grants) => grants.set(organisation, { ...grant, used: grant.used + persons }));
  return keys;
}

async function changeGrants(entry: Entry, change: (grants: Map<string, GrantRecord>) => void): Promise<void> {
  const grants = new Map(entry.grants);
  change(grants);
  await saveGrants({ ...entry, grants });
  entry.grants = grants;
}

function saveKey(entry: Entry): Promise<void> {
  return writePrivateFile(join(entry.folder, 'key.json'), JSON.stringify(entry.key));
}

function saveGrants(entry: Entry): Promise<void> {
  return writePrivateFile(
    join(entry.folder, 'grants.json'),
    JSON.stringify(Object.fromEntries(entry.grants)),
  );
}

async function loadEntries(root: string): Promise<Map<string, Entry>> {
  const folders = (await readdir(root, { withFileTypes: true })).filter((item) => item.isDirectory());
  const loaded = await Promise.all(folders.map(({ name }) => loadEntry(join(root, name))));
  return new Map(loaded.flatMap((entry) => (entry ? [[entry.key.space, entry]] : [])));
}

async function loadEntry(folder: string): Promise<Entry | undefined> {
  const [keyText, grantsText, seed] = await Promise.all(
    ['key.json', 'grants.json', 'seed'].map((name) => readIfThere(join(folder, name))),
  );
  if (keyText === undefined) return undefined;
  const key = keyRecord.parse(JSON.parse(keyText));
  const grants = new Map(Object.entries(grantsFile.parse(JSON.parse(grantsText ?? '{}'))));
  if (key.destroyedAt !== undefined) {
    if (seed !== undefined) await shredFile(join(folder, 'seed'));
    return { key, keys: undefined, grants, folder };
  }
  const secret = Buffer.from(seed ?? '', 'hex');
  const keys = secret.length === 32 ? await deriveKeys(secret, keyInfo(key.space)) : undefined;
  if (!keys || Buffer.from(keys.publicKey).toString('hex') !== key.publicKey) {
    throw new Error(
      `The secret in ${folder} does not belong to the key in the same folder. Restore it from a copy.`,
    );
  }
  return { key, keys, grants, folder };
}
