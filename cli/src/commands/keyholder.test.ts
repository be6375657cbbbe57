import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createKeyholderAdmin } from '@datalab/keyholder/client';
import { readDelivery } from '@datalab/warehouse';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createWorkplace,
  header,
  personNumbers,
  reportsContract,
  runDatalab,
  startDatalab,
  type Workplace,
} from '../datalab.testing.ts';

/** Of the keyholder, which all tests ask; each about a space of its own. */
let home: Workplace;
let keyholder: Awaited<ReturnType<typeof startKeyholder>>;
let place: Workplace;
let space: string;
let spaceCount = 0;
beforeAll(async () => {
  home = await createWorkplace();
  keyholder = await startKeyholder(0);
});
afterAll(async () => {
  await keyholder.stop('SIGTERM');
  await home.remove();
});
beforeEach(async () => {
  if (keyholder.hasEnded()) keyholder = await startKeyholder(0);
  place = await createWorkplace();
  spaceCount += 1;
  space = `care-${spaceCount}`;
});
afterEach(() => place.remove());

async function startKeyholder(port: number) {
  const running = startDatalab(['keyholder', 'start', '--data', home.path('keys'), '--port', String(port)]);
  const [, url = ''] = await running.until(/answers at (http:\S+)\./);
  let hasEnded = false;
  void running.ended.then(() => {
    hasEnded = true;
  });
  const stop = async (signal: NodeJS.Signals) => {
    running.kill(signal);
    return running.ended;
  };
  return { url, port: Number(new URL(url).port), stop, hasEnded: () => hasEnded };
}

const administer = (...args: string[]) =>
  runDatalab(['keyholder', ...args, '--keyholder', keyholder.url, '--data', home.path('keys'), '--json']);

async function grant(persons: number): Promise<string> {
  const token = (await readFile(home.path('keys/admin-token'), 'utf8')).trim();
  const admin = createKeyholderAdmin({ url: keyholder.url, token });
  await admin.createSpace(`edition:${space}`);
  const expiresAt = '2099-12-31T00:00:00Z';
  return (await admin.grant(`edition:${space}`, 'police', { declaredPersons: persons, expiresAt })).token;
}

/** What the keyholder says of the space of this test. */
async function listOwn() {
  const { spaces } = JSON.parse((await administer('keys')).stdout);
  return spaces.filter((listed: { readonly space: string }) => listed.space === `edition:${space}`);
}

async function prepareFile(persons: number) {
  const rows = personNumbers(persons).map((number) => `${number},2024-01,BU99990001,noise,1`);
  return {
    contract: await place.write('contract.yaml', reportsContract),
    file: await place.write('reports.csv', `${[header, ...rows].join('\n')}\n`),
    out: place.path('delivery.parquet'),
  };
}

type Prepared = Awaited<ReturnType<typeof prepareFile>>;

const pseudonymise = ({ file, contract, out }: Prepared, ...more: string[]) => [
  ...['pseudonymise', file, '--contract', contract, '--space', space, '--keyholder', keyholder.url],
  ...['--out', out, ...more],
];

