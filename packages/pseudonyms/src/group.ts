import sodium from 'libsodium-wrappers-sumo';
import { concatBytes, equalBytes } from './bytes.ts';
import { OprfError } from './oprf-error.ts';

/** Bytes of a serialised group element and of a scalar of ristretto255 (RFC 9496). */
export const elementBytes = 32;

/**
 * The group ristretto255 as RFC 9497 section 4.1 uses it. Elements are their 32 canonical bytes, scalars
 * 32 little-endian bytes below the group order. The arithmetic is libsodium's, in WebAssembly.
 */
export interface Group {
  /** SHA-512 of the bytes. */
  hash(bytes: Uint8Array): Uint8Array;
  /** Maps 64 uniform bytes to an element (RFC 9496 section 4.3.4). */
  elementFromUniform(uniform: Uint8Array): Uint8Array;
  /** Reduces 64 uniform little-endian bytes to a scalar. */
  scalarFromUniform(uniform: Uint8Array): Uint8Array;
  /** A random scalar that is not zero, from the CSPRNG of the platform. */
  randomScalar(): Uint8Array;
  /** scalar * generator. Throws `invalid-scalar` when the scalar is zero. */
  multiplyBase(scalar: Uint8Array): Uint8Array;
  /** scalar * element. Throws `invalid-element` when the result is the identity or the element is no element. */
  multiply(scalar: Uint8Array, element: Uint8Array): Uint8Array;
  /** left + right. Throws `invalid-element` when either is no element. */
  add(left: Uint8Array, right: Uint8Array): Uint8Array;
  /** left - right * factor, of scalars. */
  scalarSubtractProduct(left: Uint8Array, right: Uint8Array, factor: Uint8Array): Uint8Array;
  /** The inverse of a scalar. Throws `invalid-scalar` for zero. */
  scalarInvert(scalar: Uint8Array): Uint8Array;
  /** Throws `invalid-element` unless the bytes are the canonical form of an element other than the identity. */
  checkElement(bytes: Uint8Array): void;
  /** Throws `invalid-scalar` unless the bytes are a scalar below the group order. */
  checkScalar(bytes: Uint8Array): void;
}

/** Loads the WebAssembly module (about 10 ms, once) and gives the group. */
export async function loadGroup(): Promise<Group> {
  await sodium.ready;
  return {
    hash: (bytes) => sodium.crypto_hash_sha512(bytes),
    elementFromUniform: (uniform) => sodium.crypto_core_ristretto255_from_hash(uniform),
    scalarFromUniform: (uniform) => sodium.crypto_core_ristretto255_scalar_reduce(uniform),
    randomScalar,
    multiplyBase: (scalar) =>
      refuseAs('invalid-scalar', () => sodium.crypto_scalarmult_ristretto255_base(scalar)),
    multiply: (scalar, element) =>
      refuseAs('invalid-element', () => sodium.crypto_scalarmult_ristretto255(scalar, element)),
    add: (left, right) => refuseAs('invalid-element', () => sodium.crypto_core_ristretto255_add(left, right)),
    scalarSubtractProduct: (left, right, factor) =>
      sodium.crypto_core_ristretto255_scalar_sub(
        left,
        sodium.crypto_core_ristretto255_scalar_mul(right, factor),
      ),
    scalarInvert: (scalar) =>
      refuseAs('invalid-scalar', () => sodium.crypto_core_ristretto255_scalar_invert(scalar)),
    checkElement,
    checkScalar,
  };
}

function randomScalar(): Uint8Array {
  for (;;) {
    const scalar = sodium.crypto_core_ristretto255_scalar_reduce(sodium.randombytes_buf(64));
    if (!sodium.is_zero(scalar)) return scalar;
  }
}

function checkElement(bytes: Uint8Array): void {
  const isElement =
    bytes.length === elementBytes &&
    !sodium.is_zero(bytes) &&
    sodium.crypto_core_ristretto255_is_valid_point(bytes);
  if (!isElement) {
    throw new OprfError('invalid-element', 'These bytes are not a group element that may be used.');
  }
}

function checkScalar(bytes: Uint8Array): void {
  const isScalar =
    bytes.length === elementBytes &&
    equalBytes(sodium.crypto_core_ristretto255_scalar_reduce(concatBytes(bytes, new Uint8Array(32))), bytes);
  if (!isScalar) throw new OprfError('invalid-scalar', 'These bytes are not a scalar of the group.');
}

function refuseAs(code: 'invalid-element' | 'invalid-scalar', operation: () => Uint8Array): Uint8Array {
  try {
    return operation();
  } catch {
    throw new OprfError(code, `The group operation refused its input (${code}).`);
  }
}
