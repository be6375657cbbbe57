import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateTown, people, type Town, type TownFile } from '@datalab/demo';
import { createKeyholderAdmin, createKeyholderClient } from '@datalab/keyholder/client';
import { startKeyholder } from '@datalab/keyholder/process';
import {
  createRecordKeys,
  createRekey,
  domainOf,
  keyFingerprint,
  pseudonymiseIdentities,
} from '@datalab/pseudonyms';
import { type Delivery, deliveriesRoutes } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import { type Contract, landDelivery, packDelivery, parseContract, readAreas } from '@datalab/warehouse';
import { type Client, signIn } from '../demo/src/story/client.ts';
import type { Attack, AttackContext, Outcome } from './attack.ts';

const edition = 'care-at-home-and-nuisance';
const space = `edition:${edition}`;
const refusals = ['deliveries.other-fingerprint', 'deliveries.no-fingerprint'];

/** What the delivery says of its key: the truth, or nothing, as deliveries of 0.1.0 do. */
const claims: readonly ((fingerprint: string) => string)[] = [(fingerprint) => fingerprint, () => ''];

interface Forgery {
  readonly contract: Contract;
  readonly directory: string;
  readonly out: string;
}

/**
 * A27: a keyholder that is not the one of the edition makes pre-pseudonyms under the same version and space. Once
 * landed they match no person of the other data sets, and every figure about people known to two partners is silently
 * wrong.
 */
async function otherKeyLands({ demo }: AttackContext): Promise<Outcome> {
  const directory = await mkdtemp(join(tmpdir(), 'datalab-other-key-'));
  const keyholder = await startKeyholder({ dataDir: join(directory, 'keyholder'), threads: 1 });
  try {
    const town = await generateTown({ outDir: directory });
    const file = town.files.find(({ dataset }) => dataset === 'nuisance-reports');
    const steward = people.find(
      ({ organisation, roles }) => organisation === file?.organisation && roles.includes('steward'),
    );
    if (file === undefined || steward === undefined) throw new Error('no steward delivers nuisance reports');
    const hub = await signIn(demo.url, steward.email, AbortSignal.timeout(300_000));
    const tries: { lands: boolean; landsUnprotected: boolean }[] = [];
    for (const claim of claims) {
      const forgery = await forge(town, file, { directory, keyholder, claim });
      const lands = await isLanded(hub, forgery.out);
      tries.push({ lands, landsUnprotected: await isLandedByVersionAlone(forgery) });
    }
    const share = (hit: (one: (typeof tries)[number]) => boolean) => tries.filter(hit).length / tries.length;
    return {
      unit: 'share of deliveries under another key of the same version that land',
      gained: share(({ lands }) => lands),
      baseline: 0,
      unprotected: share(({ landsUnprotected }) => landsUnprotected),
      margin: 0,
      tried: `${tries.length} deliveries made with another keyholder: one names its own key, one names none`,
    };
  } finally {
    await keyholder.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

interface Forger {
  readonly directory: string;
  readonly keyholder: Awaited<ReturnType<typeof startKeyholder>>;
  readonly claim: (fingerprint: string) => string;
}

async function forge(town: Town, file: TownFile, { directory, keyholder, claim }: Forger): Promise<Forgery> {
  const { url, adminToken } = keyholder;
  const admin = createKeyholderAdmin({ url, token: adminToken });
  await admin.createSpace(space);
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const { token } = await admin.grant(space, 'police', { declaredPersons: 1_000_000, expiresAt });
  const client = createKeyholderClient({ url, token });
  const { keyVersion, publicKey } = await client.key(space);
  const contract = parseContract(await readFile(file.contract, 'utf8'));
  const out = join(directory, 'forged.parquet');
  await packDelivery({
    file: file.path,
    contract,
    space,
    out,
    workDir: join(directory, 'work'),
    areas: await readAreas(town.areasFile, town.areaYear),
    pseudonymise: async (identities) =>
      (await pseudonymiseIdentities(identities, { keyholder: client, space, threads: 1 })).prePseudonyms,
    pseudonymLabel: {
      version: keyVersion,
      domain: domainOf(space),
      keyFingerprint: claim(keyFingerprint(publicKey)),
    },
  });
  return { contract, directory, out };
}

/** Through the hub, as the steward of the owner. A refusal for any other reason proves nothing, and is an error. */
async function isLanded(hub: Client, out: string): Promise<boolean> {
  const params = { edition, dataSet: 'nuisance-reports' };
  const sent = await hub.upload<Delivery>(deliveriesRoutes.deliver, params, out);
  for (;;) {
    const { state, problem, finishedAt } = await hub.call(deliveriesRoutes.getDelivery, {
      params: { edition, delivery: sent.id },
    });
    if (finishedAt !== null) {
      if (state === 'landed') return true;
      if (problem !== null && refusals.includes(problem.code)) return false;
      throw new Error(`the delivery ended as ${state}: ${problem?.code}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The same landing without the hub's look at the fingerprint: contract, space and label are all as they should be. */
async function isLandedByVersionAlone({ contract, directory, out }: Forgery): Promise<boolean> {
  const rekey = createRekey(randomBytes(32), { version: 1, domain: domainOf(space) });
  const recordSecret = randomBytes(32);
  const personKey = createRecordKeys(recordSecret);
  const { manifest, version } = await landDelivery({
    file: out,
    contract,
    space,
    areas: undefined,
    recordSecret,
    workDir: join(directory, 'work'),
    lakeDir: await mkdtemp(join(directory, 'lake-')),
    version: 'v0001',
    rekey: (prePseudonyms) => prePseudonyms.map(rekey),
    personKey: (pseudonyms) => pseudonyms.map(personKey),
  });
  const label = manifest.pseudonyms;
  return label?.version === 1 && label.domain === domainOf(space) && (version?.rows ?? 0) > 0;
}

const otherKey: Attack = {
  id: 'A27',
  title: 'Delivering under another key of the same version',
  on: 'server',
  turn: 'after',
  run: otherKeyLands,
};

export const otherKeyAttacks: readonly Attack[] = [otherKey];
