import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyholderAdmin, createKeyholderClient, type KeyholderAdmin } from '@datalab/keyholder/client';
import { type KeyholderProcess, startKeyholder } from '@datalab/keyholder/process';
import { domainOf, isPersonNumber, keyFingerprint, pseudonymiseIdentities } from '@datalab/pseudonyms';
import { type PrePseudonymLabel, packDelivery } from '@datalab/warehouse';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listVersions } from './deliveries.api.ts';
import { grantKeyholder } from './deliveries.grants.ts';
import { deliver } from './deliveries.service.ts';
import { areas, type Bench, cas, contracts, openBench, toUpload } from './deliveries.testing.ts';

/** Each test has an edition, so a space and a key, of its own. */
let slot: { edition: string; dataSet: string };
let space: string;
let editionCount = 0;
const persons = Array.from({ length: 60 }, (_, index) => String(999_990_000 + index)).filter(isPersonNumber);
const contract = contracts.get('care-use');
let root: string;
let dataDir: string;
let keyholder: KeyholderProcess;
let admin: KeyholderAdmin;
let bench: Bench;

beforeAll(async () => {
  const nobody = createKeyholderAdmin({ url: 'http://127.0.0.1:1', token: 'none' });
  bench = await openBench({ keyholder: { url: 'http://127.0.0.1:1', admin: nobody } });
  root = await mkdtemp(join(tmpdir(), 'datalab-keys-'));
  dataDir = join(root, 'keyholder');
  await start();
});
afterAll(async () => {
  await keyholder.stop();
  await bench.close();
  await rm(root, { recursive: true, force: true });
});
beforeEach(async () => {
  await bench.reset();
  editionCount += 1;
  slot = { edition: `streets-${editionCount}`, dataSet: 'care-use' };
  space = `edition:${slot.edition}`;
  await bench.begin(slot.edition);
});
afterEach(() => rm(join(root, 'lost'), { recursive: true, force: true }));

/** The hub asks this keyholder from now on. */
async function start(): Promise<void> {
  keyholder = await startKeyholder({ dataDir, threads: 1 });
  admin = createKeyholderAdmin({ url: keyholder.url, token: keyholder.adminToken });
  Object.assign(bench.deps.keyholder, { url: keyholder.url, admin });
}

/** Its directory is gone: the next one begins with nothing, and counts versions from 1 again. */
async function loseKeyholder(): Promise<void> {
  await keyholder.stop();
  await rename(dataDir, join(root, 'lost'));
  await start();
}

const grant = () => grantKeyholder(bench.deps, cas, slot, { declaredPersons: 1000 });

/** A token from the keyholder itself, past the hub. */
async function tokenOf(place: KeyholderProcess): Promise<string> {
  const own = createKeyholderAdmin({ url: place.url, token: place.adminToken });
  await own.createSpace(space);
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  return (await own.grant(space, 'care', { declaredPersons: 1000, expiresAt })).token;
}

/** What the partner makes with this keyholder; `spoil` changes what the file says of the key. */
async function make(
  { token, url = keyholder.url }: { readonly token: string; readonly url?: string },
  spoil: (label: PrePseudonymLabel) => void = () => {},
): Promise<Buffer> {
  if (contract === undefined) throw new Error('the bench has no such contract');
  const source = join(root, 'care.csv');
  const out = join(root, 'care.parquet');
  await writeFile(
    source,
    `month,bsn,kind\n${persons.map((number) => `2024-01,${number},home`).join('\n')}\n`,
  );
  const client = createKeyholderClient({ url, token });
  const { keyVersion, publicKey } = await client.key(space);
  const label = { version: keyVersion, domain: domainOf(space), keyFingerprint: keyFingerprint(publicKey) };
  spoil(label);
  await packDelivery({
    file: source,
    contract,
    areas,
    workDir: join(root, 'work'),
    space,
    out,
    pseudonymLabel: label,
    pseudonymise: async (identities) =>
      (await pseudonymiseIdentities(identities, { keyholder: client, space, threads: 1 })).prePseudonyms,
  });
  return readFile(out);
}

async function deliverAndWait(content: Buffer) {
  const sent = await deliver(bench.deps, cas, slot, toUpload(content, 'care.parquet'));
  return bench.ended(sent.id, cas, slot.edition);
}

const landedKeys = async () =>
  (await listVersions(bench.deps.db, { space })).map(({ version, keyVersion }) => [version, keyVersion]);