describe('datalab keyholder', () => {
  it('makes a key, counts what is used of a grant, and ends a key for good only when told twice', async () => {
    expect((await administer('create', space)).exitCode).toBe(0);
    const granted = await administer('grant', space, 'police', '--persons', '500', '--until', '2099-12-31');
    expect(JSON.parse(granted.stdout).token).toHaveLength(43);
    const listed = await listOwn();
    expect(listed).toMatchObject([
      { space: `edition:${space}`, keyVersion: 1, grants: [{ organisation: 'police', used: 0, limit: 700 }] },
    ]);
    const { publicKey, keyFingerprint: fingerprint } = listed[0];
    expect(fingerprint).toBe(createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex'));
    const where = ['--keyholder', keyholder.url, '--data', home.path('keys')];
    const shown = await runDatalab(['keyholder', 'keys', ...where]);
    expect(shown.stdout).toContain(`public key   ${publicKey}`);
    expect(shown.stdout).toContain(`fingerprint  ${fingerprint}`);
    const unconfirmed = await administer('destroy', space);
    expect(unconfirmed.exitCode).toBe(2);
    expect(unconfirmed.stderr).toContain('--yes');
    expect((await administer('destroy', space, '--yes')).exitCode).toBe(0);
    expect((await listOwn())[0].destroyedAt).toBeDefined();
  });

  it('says what is wrong when it may not, cannot or is asked nonsense', async () => {
    const wrongToken = await administer('keys', '--token', 'guessed');
    const nameless = await administer('create', 'Not A Space');
    const tokenless = await runDatalab(['keyholder', 'keys', '--keyholder', keyholder.url]);
    const second = await runDatalab(['keyholder', 'start', '--data', home.path('keys'), '--port', '0']);
    const runs = [wrongToken, nameless, tokenless, second];
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([2, 2, 2, 2]);
    expect(second.stderr).toContain('Another process');
  });
});

describe('datalab pseudonymise', () => {
  it('writes a delivery without identities, with its manifest next to it', async () => {
    const prepared = await prepareFile(20);
    const token = await grant(20);
    const env = { DATALAB_KEYHOLDER_TOKEN: token };
    const run = await runDatalab(pseudonymise(prepared, '--json'), env);
    expect(run.exitCode).toBe(0);
    const { manifest, sha256 } = JSON.parse(run.stdout);
    expect(manifest).toMatchObject({
      space: `edition:${space}`,
      persons: 20,
      rows: { read: 20, accepted: 20, rejected: 0 },
      pseudonyms: { version: 1, keyFingerprint: (await listOwn())[0].keyFingerprint },
    });
    expect(await readDelivery(prepared.out)).toEqual(manifest);
    const written = JSON.parse(await readFile(`${prepared.out}.manifest.json`, 'utf8'));
    expect(written).toEqual({ ...manifest, sha256 });
  });

  it('goes on where it stopped when the keyholder dies half-way and comes back', async () => {
    const persons = 2100;
    const prepared = await prepareFile(persons);
    const token = await grant(2 * persons);
    const running = startDatalab(pseudonymise(prepared), { DATALAB_KEYHOLDER_TOKEN: token });
    await untilEvaluated();
    await keyholder.stop('SIGKILL');
    await running.until(/cannot be reached[\s\S]* done so far are kept/);
    expect(await readdir(place.directory)).not.toContain('delivery.parquet');
    keyholder = await startKeyholder(keyholder.port);
    const run = await running.ended;
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('2,100 rows about 2,100 persons');
  });

  it('leaves nothing behind when the keyholder stays away, the token is refused or the command is stopped', async () => {
    const prepared = await prepareFile(3000);
    const token = await grant(3000);
    const env = { DATALAB_KEYHOLDER_TOKEN: token };
    const without = await runDatalab(pseudonymise(prepared));
    const refused = await runDatalab(pseudonymise(prepared, '--token', 'guessed'));
    const running = startDatalab(pseudonymise(prepared), env);
    await untilEvaluated();
    running.kill('SIGINT');
    const stopped = await running.ended;
    await keyholder.stop('SIGTERM');
    const away = await runDatalab(pseudonymise(prepared, '--patience', '0'), env);
    expect([without, refused, stopped, away].map(({ exitCode }) => exitCode)).toEqual([2, 2, 1, 1]);
    expect(without.stderr).toContain('DATALAB_KEYHOLDER_TOKEN');
    expect(stopped.stderr).toContain('Nothing is left half-written');
    expect(away.stderr).toContain('cannot be reached');
    expect((await readdir(place.directory)).sort()).toEqual(['contract.yaml', 'reports.csv']);
  });
});

/** The keyholder keeps a log, in which the first evaluation in a space shows that the work has begun. */
async function untilEvaluated(): Promise<void> {
  for (;;) {
    const log = await readFile(home.path('keys/log.jsonl'), 'utf8');
    const own = log.split('\n').filter((line) => line.includes(`"edition:${space}"`));
    if (own.some((line) => line.includes('"evaluated"'))) return;
    await sleep(5);
  }
}
