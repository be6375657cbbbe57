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
  /**
   * scalar * element, with its own check: throws `invalid-element` unless the bytes are the canonical form of
   * an element and the result is not the identity, so with a scalar that is not zero no further check is due.
   */
  multiply(scalar: Uint8Array, element: Uint8Array): Uint8Array;
  /** left + right. Throws `invalid-element` when either is no element. */
  add(left: Uint8Array, right: Uint8Array): Uint8Array;
  /** left - right * factor, of scalars. */
  scalarSubtractProduct(left: Uint8Array, right: Uint8Array, factor: Uint8Array): Uint8Array;
  /** The inverses of scalars, for the price of one inversion. Throws `invalid-scalar` if any is zero. */
  scalarInvertAll(scalars: readonly Uint8Array[]): Uint8Array[];
  /** Throws `invalid-scalar` unless the bytes are a scalar below the group order. */
  checkScalar(bytes: Uint8Array): void;
}

/** A secret scalar and the element that announces it. */
export interface KeyPair {
  readonly secretKey: Uint8Array;
  readonly publicKey: Uint8Array;
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
    scalarInvertAll,
    checkScalar,
  };
}

function randomScalar(): Uint8Array {
  for (;;) {
    const scalar = sodium.crypto_core_ristretto255_scalar_reduce(crypto.getRandomValues(new Uint8Array(64)));
    if (!sodium.is_zero(scalar)) return scalar;
  }
}

/** Montgomery's trick: invert the product of all, then peel off one factor at a time from the end. */
function scalarInvertAll(scalars: readonly Uint8Array[]): Uint8Array[] {
  const multiply = sodium.crypto_core_ristretto255_scalar_mul;
  const productsBefore: Uint8Array[] = [];
  let product = Uint8Array.of(1, ...new Uint8Array(31));
  for (const scalar of scalars) {
    productsBefore.push(product);
    product = new Uint8Array(multiply(product, scalar));
  }
  let rest = refuseAs('invalid-scalar', () => sodium.crypto_core_ristretto255_scalar_invert(product));
  const inverses: Uint8Array[] = [];
  for (const [index, scalar] of [...scalars.entries()].reverse()) {
    inverses.push(multiply(rest, productsBefore[index] ?? product));
    rest = multiply(rest, scalar);
  }
  return inverses.reverse();
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
