import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createKeyholderClient } from '@datalab/keyholder/client';
import { domainOf, keyFingerprint, pseudonymiseIdentities, type SpaceKey } from '@datalab/pseudonyms';
import { type Delivery, deliveriesRoutes } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import {
  type AreaDivision,
  namesPersons,
  type PrePseudonymLabel,
  packDelivery,
  parseContract,
} from '@datalab/warehouse';
import type { Town, TownFile } from '../town.ts';
import type { Client } from './client.ts';

export interface DeliveryStory {
  readonly edition: string;
  readonly town: Town;
  readonly areas: AreaDivision;
  /** Where a partner keeps the delivery it makes. */
  readonly directory: string;
  readonly signal: AbortSignal;
  readonly onProgress: (share: number) => void;
}

/** One partner delivers one file: pseudonymised on its own side, then handed to the hub and followed until it landed. */
export async function deliverFile(steward: Client, file: TownFile, story: DeliveryStory): Promise<void> {
  await handOver(steward, file, await prepareFile(steward, file, story), story);
}

/** What a partner does on its own side. Returns the file to hand over. */
export async function prepareFile(steward: Client, file: TownFile, story: DeliveryStory): Promise<string> {
  const contract = parseContract(await readFile(file.contract, 'utf8'));
  const hasPersons = namesPersons(contract);
  const out = join(story.directory, `${file.dataset}.parquet`);
  await mkdir(story.directory, { recursive: true });
  if (!hasPersons) return file.path;
  await pseudonymiseFile(steward, file, out, story);
  return out;
}

export async function handOver(
  steward: Client,
  { dataset }: TownFile,
  prepared: string,
  { edition, signal }: DeliveryStory,
): Promise<void> {
  const params = { edition, dataSet: dataset };
  const delivery = await steward.upload<Delivery>(deliveriesRoutes.deliver, params, prepared);
  await followDelivery(steward, delivery, signal);
}

async function pseudonymiseFile(
  steward: Client,
  file: TownFile,
  out: string,
  story: DeliveryStory,
): Promise<void> {
  const { edition, areas, directory, signal, onProgress } = story;
  const declaredPersons = story.town.truth.rows[file.dataset].persons;
  const grant = await steward.call(deliveriesRoutes.grantKeyholder, {
    params: { edition, dataSet: file.dataset },
    body: { declaredPersons },
  });
  const keyholder = createKeyholderClient({ url: grant.keyholderUrl, token: grant.token });
  let key: SpaceKey | undefined;
  await packDelivery({
    file: file.path,
    contract: parseContract(await readFile(file.contract, 'utf8')),
    areas,
    space: grant.space,
    out,
    workDir: directory,
    signal,
    pseudonymise: async (identities) => {
      const made = await pseudonymiseIdentities(identities, {
        keyholder,
        space: grant.space,
        signal,
        onProgress: (done, total) => onProgress(done / total),
      });
      key = made;
      return made.prePseudonyms;
    },
    pseudonymLabel: () => labelOf(grant.space, key),
  });
}

function labelOf(space: string, key: SpaceKey | undefined): PrePseudonymLabel {
  if (key === undefined) throw new Error('No person was pseudonymised yet, so no key is known.');
  const { keyVersion: version, publicKey } = key;
  return { version, domain: domainOf(space), keyFingerprint: keyFingerprint(publicKey) };
}

export async function followDelivery(
  steward: Client,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<void> {
  const params = { edition: delivery.edition, delivery: delivery.id };
  for (;;) {
    const { state, problem } = await steward.call(deliveriesRoutes.getDelivery, { params });
    if (state === 'landed') return;
    if (state === 'refused' || state === 'failed' || state === 'cancelled') {
      throw new Error(`${delivery.dataSet} was not landed: ${problem?.code ?? state}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    signal.throwIfAborted();
  }
}
