import { concatBytes, equalBytes, textBytes, twoBytes, withLength } from './bytes.ts';
import { elementBytes, type Group, type KeyPair } from './group.ts';
import { OprfError } from './oprf-error.ts';

/** The proofs of RFC 9497 section 2.2: the same secret key lies under the public key and under a batch. */
export interface Proofs {
  /**
   * GenerateProof. Both lists have the same length, 1 to 65,535. `randomness` is a random scalar unless a
   * known answer is tested; used twice for different batches it gives the secret key away.
   */
  prove(
    keys: KeyPair,
    blinded: readonly Uint8Array[],
    evaluated: readonly Uint8Array[],
    randomness?: Uint8Array,
  ): Uint8Array;
  /** VerifyProof. False for a wrong key, a changed or reordered element, and anything malformed. */
  verify(
    publicKey: Uint8Array,
    blinded: readonly Uint8Array[],
    evaluated: readonly Uint8Array[],
    proof: Uint8Array,
  ): boolean;
}

interface Composites {
  readonly blinded: Uint8Array;
  readonly evaluated: Uint8Array;
}

/** Makes the proofs of one mode. `toScalar` is HashToScalar with that mode's own tag. */
export function createProofs(
  group: Group,
  context: Uint8Array,
  toScalar: (message: Uint8Array) => Uint8Array,
): Proofs {
  const seedTag = withLength(concatBytes(textBytes('Seed-'), context));

  function weights(
    publicKey: Uint8Array,
    blinded: readonly Uint8Array[],
    evaluated: readonly Uint8Array[],
  ): Uint8Array[] {
    const seed = group.hash(concatBytes(withLength(publicKey), seedTag));
    return pairs(blinded, evaluated).map(([before, after], index) =>
      toScalar(
        concatBytes(
          withLength(seed),
          twoBytes(index),
          withLength(before),
          withLength(after),
          textBytes('Composite'),
        ),
      ),
    );
  }

  function challenge(publicKey: Uint8Array, composites: Composites, ...commitments: Uint8Array[]) {
    const transcript = [publicKey, composites.blinded, composites.evaluated, ...commitments].map(withLength);
    return toScalar(concatBytes(...transcript, textBytes('Challenge')));
  }

  return {
    prove(keys, blinded, evaluated, randomness = group.randomScalar()) {
      const sum = weightedSum(group, weights(keys.publicKey, blinded, evaluated), blinded);
      const composites = { blinded: sum, evaluated: group.multiply(keys.secretKey, sum) };
      const commitments = [group.multiplyBase(randomness), group.multiply(randomness, sum)];
      const c = challenge(keys.publicKey, composites, ...commitments);
      return concatBytes(c, group.scalarSubtractProduct(randomness, c, keys.secretKey));
    },
    verify(publicKey, blinded, evaluated, proof) {
      if (proof.length !== 2 * elementBytes || blinded.length !== evaluated.length) return false;
      const [c, s] = [proof.subarray(0, elementBytes), proof.subarray(elementBytes)];
      return holds(() => {
        for (const scalar of [c, s]) group.checkScalar(scalar);
        const factors = weights(publicKey, blinded, evaluated);
        const composites = {
          blinded: weightedSum(group, factors, blinded),
          evaluated: weightedSum(group, factors, evaluated),
        };
        const first = group.add(group.multiplyBase(s), group.multiply(c, publicKey));
        const second = group.add(
          group.multiply(s, composites.blinded),
          group.multiply(c, composites.evaluated),
        );
        return equalBytes(challenge(publicKey, composites, first, second), c);
      });
    },
  };
}

function weightedSum(group: Group, factors: readonly Uint8Array[], elements: readonly Uint8Array[]) {
  return pairs(factors, elements)
    .map(([factor, element]) => group.multiply(factor, element))
    .reduce((sum, term) => group.add(sum, term));
}

function pairs(left: readonly Uint8Array[], right: readonly Uint8Array[]): [Uint8Array, Uint8Array][] {
  if (left.length !== right.length || left.length === 0 || left.length > 65_535) {
    throw new OprfError('invalid-input', 'A batch holds 1 to 65,535 elements and as many answers.');
  }
  return left.map((item, index) => [item, right[index] ?? item]);
}

function holds(check: () => boolean): boolean {
  try {
    return check();
  } catch (error) {
    if (error instanceof OprfError) return false;
    throw error;
  }
}
