import { hash } from 'node:crypto';

/**
 * What a pseudonym says about itself: `version` of the key it was made with (from 1) and `domain`, the
 * short name of the space it is valid in. Pseudonyms with different labels are never compared.
 */
export interface PseudonymLabel {
  readonly version: number;
  readonly domain: string;
}

/** A stored pseudonym taken apart. `value` is 22 characters base64url (16 bytes). */
export interface Pseudonym extends PseudonymLabel {
  readonly value: string;
}

/** The domain of a space such as `edition:care-and-nuisance`: 8 hexadecimal characters of its SHA-256. */
export function domainOf(space: string): string {
  return hash('sha256', `datalab domain:${space}`).slice(0, 8);
}

/**
 * By which people compare keys: SHA-256 of the 32 bytes of a public key, 64 lower-case hexadecimal characters. Two
 * deliveries can be linked only when the fingerprints of their keys are equal, whatever versions they claim.
 */
export function keyFingerprint(publicKey: Uint8Array): string {
  return hash('sha256', publicKey);
}

/** `p<version>.<domain>.<value>`: how a pseudonym is stored. Throws RangeError for a label it cannot hold. */
export function formatPseudonym(pseudonym: Pseudonym): string {
  return `${labelPrefix(pseudonym)}${pseudonym.value}`;
}

/** Takes a stored pseudonym apart, or gives undefined when the text is not one. */
export function parsePseudonym(text: string): Pseudonym | undefined {
  const match = /^p([1-9]\d{0,8})\.([a-z0-9-]{1,64})\.([A-Za-z0-9_-]{21}[AQgw])$/.exec(text);
  const [, version, domain, value] = match ?? [];
  if (version === undefined || domain === undefined || value === undefined) return undefined;
  return { version: Number(version), domain, value };
}

/** Everything of a stored pseudonym before its value. */
export function labelPrefix({ version, domain }: PseudonymLabel): string {
  if (!Number.isSafeInteger(version) || version < 1 || version > 999_999_999) {
    throw new RangeError(`The version of a pseudonym is a whole number from 1, not ${version}.`);
  }
  if (!/^[a-z0-9-]{1,64}$/.test(domain)) {
    throw new RangeError('The domain of a pseudonym is 1 to 64 lower-case letters, digits and hyphens.');
  }
  return `p${version}.${domain}.`;
}
