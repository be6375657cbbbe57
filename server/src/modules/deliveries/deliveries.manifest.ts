import { domainOf } from '@datalab/pseudonyms';
import { type Contract, type DeliveryManifest, readDelivery, UnusableFileError } from '@datalab/warehouse';
import { z } from 'zod';
import { rowCounts } from './deliveries.contract.ts';
import type { DeliveriesDeps } from './deliveries.deps.ts';
import { judgeKey, shortMark } from './deliveries.keys.ts';
import { DeliveryRefused } from './deliveries.problems.ts';

export interface Expected {
  readonly contract: Contract;
  readonly space: string;
}

/** A manifest comes from outside: its numbers are only used after this. */
const counts = rowCounts
  .extend({ read: z.int().min(0), accepted: z.int().min(0), rejected: z.int().min(0) })
  .refine(({ read, accepted, rejected }) => read === accepted + rejected);

/**
 * The manifest of a file that was made into a delivery at the partner; undefined for another file when the
 * data set holds no persons and may come as it is.
 */
export async function findManifest(
  file: string,
  fileName: string,
  needsPseudonyms: boolean,
): Promise<DeliveryManifest | undefined> {
  try {
    return await readDelivery(file, fileName);
  } catch (error) {
    const isOther = error instanceof UnusableFileError && error.code === 'delivery.invalid';
    if (isOther && !needsPseudonyms) return undefined;
    throw error;
  }
}

/** Made for this data set, this version of its contract and this edition; or refused with which of them is not. */
export function requireExpected(manifest: DeliveryManifest, { contract, space }: Expected): void {
  const made = manifest.contract;
  if (made.id !== contract.id) {
    throw new DeliveryRefused('deliveries.other-data-set', { made: text(made.id), agreed: contract.id });
  }
  if (made.version !== contract.version) {
    throw new DeliveryRefused('deliveries.other-contract-version', {
      made: text(made.version),
      agreed: contract.version,
    });
  }
  if (manifest.space !== space) {
    throw new DeliveryRefused('deliveries.other-edition', { made: text(manifest.space), agreed: space });
  }
  if (!counts.safeParse(manifest.rows).success) {
    throw new DeliveryRefused('deliveries.not-a-delivery');
  }
}

const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * The key version of the pre-pseudonyms: the one the keyholder has for this space now, with the very key that everybody
 * else in the edition has. What the keyholder says and what the delivery says are each compared with what was recorded.
 */
export async function requireCurrentKey(
  deps: Pick<DeliveriesDeps, 'db' | 'record' | 'now' | 'keyholder'>,
  manifest: DeliveryManifest,
  { space, edition }: { readonly space: string; readonly edition: string },
): Promise<number> {
  const spaces = await deps.keyholder.admin.listSpaces();
  const key = spaces.find((one) => one.space === space && one.destroyedAt === undefined);
  const label = manifest.pseudonyms;
  if (!key || label?.version !== key.keyVersion || label.domain !== domainOf(space)) {
    throw new DeliveryRefused('deliveries.other-key');
  }
  const made = fingerprint.safeParse(label.keyFingerprint);
  if (!made.success) throw new DeliveryRefused('deliveries.no-fingerprint');
  const judged = await judgeKey(deps, { space, edition, actor: null }, key);
  if (!judged.isSame) throw new DeliveryRefused('deliveries.keyholder-changed', judged.params);
  if (made.data !== judged.fingerprint) {
    throw new DeliveryRefused('deliveries.other-fingerprint', {
      version: key.keyVersion,
      made: shortMark(made.data),
      recorded: shortMark(judged.fingerprint),
    });
  }
  return key.keyVersion;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 100) : '';
}
