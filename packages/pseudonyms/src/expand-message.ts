import { concatBytes, twoBytes } from './bytes.ts';
import type { Group } from './group.ts';

const blockBytes = 128;
const digestBytes = 64;

/**
 * expand_message_xmd of RFC 9380 section 5.3.1 with SHA-512, for exactly 64 bytes of output: the only
 * length that ristretto255-SHA512 asks for, so one block. `tag` is the domain separation tag, at most 255
 * bytes.
 */
export function expandMessage(hash: Group['hash'], message: Uint8Array, tag: Uint8Array): Uint8Array {
  const tagPrime = concatBytes(tag, Uint8Array.of(tag.length));
  const first = hash(
    concatBytes(new Uint8Array(blockBytes), message, twoBytes(digestBytes), Uint8Array.of(0), tagPrime),
  );
  return hash(concatBytes(first, Uint8Array.of(1), tagPrime));
}
