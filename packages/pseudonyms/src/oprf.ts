import { concatBytes, equalBytes, textBytes, twoBytes, withLength } from './bytes.ts';
import { expandMessage } from './expand-message.ts';
import type { Group, KeyPair } from './group.ts';
import { OprfError } from './oprf-error.ts';
import { createProofs, type Proofs } from './proof.ts';

/** An input made unreadable: `blinded` goes to the other party, `blind` stays here and is used once. */
export interface Blinding {
  readonly blind: Uint8Array;
  readonly blinded: Uint8Array;
}

/** The answer to a batch of blinded elements, with one proof (64 bytes) for all of them. */
export interface ProvenEvaluation {
  readonly evaluated: readonly Uint8Array[];
  readonly proof: Uint8Array;
}

/** Mode 0 of RFC 9497 gives no proof, mode 1 proves which key was used. Outputs of the two modes differ. */
export type OprfMode = 'oprf' | 'voprf';

/** One mode of RFC 9497 over ristretto255 with SHA-512. */
export interface Oprf extends Proofs {
  /** DeriveKeyPair (3.2.1). `seed` is 32 secret random bytes, `info` at most 65,535 bytes and public. */
  deriveKeyPair(seed: Uint8Array, info: Uint8Array): KeyPair;
  /** Blind (3.3.1). `input` is at most 65,535 bytes. `blind` is random unless a known answer is tested. */
  blind(input: Uint8Array, blind?: Uint8Array): Blinding;
  /** BlindEvaluate (3.3.1) of one element, without proof. Throws `invalid-element`. */
  blindEvaluate(secretKey: Uint8Array, blinded: Uint8Array): Uint8Array;
  /** BlindEvaluate (3.3.2) of a batch with its proof. Throws `invalid-element`, `invalid-input`. */
  blindEvaluateBatch(
    keys: KeyPair,
    blinded: readonly Uint8Array[],
    proofRandomness?: Uint8Array,
  ): ProvenEvaluation;
  /**
   * Finalize (3.3.1) of a batch: 64 bytes of output for each input. The lists have the same length and order.
   * Check the proof before, once for the batch. Throws `invalid-element`, `invalid-scalar`, `invalid-input`.
   */
  finalizeBatch(
    inputs: readonly Uint8Array[],
    blinds: readonly Uint8Array[],
    evaluated: readonly Uint8Array[],
  ): Uint8Array[];
  /** Evaluate (3.3.1): the same output by the holder of the key that knows the input. */
  evaluate(secretKey: Uint8Array, input: Uint8Array): Uint8Array;
}

/** Builds one mode of the protocol on a loaded group. Pure: it keeps no state between calls. */
export function createOprf(group: Group, mode: OprfMode): Oprf {
  const context = contextString(mode);
  const groupTag = concatBytes(textBytes('HashToGroup-'), context);
  const scalarTag = concatBytes(textBytes('HashToScalar-'), context);
  const keyTag = concatBytes(textBytes('DeriveKeyPair'), context);
  const toScalar = (message: Uint8Array, tag: Uint8Array) =>
    group.scalarFromUniform(expandMessage(group.hash, message, tag));
  const toElement = (input: Uint8Array) => {
    checkInput(input);
    return group.elementFromUniform(expandMessage(group.hash, input, groupTag));
  };
  const output = (input: Uint8Array, element: Uint8Array) =>
    group.hash(concatBytes(withLength(input), withLength(element), textBytes('Finalize')));
  const proofs = createProofs(group, context, (message) => toScalar(message, scalarTag));

  return {
    ...proofs,
    deriveKeyPair: (seed, info) => deriveKeyPair(group, (message) => toScalar(message, keyTag), seed, info),
    blind: (input, blind = group.randomScalar()) => ({
      blind,
      blinded: group.multiply(blind, toElement(input)),
    }),
    blindEvaluate: group.multiply,
    blindEvaluateBatch(keys, blinded, proofRandomness) {
      const evaluated = blinded.map((element) => group.multiply(keys.secretKey, element));
      return { evaluated, proof: proofs.prove(keys, blinded, evaluated, proofRandomness) };
    },
    finalizeBatch(inputs, blinds, evaluated) {
      const inverses = group.scalarInvertAll(blinds);
      return inputs.map((input, index) => {
        const [inverse, element] = [inverses[index], evaluated[index]];
        if (!inverse || !element) throw new OprfError('invalid-input', 'An input has no blind or no answer.');
        checkInput(input);
        return output(input, group.multiply(inverse, element));
      });
    },
    evaluate: (secretKey, input) => output(input, group.multiply(secretKey, toElement(input))),
  };
}

function contextString(mode: OprfMode): Uint8Array {
  return concatBytes(
    textBytes('OPRFV1-'),
    Uint8Array.of(mode === 'oprf' ? 0 : 1),
    textBytes('-ristretto255-SHA512'),
  );
}

function checkInput(input: Uint8Array): void {
  if (input.length > 65_535) {
    throw new OprfError('invalid-input', 'An input of the protocol is longer than 65,535 bytes.');
  }
}

function deriveKeyPair(
  group: Group,
  toScalar: (message: Uint8Array) => Uint8Array,
  seed: Uint8Array,
  info: Uint8Array,
): KeyPair {
  if (seed.length !== 32) throw new OprfError('invalid-input', 'A key seed is exactly 32 bytes.');
  const message = concatBytes(seed, twoBytes(info.length), info);
  for (let counter = 0; counter <= 255; counter += 1) {
    const secretKey = toScalar(concatBytes(message, Uint8Array.of(counter)));
    if (!equalBytes(secretKey, new Uint8Array(32))) {
      return { secretKey, publicKey: group.multiplyBase(secretKey) };
    }
  }
  throw new OprfError('invalid-input', 'No key follows from this seed; take another.');
}
