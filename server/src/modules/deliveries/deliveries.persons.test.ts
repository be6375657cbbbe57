import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyholderAdmin, createKeyholderClient, KeyholderRefused } from '@datalab/keyholder/client';
import { type KeyholderProcess, startKeyholder } from '@datalab/keyholder/process';
import {
  domainOf,
  isPersonNumber,
  keyFingerprint,
  parsePseudonym,
  pseudonymiseIdentities,
} from '@datalab/pseudonyms';
import {
  type Contract,
  literalPath,
  narrowContract,
  openEngine,
  packDelivery,
  quoteLiteral,
} from '@datalab/warehouse';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listVersions } from './deliveries.api.ts';
import { keyholderGrant } from './deliveries.contract.ts';
import { grantKeyholder } from './deliveries.grants.ts';
import { deliver } from './deliveries.service.ts';
import {
  agreeOnAll,
  areas,
  type Bench,
  cas,
  contracts,
  edition,
  openBench,
  person,
  sam,
  space,
  toUpload,
} from './deliveries.testing.ts';

const slot = { edition, dataSet: 'care-use' };
const numbers = Array.from({ length: 400 }, (_, index) => String(999_990_000 + index)).filter(isPersonNumber);
const bsn = numbers[0] ?? '';
let root: string;
let keyholder: KeyholderProcess;
let bench: Bench;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'datalab-keyholder-'));
  keyholder = await startKeyholder({ dataDir: root, threads: 1 });
  const { url, adminToken } = keyholder;
  bench = await openBench({ keyholder: { url, admin: createKeyholderAdmin({ url, token: adminToken }) } });
});
afterAll(async () => {
  await bench.close();
  await keyholder.stop();
  await rm(root, { recursive: true, force: true });
});
beforeEach(() => bench.reset());

describe('a data set about persons', () => {
  test('is refused as long as it holds identities, and no byte of it is kept or repeated', async () => {
    const upload = toUpload(`month,bsn,kind\n2024-01,${bsn},home\n`, 'care.csv');
    await expect(deliver(bench.deps, cas, slot, upload)).rejects.toMatchObject({
      code: 'deliveries.has-identities',
      status: 422,
      params: {},
    });
    expect(await readdir(bench.deps.files.incoming)).toEqual([]);
    expect(JSON.stringify([bench.log, bench.lines])).not.toContain(bsn);
  });

  test('comes with a token for the keyholder that works, is shown once and stands in no log', async () => {
    const grant = keyholderGrant.parse(await grantKeyholder(bench.deps, cas, slot, { declaredPersons: 10 }));
    expect(grant).toMatchObject({ keyholderUrl: keyholder.url, space, declaredPersons: 10 });
    const client = createKeyholderClient({ url: grant.keyholderUrl, token: grant.token });
    const { prePseudonyms } = await pseudonymiseIdentities([bsn], { keyholder: client, space, threads: 1 });
    expect(prePseudonyms[0]).toHaveLength(43);
    expect(bench.log).toMatchObject([
      { action: 'deliveries.key-recorded', details: { keyVersion: 1, fingerprint: grant.keyFingerprint } },
      {
        action: 'deliveries.keyholder-granted',
        edition,
        details: { dataSet: 'care-use', declaredPersons: 10 },
      },
    ]);
    expect(JSON.stringify([bench.log, bench.lines])).not.toContain(grant.token);
  });

  test('lets its token count no more persons than were declared', async () => {
    const { token, keyholderUrl } = await grantKeyholder(bench.deps, cas, slot, { declaredPersons: 1 });
    const identities = Array.from({ length: 300 }, (_, index) => `person ${index}`);
    const client = createKeyholderClient({ url: keyholderUrl, token });
    await expect(
      pseudonymiseIdentities(identities, { keyholder: client, space, threads: 1 }),
    ).rejects.toBeInstanceOf(KeyholderRefused);
  });

  test('gives a token only to the steward of its owner, once sharing is open', async () => {
    const ask = (actor: typeof cas) => grantKeyholder(bench.deps, actor, slot, { declaredPersons: 10 });
    await expect(ask(sam)).rejects.toMatchObject({ code: 'deliveries.not-owner', status: 403 });
    await expect(ask(person('ann', 'care', 'analyst'))).rejects.toMatchObject({
      code: 'deliveries.role-may-not-deliver',
    });
    await bench.reset('prioritise');
    await expect(ask(cas)).rejects.toMatchObject({ code: 'deliveries.step-not-open', status: 409 });
  });

  test('says so when the keyholder is down, and gives nothing', async () => {
    const admin = createKeyholderAdmin({ url: 'http://127.0.0.1:1', token: 'none' });
    const deps = { ...bench.deps, keyholder: { url: 'http://127.0.0.1:1', admin } };
    await expect(grantKeyholder(deps, cas, slot, { declaredPersons: 10 })).rejects.toMatchObject({
      code: 'deliveries.keyholder-unreachable',
      status: 503,
    });
    expect(bench.log).toEqual([]);
  });
});

