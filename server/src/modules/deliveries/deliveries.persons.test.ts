import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyholderAdmin, createKeyholderClient, KeyholderRefused } from '@datalab/keyholder/client';
import { type KeyholderProcess, startKeyholder } from '@datalab/keyholder/process';
import { pseudonymiseIdentities } from '@datalab/pseudonyms';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keyholderGrant } from './deliveries.contract.ts';
import { grantKeyholder } from './deliveries.grants.ts';
import { deliver } from './deliveries.service.ts';
import { type Bench, cas, edition, openBench, person, sam, space, toUpload } from './deliveries.testing.ts';

const desk = { edition, dataSet: 'care-use' };
const bsn = '999990019';
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
    await expect(deliver(bench.deps, cas, desk, upload)).rejects.toMatchObject({
      code: 'deliveries.has-identities',
      status: 422,
      params: {},
    });
    expect(await readdir(bench.deps.files.incoming)).toEqual([]);
    expect(JSON.stringify([bench.log, bench.lines])).not.toContain(bsn);
  });

  test('comes with a token for the keyholder that works, is shown once and stands in no log', async () => {
    const grant = keyholderGrant.parse(await grantKeyholder(bench.deps, cas, desk, { declaredPersons: 10 }));
    expect(grant).toMatchObject({ keyholderUrl: keyholder.url, space, declaredPersons: 10 });
    const client = createKeyholderClient({ url: grant.keyholderUrl, token: grant.token });
    const { prePseudonyms } = await pseudonymiseIdentities([bsn], { keyholder: client, space, threads: 1 });
    expect(prePseudonyms[0]).toHaveLength(43);
    expect(bench.log).toMatchObject([
      {
        action: 'deliveries.keyholder-granted',
        edition,
        details: { dataSet: 'care-use', declaredPersons: 10 },
      },
    ]);
    expect(JSON.stringify([bench.log, bench.lines])).not.toContain(grant.token);
  });

  test('lets its token count no more persons than were declared', async () => {
    const { token, keyholderUrl } = await grantKeyholder(bench.deps, cas, desk, { declaredPersons: 1 });
    const identities = Array.from({ length: 300 }, (_, index) => `person ${index}`);
    const client = createKeyholderClient({ url: keyholderUrl, token });
    await expect(
      pseudonymiseIdentities(identities, { keyholder: client, space, threads: 1 }),
    ).rejects.toBeInstanceOf(KeyholderRefused);
  });

  test('gives a token only to the steward of its owner, once sharing is open', async () => {
    const ask = (actor: typeof cas) => grantKeyholder(bench.deps, actor, desk, { declaredPersons: 10 });
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
    await expect(grantKeyholder(deps, cas, desk, { declaredPersons: 10 })).rejects.toMatchObject({
      code: 'deliveries.keyholder-unreachable',
      status: 503,
    });
    expect(bench.log).toEqual([]);
  });
});
