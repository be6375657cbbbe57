import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createKeyholderAdmin } from '@datalab/keyholder/client';
import { readDelivery } from '@datalab/warehouse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createWorkplace,
  header,
  personNumbers,
  reportsContract,
  runDatalab,
  startDatalab,
  type Workplace,
} from '../datalab.testing.ts';

let place: Workplace;
let keyholder: Awaited<ReturnType<typeof startKeyholder>>;
beforeEach(async () => {
  place = await createWorkplace();
  keyholder = await startKeyholder(0);
});
afterEach(async () => {
  await keyholder.stop('SIGTERM');
  await place.remove();
});

async function startKeyholder(port: number) {
  const running = startDatalab(['keyholder', 'start', '--data', place.path('keys'), '--port', String(port)]);
  const [, url = ''] = await running.until(/answers at (http:\S+)\./);
  const stop = async (signal: NodeJS.Signals) => {
    running.kill(signal);
    return running.ended;
  };
  return { url, port: Number(new URL(url).port), stop };
}

const administer = (...args: string[]) =>
  runDatalab(['keyholder', ...args, '--keyholder', keyholder.url, '--data', place.path('keys'), '--json']);

async function grant(persons: number): Promise<string> {
  const token = (await readFile(place.path('keys/admin-token'), 'utf8')).trim();
  const admin = createKeyholderAdmin({ url: keyholder.url, token });
  await admin.createSpace('edition:care');
  const expiresAt = '2099-12-31T00:00:00Z';
  return (await admin.grant('edition:care', 'police', { declaredPersons: persons, expiresAt })).token;
}

async function fingerprintAtKeyholder(): Promise<string> {
  const [space] = JSON.parse((await administer('keys')).stdout).spaces;
  return space.keyFingerprint;
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
  ...['pseudonymise', file, '--contract', contract, '--space', 'care', '--keyholder', keyholder.url],
  ...['--out', out, ...more],
];

describe('datalab keyholder', () => {
  it('makes a key, counts what is used of a grant, and ends a key for good only when told twice', async () => {
    expect((await administer('create', 'care')).exitCode).toBe(0);
    const granted = await administer('grant', 'care', 'police', '--persons', '500', '--until', '2099-12-31');
    expect(JSON.parse(granted.stdout).token).toHaveLength(43);
    const listed = JSON.parse((await administer('keys')).stdout).spaces;
    expect(listed).toMatchObject([
      { space: 'edition:care', keyVersion: 1, grants: [{ organisation: 'police', used: 0, limit: 700 }] },
    ]);
    const { publicKey, keyFingerprint: fingerprint } = listed[0];
    expect(fingerprint).toBe(createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex'));
    const shown = await runDatalab([
      'keyholder',
      'keys',
      '--keyholder',
      keyholder.url,
      '--data',
      place.path('keys'),
    ]);
    expect(shown.stdout).toContain(`public key   ${publicKey}`);
    expect(shown.stdout).toContain(`fingerprint  ${fingerprint}`);
    const unconfirmed = await administer('destroy', 'care');
    expect(unconfirmed.exitCode).toBe(2);
    expect(unconfirmed.stderr).toContain('--yes');
    expect((await administer('destroy', 'care', '--yes')).exitCode).toBe(0);
    expect(JSON.parse((await administer('keys')).stdout).spaces[0].destroyedAt).toBeDefined();
  });

  it('says what is wrong when it may not, cannot or is asked nonsense', async () => {
    const wrongToken = await administer('keys', '--token', 'guessed');
    const nameless = await administer('create', 'Not A Space');
    const tokenless = await runDatalab(['keyholder', 'keys', '--keyholder', keyholder.url]);
    const second = await runDatalab(['keyholder', 'start', '--data', place.path('keys'), '--port', '0']);
    const runs = [wrongToken, nameless, tokenless, second];
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([2, 2, 2, 2]);
    expect(second.stderr).toContain('Another process');
  });
});

describe('datalab pseudonymise', () => {
  it('writes a delivery without identities, with its manifest next to it', async () => {
    const prepared = await prepareFile(20);
    const token = await grant(20);
    const run = await runDatalab(pseudonymise(prepared, '--json'), { DATALAB_KEYHOLDER_TOKEN: token });
    expect(run.exitCode).toBe(0);
    const { manifest, sha256 } = JSON.parse(run.stdout);
    expect(manifest).toMatchObject({
      space: 'edition:care',
      persons: 20,
      rows: { read: 20, accepted: 20, rejected: 0 },
      pseudonyms: { version: 1, keyFingerprint: await fingerprintAtKeyholder() },
    });
    expect(await readDelivery(prepared.out)).toEqual(manifest);
    const written = JSON.parse(await readFile(`${prepared.out}.manifest.json`, 'utf8'));
    expect(written).toEqual({ ...manifest, sha256 });
  });

  it('goes on where it stopped when the keyholder dies half-way and comes back', async () => {
    const persons = 3000;
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
    expect(run.stdout).toContain('3,000 rows about 3,000 persons');
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
    expect((await readdir(place.directory)).sort()).toEqual(['contract.yaml', 'keys', 'reports.csv']);
  });
});

/** The keyholder keeps a log, in which the first evaluation shows that the work has begun. */
async function untilEvaluated(): Promise<void> {
  for (;;) {
    const log = await readFile(place.path('keys/log.jsonl'), 'utf8');
    if (log.includes('"evaluated"')) return;
    await sleep(5);
  }
}