function careContract(): Contract {
  const contract = contracts.get('care-use');
  if (!contract) throw new Error('the bench has no such contract');
  return contract;
}

interface Making {
  readonly persons?: readonly string[];
  readonly contract?: Contract;
  readonly forSpace?: string;
  readonly keyVersion?: number;
}

/** What the partner does on its own machine: the file it sends. */
async function makeFile(making: Making = {}): Promise<Buffer> {
  const { persons = numbers.slice(0, 5), contract = careContract(), forSpace = space } = making;
  const source = join(root, 'care.csv');
  const out = join(root, 'care.parquet');
  const rows = persons.map((number, index) => `2024-0${1 + (index % 3)},${number},home`);
  await writeFile(source, `month,bsn,kind\n${rows.join('\n')}\n`);
  const { token } = await grantKeyholder(bench.deps, cas, slot, { declaredPersons: 1000 });
  const client = createKeyholderClient({ url: keyholder.url, token });
  const { keyVersion, publicKey } = await client.key(space);
  await packDelivery({
    file: source,
    contract,
    areas,
    workDir: join(root, 'work'),
    space: forSpace,
    out,
    pseudonymLabel: {
      version: making.keyVersion ?? keyVersion,
      domain: domainOf(forSpace),
      keyFingerprint: keyFingerprint(publicKey),
    },
    pseudonymise: async (identities) =>
      (await pseudonymiseIdentities(identities, { keyholder: client, space, threads: 1 })).prePseudonyms,
  });
  return readFile(out);
}

async function deliverAndWait(content: Buffer) {
  const sent = await deliver(bench.deps, cas, slot, toUpload(content, 'care.parquet'));
  return bench.ended(sent.id, cas);
}

async function readPersons(version: string) {
  const engine = await openEngine();
  const path = quoteLiteral(
    `${literalPath(join(bench.deps.files.spaceFolder(space), 'care-use', version))}/*/*.parquet`,
  );
  const rows = await engine.run(`SELECT * FROM read_parquet(${path}) ORDER BY month, pseudonym`);
  engine.close();
  return rows;
}

