import { keyFingerprint } from '@datalab/pseudonyms';
import type { FailureParams } from '../../platform/errors/failure.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { DeliveriesDeps } from './deliveries.deps.ts';
import { findNewestKey, insertKey } from './keys.queries.ts';

/** The key that a keyholder says a space has. */
export interface AnnouncedKey {
  readonly keyVersion: number;
  /** Hexadecimal. */
  readonly publicKey: string;
}

export interface KeyPlace {
  readonly space: string;
  readonly edition: string;
  /** Null for the hub itself. */
  readonly actor: Actor | null;
}

/** Either the key that belongs to its version, or what is wrong with it, for the text that people get. */
export type JudgedKey =
  | { readonly isSame: true; readonly fingerprint: string }
  | { readonly isSame: false; readonly params: FailureParams };

/**
 * Compares the key that a keyholder announces with what the hub recorded when it first met that version.
 * The keyholder counts the versions and can reuse a number for another key: after a loss, from a copy, or on purpose.
 */
export async function judgeKey(
  deps: Pick<DeliveriesDeps, 'db' | 'record' | 'now'>,
  place: KeyPlace,
  { keyVersion, publicKey }: AnnouncedKey,
): Promise<JudgedKey> {
  const found = keyFingerprint(new Uint8Array(Buffer.from(publicKey, 'hex')));
  const newest = await findNewestKey(deps.db, place.space);
  if (newest === undefined || newest.key_version < keyVersion) {
    await writeDown(deps, place, keyVersion, found);
  }
  const recorded = await findNewestKey(deps.db, place.space);
  const isSame = recorded?.key_version === keyVersion && recorded.fingerprint === found;
  if (isSame) return { isSame, fingerprint: found };
  const params = {
    version: recorded?.key_version ?? keyVersion,
    recorded: shortMark(recorded?.fingerprint ?? ''),
    found: shortMark(found),
  };
  return { isSame, params };
}

/** Enough of a fingerprint to tell two keys apart in a sentence. */
export function shortMark(fingerprint: string): string {
  return fingerprint.slice(0, 16);
}

/** The first delivery decides; a delivery at the same moment is compared with that. */
async function writeDown(
  { db, record, now }: Pick<DeliveriesDeps, 'db' | 'record' | 'now'>,
  { space, edition, actor }: KeyPlace,
  keyVersion: number,
  fingerprint: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const key = { space, key_version: keyVersion, fingerprint, recorded_at: now() };
    if (!(await insertKey(tx, key))) return;
    await record(tx, {
      actor,
      action: 'deliveries.key-recorded',
      subject: `space/${space}`,
      edition,
      details: { keyVersion, fingerprint },
    });
  });
}
