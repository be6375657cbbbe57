import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyholderAdmin, createKeyholderClient, type KeyholderAdmin } from '@datalab/keyholder/client';
import { type KeyholderProcess, startKeyholder } from '@datalab/keyholder/process';
import { isPersonNumber, pseudonymiseIdentities } from '@datalab/pseudonyms';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Actor } from '../../platform/http/actor.ts';
import { grantKeyholder } from './deliveries.grants.ts';
import { type Bench, cas, edition, openBench, person, sam, space } from './deliveries.testing.ts';

const slot = { edition, dataSet: 'care-use' };
const bsn = ['999990007', '999990019', '999990020'].filter(isPersonNumber);
const colleague = person('kim', 'care', 'steward');
const nobody = createKeyholderAdmin({ url: 'http://127.0.0.1:1', token: 'none' });
const patient = { timeout: 15_000, interval: 20 };
let root: string;
let keyholder: KeyholderProcess;
let admin: KeyholderAdmin;
let bench: Bench;
let members: Actor[];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'datalab-grants-'));
  keyholder = await startKeyholder({ dataDir: root, threads: 1 });
  admin = createKeyholderAdmin({ url: keyholder.url, token: keyholder.adminToken });
  bench = await openBench({
    keyholder: { url: keyholder.url, admin: nobody },
    listMembers: async () => members,
  });
});
afterAll(async () => {
  await bench.close();
  await keyholder.stop();
  await rm(root, { recursive: true, force: true });
});
beforeEach(async () => {
  connect(true);
  members = [cas, colleague, sam];
  await bench.reset();
});

function connect(isThere: boolean): void {
  Object.assign(bench.deps.keyholder, { admin: isThere ? admin : nobody });
}

const grant = async (actor: Actor) =>
  (await grantKeyholder(bench.deps, actor, slot, { declaredPersons: 10 })).token;

const block = (actor: Actor) =>
  bench.database.db.transaction().execute((tx) => bench.module.on.deliveringEnded(tx, { person: actor.id }));

/** `works`, or why the keyholder says no. */
async function use(token: string): Promise<string> {
  const client = createKeyholderClient({ url: keyholder.url, token });
  return pseudonymiseIdentities(bsn, { keyholder: client, space, threads: 1 }).then(
    () => 'works',
    (error: { code: string }) => error.code,
  );
}

const withdrawn = () => bench.log.filter(({ action }) => action === 'deliveries.keyholder-withdrawn');

async function usedVolume(): Promise<number | undefined> {
  const [found] = await bench.deps.keyholder.admin.listSpaces();
  return found?.grants.find(({ organisation }) => organisation === 'care_care-use')?.used;
}

test('a token for the keyholder ends when its holder is blocked, and what it used stays counted', async () => {
  const token = await grant(cas);
  expect(await use(token)).toBe('works');
  const used = await usedVolume();
  await block(sam);
  expect(await use(token)).toBe('works');
  await block(cas);
  await vi.waitFor(() => expect(withdrawn()).toMatchObject([{ actor: null, edition }]), patient);
  expect(await use(token)).toBe('not-authorised');
  expect(await usedVolume()).toBeGreaterThanOrEqual(used ?? Number.POSITIVE_INFINITY);
});

test('somebody is blocked while the keyholder is away, which is asked again until it ended the token', async () => {
  const token = await grant(cas);
  connect(false);
  await block(cas);
  await vi.waitFor(() => expect(bench.lines.join()).toContain('withdraw-grants'), patient);
  expect(withdrawn()).toEqual([]);
  expect(await use(token)).toBe('works');
  connect(true);
  await vi.waitFor(() => expect(withdrawn()).toHaveLength(1), patient);
  expect(await use(token)).toBe('not-authorised');
});

test('a colleague keeps the token that took the place of the one of somebody who is blocked', async () => {
  const old = await grant(cas);
  connect(false);
  await block(cas);
  // As it is between the answer of the keyholder to the colleague and the row about it.
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const { token } = await admin.grant(space, 'care_care-use', { declaredPersons: 10, expiresAt });
  expect(await use(old)).toBe('not-authorised');
  connect(true);
  await vi.waitFor(() => expect(withdrawn()).toHaveLength(1), patient);
  expect(await use(token)).toBe('works');
  expect(await use(await grant(colleague))).toBe('works');
});

test('somebody who is blocked while they ask for a token does not get it', async () => {
  members = [colleague];
  await expect(grant(cas)).rejects.toMatchObject({ code: 'session.required', status: 401 });
  await vi.waitFor(() => expect(withdrawn()).toHaveLength(1), patient);
});
