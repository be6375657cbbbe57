import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createKeyholderAdmin, type KeyholderAdmin } from '@datalab/keyholder/client';
import {
  createRecordKeys,
  createRekey,
  deriveSpaceSecret,
  domainOf,
  isPersonNumber,
} from '@datalab/pseudonyms';
import { type Contract, landDelivery, openEngine, parseContract, quoteLiteral } from '@datalab/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkplace, runDatalab, startDatalab, type Workplace } from '../datalab.testing.ts';

const root = join(import.meta.dirname, '../../..');
const data = join(root, '../shared/data');
const personsFile = join(data, 'persons/rvig_testset_persoonslijsten_gba-v_20220502.csv');
const contractFile = join(root, 'examples/persons.odcs.yaml');

let place: Workplace;
let keyholder: ReturnType<typeof startDatalab>;
let url: string;
let admin: KeyholderAdmin;
let contract: Contract;
beforeAll(async () => {
  place = await createWorkplace();
  keyholder = startDatalab(['keyholder', 'start', '--data', place.path('keys'), '--port', '0']);
  url = (await keyholder.until(/answers at (http:\S+)\./))[1] ?? '';
  const token = (await readFile(place.path('keys/admin-token'), 'utf8')).trim();
  admin = createKeyholderAdmin({ url, token });
  contract = parseContract(await readFile(contractFile, 'utf8'));
});
afterAll(async () => {
  keyholder.kill('SIGTERM');
  await keyholder.ended;
  await place.remove();
});

describe.skipIf(!existsSync(data))('the official fictitious persons on the command line', () => {
  it('are the same person in two files of one edition and another in another edition', async () => {
    const [head = '', ...lines] = (await readFile(personsFile, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/);
    const numberAt = head.split(';').indexOf('01.01.20');
    const numbers = (rows: string[]) =>
      new Set(rows.map((row) => row.split(';')[numberAt] ?? '').filter((number) => isPersonNumber(number)));
    const third = lines.filter((_, index) => index % 3 === 0).reverse();
    const thirdFile = await place.write('third.csv', [head, ...third].join('\n'));

    const whole = await deliver('care', personsFile, 'whole');
    const part = await deliver('care', thirdFile, 'part');
    const elsewhere = await deliver('safety', personsFile, 'elsewhere');

    expect(whole.report.rows).toEqual({ read: 2156, accepted: 738, rejected: 1418 });
    expect(whole.report.counts).toContainEqual({ column: '01.01.20', rule: 'person-number', rows: 1 });
    expect(whole.pseudonyms.size).toBe(numbers(lines).size);
    expect(part.pseudonyms.size).toBe(numbers(third).size);
    expect(part.pseudonyms.size).toBeGreaterThan(100);
    expect([...part.pseudonyms].filter((pseudonym) => !whole.pseudonyms.has(pseudonym))).toEqual([]);
    expect(elsewhere.pseudonyms.size).toBe(whole.pseudonyms.size);
    expect([...elsewhere.pseudonyms].filter((pseudonym) => whole.pseudonyms.has(pseudonym))).toEqual([]);
  });
});

async function deliver(edition: string, file: string, name: string) {
  const space = `edition:${edition}`;
  await admin.createSpace(space);
  const { token } = await admin.grant(space, 'municipality', {
    declaredPersons: 1000,
    expiresAt: '2099-12-31T00:00:00Z',
  });
  const out = place.path(`${name}.parquet`);
  const run = await runDatalab(
    [
      ...['pseudonymise', file, '--contract', contractFile, '--space', edition, '--keyholder', url],
      ...['--out', out, '--json'],
    ],
    { DATALAB_KEYHOLDER_TOKEN: token },
  );
  expect(run.exitCode).toBe(3);
  const { report, manifest } = JSON.parse(run.stdout);
  const pseudonyms = await land(space, out, name, manifest.pseudonyms.version);
  return { report, pseudonyms };
}

/** The hub's half: re-key and land, then read which persons stand in the lake. */
async function land(space: string, file: string, name: string, version: number): Promise<Set<string>> {
  const master = new Uint8Array(32).fill(7);
  const rekey = createRekey(deriveSpaceSecret(master, space, 'pseudonyms'), {
    version,
    domain: domainOf(space),
  });
  const keyOf = createRecordKeys(deriveSpaceSecret(master, space, 'record-keys'));
  const lakeDir = place.path(`lake-${name}`);
  await mkdir(lakeDir);
  const landed = await landDelivery({
    file,
    contract,
    space,
    lakeDir,
    version: 'v0001',
    workDir: place.directory,
    recordSecret: deriveSpaceSecret(master, space, 'record-keys'),
    rekey: (prePseudonyms) => prePseudonyms.map(rekey),
    personKey: (pseudonyms) => pseudonyms.map(keyOf),
  });
  const engine = await openEngine();
  try {
    const files = quoteLiteral(`${landed.version?.dir}/**/*.parquet`);
    const rows = await engine.run(`SELECT DISTINCT pseudonym FROM read_parquet(${files})`);
    return new Set(rows.map((row) => String(row['pseudonym'])));
  } finally {
    engine.close();
  }
}