describe('the key of an edition', () => {
  test('is written down at its first grant, once, with its fingerprint in the log, and its deliveries land', async () => {
    const first = await grant();
    const second = await grant();
    expect(second.keyFingerprint).toBe(first.keyFingerprint);
    const recorded = bench.log.filter(({ action }) => action === 'deliveries.key-recorded');
    expect(recorded).toMatchObject([{ details: { keyVersion: 1, fingerprint: first.keyFingerprint } }]);
    expect(await deliverAndWait(await make(second))).toMatchObject({ state: 'landed' });
    expect(await landedKeys()).toEqual([['v0001', 1]]);
  });

  test('is written down at the first landing where it was not before', async () => {
    const file = await make({ token: await tokenOf(keyholder) });
    expect(await deliverAndWait(file)).toMatchObject({ state: 'landed' });
    await loseKeyholder();
    await expect(grant()).rejects.toMatchObject({ code: 'deliveries.keyholder-changed', status: 409 });
  });

  test('is another one when the keyholder lost its state: no token is given and nothing lands, though the version is the same', async () => {
    expect(await deliverAndWait(await make(await grant()))).toMatchObject({ state: 'landed' });
    await loseKeyholder();
    await expect(grant()).rejects.toMatchObject({
      code: 'deliveries.keyholder-changed',
      params: { version: 1, recorded: expect.stringMatching(/^[0-9a-f]{16}$/) },
    });
    const refused = await deliverAndWait(await make({ token: await tokenOf(keyholder) }));
    expect(refused).toMatchObject({ state: 'refused', problem: { code: 'deliveries.keyholder-changed' } });
    expect(await landedKeys()).toEqual([['v0001', 1]]);
  });

  test('is taken again when the lost directory of the keyholder is put back', async () => {
    const { keyFingerprint: before } = await grant();
    await loseKeyholder();
    await keyholder.stop();
    await rm(dataDir, { recursive: true });
    await rename(join(root, 'lost'), dataDir);
    await start();
    const again = await grant();
    expect(again.keyFingerprint).toBe(before);
    expect(await deliverAndWait(await make(again))).toMatchObject({ state: 'landed' });
  });

  test('is the same for all: a delivery with the key of another keyholder is refused, whatever ours announces', async () => {
    await grant();
    const other = await startKeyholder({ dataDir: join(root, 'other'), threads: 1 });
    try {
      const token = await tokenOf(other);
      expect(await deliverAndWait(await make({ token, url: other.url }))).toMatchObject({
        state: 'refused',
        problem: { code: 'deliveries.other-fingerprint', params: { version: 1 } },
      });
      expect(await landedKeys()).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  test('destroyed on purpose is followed by a new version, under which deliveries land as that version', async () => {
    const first = await grant();
    const old = await make(first);
    expect(await deliverAndWait(old)).toMatchObject({ state: 'landed' });
    const early = await make(first);
    await admin.destroySpace(space);
    const second = await grant();
    expect(second.keyFingerprint).not.toBe(first.keyFingerprint);
    expect(await deliverAndWait(early)).toMatchObject({
      state: 'refused',
      problem: { code: 'deliveries.other-key' },
    });
    expect(await deliverAndWait(await make(second))).toMatchObject({ state: 'landed' });
    expect(await landedKeys()).toEqual([
      ['v0002', 2],
      ['v0001', 1],
    ]);
  });

  test('of an earlier version does not come back out of a copy', async () => {
    const first = await grant();
    await keyholder.stop();
    await cp(dataDir, join(root, 'copy'), { recursive: true });
    await start();
    await admin.destroySpace(space);
    await grant();
    await keyholder.stop();
    await rm(dataDir, { recursive: true });
    await rename(join(root, 'copy'), dataDir);
    await start();
    expect(await deliverAndWait(await make(first))).toMatchObject({
      state: 'refused',
      problem: { code: 'deliveries.keyholder-changed', params: { version: 2 } },
    });
  });
});

describe('a delivery', () => {
  test.each<[string, (label: PrePseudonymLabel) => void]>([
    ['does not say which key made it', (label) => void Reflect.deleteProperty(label, 'keyFingerprint')],
    ['says it in another form', (label) => void Object.assign(label, { keyFingerprint: 'p1' })],
  ])('that %s is refused with what to do', async (_, spoil) => {
    expect(await deliverAndWait(await make(await grant(), spoil))).toMatchObject({
      state: 'refused',
      problem: { code: 'deliveries.no-fingerprint' },
    });
    expect(await landedKeys()).toEqual([]);
  });

  test('that landed before is refused when the very same file comes once more, and one made anew lands', async () => {
    const granted = await grant();
    const file = await make(granted);
    expect(await deliverAndWait(file)).toMatchObject({ state: 'landed' });
    await expect(deliverAndWait(file)).rejects.toMatchObject({
      code: 'deliveries.same-file',
      status: 409,
      params: { version: 'v0001' },
    });
    expect(await deliverAndWait(await make(granted))).toMatchObject({ state: 'landed', version: 'v0002' });
  });
});