describe('a delivery made at the partner', () => {
  test('lands under pseudonyms of the edition that the partner cannot make', async () => {
    const file = await makeFile();
    const landed = await deliverAndWait(file);
    expect(landed).toMatchObject({
      state: 'landed',
      version: 'v0001',
      rows: { read: 5, accepted: 5, rejected: 0 },
    });
    const rows = await readPersons('v0001');
    expect(rows).toHaveLength(5);
    expect(new Set(rows.map((row) => row['pseudonym'])).size).toBe(5);
    for (const row of rows) {
      expect(parsePseudonym(String(row['pseudonym']))).toMatchObject({ domain: domainOf(space), version: 1 });
      expect(row['person_key']).toEqual(expect.any(BigInt));
      expect(Object.keys(row)).not.toContain('bsn');
    }
    const { lake } = bench.deps.files;
    for (const name of await readdir(lake, { recursive: true })) {
      const content = await readFile(join(lake, name)).catch(() => Buffer.alloc(0));
      for (const number of numbers.slice(0, 5)) expect(content.includes(number)).toBe(false);
    }
  });

  test('gives the same person the same pseudonym and key in a later version', async () => {
    await deliverAndWait(await makeFile({ persons: [bsn] }));
    await deliverAndWait(await makeFile({ persons: [bsn] }));
    const [first] = await readPersons('v0001');
    const [second] = await readPersons('v0002');
    expect(second?.['pseudonym']).toBe(first?.['pseudonym']);
    expect(second?.['person_key']).toBe(first?.['person_key']);
  });

  test('counts rows that were rejected at the partner as rejected', async () => {
    const landed = await deliverAndWait(await makeFile({ persons: [bsn, '123456789'] }));
    expect(landed.rows).toEqual({ read: 2, accepted: 1, rejected: 1, rounded: false });
  });

  test.each<[string, Making, string]>([
    ['another edition', { forSpace: 'edition:elsewhere' }, 'deliveries.other-edition'],
    ['another data set', { contract: { ...careContract(), id: 'home-care' } }, 'deliveries.other-data-set'],
    [
      'another version of the contract',
      { contract: { ...careContract(), version: '0.9.0' } },
      'deliveries.other-contract-version',
    ],
    ['another key', { keyVersion: 7 }, 'deliveries.other-key'],
  ])('for %s is refused and nothing lands', async (_, making, code) => {
    expect(await deliverAndWait(await makeFile(making))).toMatchObject({
      state: 'refused',
      problem: { code },
    });
    expect(await listVersions(bench.deps.db, { space })).toEqual([]);
    expect(await readdir(bench.deps.files.incoming)).toEqual([]);
  });

  test('about one person more than was agreed is refused and nothing lands', async () => {
    await agreeOnAll(bench.database, edition, { number: 2, terms: { personsMax: 4 } });
    expect(await deliverAndWait(await makeFile())).toMatchObject({
      state: 'refused',
      problem: { code: 'sharing.too-many-persons', params: { max: 4 } },
    });
    expect(await listVersions(bench.deps.db, { space })).toEqual([]);
    const persons = numbers.slice(0, 4);
    expect(await deliverAndWait(await makeFile({ persons }))).toMatchObject({ state: 'landed' });
  });

  test('with a column that was not agreed is refused, and lands when the partner left it out', async () => {
    await agreeOnAll(bench.database, edition, { number: 2, without: { 'care-use': ['kind'] } });
    expect(await deliverAndWait(await makeFile())).toMatchObject({
      state: 'refused',
      problem: { code: 'columns.unknown' },
    });
    const agreed = ['month', 'bsn'].map((name) => ({ name, grain: null }));
    const contract = narrowContract(careContract(), agreed);
    expect(await deliverAndWait(await makeFile({ contract }))).toMatchObject({ state: 'landed' });
    const [row] = await readPersons('v0001');
    expect(Object.keys(row ?? {})).not.toContain('kind');
  });

  test('is told from any other Parquet file, which is not kept', async () => {
    const engine = await openEngine();
    const path = join(root, 'raw.parquet');
    await engine.run(`COPY (SELECT '2024-01' AS month, '${bsn}' AS bsn, 'home' AS kind) TO '${path}'`);
    engine.close();
    expect(await deliverAndWait(await readFile(path))).toMatchObject({
      state: 'refused',
      problem: { code: 'deliveries.not-a-delivery' },
    });
    expect(await readdir(bench.deps.files.incoming)).toEqual([]);
    expect(JSON.stringify([bench.log, bench.lines])).not.toContain(bsn);
  });

  test('that is cut short on its way is refused', async () => {
    const file = await makeFile();
    expect(await deliverAndWait(file.subarray(0, file.length - 100))).toMatchObject({
      state: 'refused',
      problem: { code: 'deliveries.not-a-delivery' },
    });
  });
});

test('a delivery of persons fails with a clear reason while the keyholder is down, and can be sent again', async () => {
  const file = await makeFile({ persons: [bsn] });
  const { admin } = bench.deps.keyholder;
  const listSpaces = admin.listSpaces;
  admin.listSpaces = createKeyholderAdmin({ url: 'http://127.0.0.1:1', token: 'none' }).listSpaces;
  const failed = await deliverAndWait(file);
  admin.listSpaces = listSpaces;
  expect(failed).toMatchObject({ state: 'failed', problem: { code: 'deliveries.keyholder-unreachable' } });
  expect((await deliverAndWait(file)).state).toBe('landed');
});
