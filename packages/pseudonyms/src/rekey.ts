import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { checkIdentity } from './identity.ts';
import { labelPrefix, type PseudonymLabel } from './label.ts';

/** What a secret of a space is for. Secrets of different purposes tell nothing about each other. */
export type SecretPurpose = 'pseudonyms' | 'record-keys';

/**
 * The secret of one space for one purpose: 32 bytes, HKDF-SHA-256 (RFC 5869) from a master secret of at
 * least 32 random bytes. The same input always gives the same secret, so a space is only forgotten when the
 * master is, or when the other party destroys its key.
 */
export function deriveSpaceSecret(master: Uint8Array, space: string, purpose: SecretPurpose): Uint8Array {
  checkSecret(master);
  return new Uint8Array(hkdfSync('sha256', master, 'datalab space secret', `${purpose}\0${space}`, 32));
}

/**
 * The hub's half of a pseudonym: turns a pre-pseudonym (43 characters base64url) into the stored pseudonym,
 * HMAC-SHA-256 cut to 16 bytes, so that a party with only the pre-pseudonym cannot find it in the store. `secret` is 32
 * bytes or more. The function throws RangeError, without showing it, for a text that is no pre-pseudonym: an identity
 * that was never blinded must not be stored under a pseudonym.
 */
export function createRekey(secret: Uint8Array, label: PseudonymLabel): (prePseudonym: string) => string {
  const pseudonymFor = keyedPseudonym(secret, label, 'datalab pseudonym');
  return (prePseudonym) => {
    if (!isPrePseudonym(prePseudonym)) {
      throw new RangeError(
        'A value of the pseudonym column is not a pre-pseudonym: 43 characters base64url.',
      );
    }
    return pseudonymFor(prePseudonym);
  };
}

/**
 * Pseudonyms inside one organisation's own warehouse, where no other party takes part and no second party is needed:
 * HMAC-SHA-256 of the identity cut to 16 bytes. A party with `secret` (32 bytes or more) can try all identities, so
 * this protects against a reader of the warehouse, not against its keeper. The function throws OprfError
 * `invalid-input` for an empty identity.
 */
export function createLocalPseudonyms(
  secret: Uint8Array,
  label: PseudonymLabel,
): (identity: string) => string {
  const pseudonymFor = keyedPseudonym(secret, label, 'datalab local pseudonym');
  return (identity) => {
    checkIdentity(identity);
    return pseudonymFor(identity);
  };
}

/**
 * Record keys for the cell-key method: a whole number from 0 to 2^32 - 1 for a text (a pseudonym, or the
 * content of a record), uniform and the same every time, from HMAC-SHA-256 with `secret` (32 bytes or more).
 */
export function createRecordKeys(secret: Uint8Array): (text: string) => number {
  const key = secretKey(secret);
  return (text) => createHmac('sha256', key).update(`datalab record key\0${text}`).digest().readUInt32BE(0);
}

/** Whether a text has the form of a pre-pseudonym: 32 bytes as 43 characters of canonical base64url. */
export function isPrePseudonym(text: string): boolean {
  return /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(text);
}

function keyedPseudonym(secret: Uint8Array, label: PseudonymLabel, use: string): (text: string) => string {
  const key = secretKey(secret);
  const prefix = labelPrefix(label);
  const context = `${use}\0${prefix}\0`;
  return (text) => {
    const digest = createHmac('sha256', key)
      .update(context + text)
      .digest();
    return prefix + digest.toString('base64url', 0, 16);
  };
}

function secretKey(secret: Uint8Array): KeyObject {
  checkSecret(secret);
  return createSecretKey(secret);
}

function checkSecret(secret: Uint8Array): void {
  if (secret.length < 32) throw new RangeError('A secret is at least 32 random bytes.');
}
