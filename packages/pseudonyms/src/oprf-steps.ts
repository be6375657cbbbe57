import { concatBytes, splitBytes, textBytes } from './bytes.ts';
import { elementBytes, type KeyPair, loadGroup } from './group.ts';
import { createOprf, type Oprf } from './oprf.ts';
import { OprfError } from './oprf-error.ts';

/** A batch of inputs made unreadable; `blinds` and `blinded` hold 32 bytes for each input, in order. */
export interface BlindedBatch {
  readonly blinds: Uint8Array;
  readonly blinded: Uint8Array;
}

/** The answer to a batch: 32 bytes for each element, in order, and the proof of 64 bytes. */
export interface EvaluatedBatch {
  readonly evaluated: Uint8Array;
  readonly proof: Uint8Array;
}

/** What is needed to turn an answer into outputs. */
export interface AnsweredBatch extends BlindedBatch, EvaluatedBatch {
  readonly inputs: readonly string[];
  readonly publicKey: Uint8Array;
}

/**
 * The three steps of a verifiable batch with packed bytes, so that they travel cheaply between threads and
 * parties. The first and the last belong to the party with the identities, the middle one to the keyholder.
 */
export interface OprfSteps {
  /** Blinds every input (as UTF-8) with a fresh random scalar of its own. */
  blind(inputs: readonly string[]): BlindedBatch;
  /** Evaluates packed elements and proves it. Throws `invalid-element`, `invalid-input`. */
  evaluate(keys: KeyPair, blinded: Uint8Array): EvaluatedBatch;
  /** Checks the proof, then gives a pre-pseudonym for every input. Throws `proof-refused`. */
  finish(answer: AnsweredBatch): string[];
}

/** Loads the group and gives the three steps, to run in the calling thread. */
export async function loadOprfSteps(): Promise<OprfSteps> {
  return createOprfSteps(createOprf(await loadGroup(), 'voprf'));
}

/** Makes the key pair of a keyholder from 32 secret random bytes and a public text. */
export async function deriveKeys(seed: Uint8Array, info: string): Promise<KeyPair> {
  return createOprf(await loadGroup(), 'voprf').deriveKeyPair(seed, textBytes(info));
}

function createOprfSteps(oprf: Oprf): OprfSteps {
  return {
    blind(inputs) {
      const blindings = inputs.map((input) => oprf.blind(textBytes(input)));
      return {
        blinds: concatBytes(...blindings.map(({ blind }) => blind)),
        blinded: concatBytes(...blindings.map(({ blinded }) => blinded)),
      };
    },
    evaluate(keys, blinded) {
      if (blinded.length % elementBytes !== 0) {
        throw new OprfError('invalid-input', `A batch is a multiple of ${elementBytes} bytes.`);
      }
      const answer = oprf.blindEvaluateBatch(keys, splitBytes(blinded, elementBytes));
      return { evaluated: concatBytes(...answer.evaluated), proof: answer.proof };
    },
    finish: (answer) => finish(oprf, answer),
  };
}

function finish(oprf: Oprf, answer: AnsweredBatch): string[] {
  const { inputs, publicKey, proof } = answer;
  const expectedBytes = inputs.length * elementBytes;
  if ([answer.blinds, answer.blinded, answer.evaluated].some((part) => part.length !== expectedBytes)) {
    throw new OprfError('invalid-input', 'The answer holds another number of elements than was asked.');
  }
  const evaluated = splitBytes(answer.evaluated, elementBytes);
  if (!oprf.verify(publicKey, splitBytes(answer.blinded, elementBytes), evaluated, proof)) {
    throw new OprfError(
      'proof-refused',
      'The keyholder answered with another key than the one it announced; nothing of this answer is used.',
    );
  }
  const outputs = oprf.finalizeBatch(
    inputs.map(textBytes),
    splitBytes(answer.blinds, elementBytes),
    evaluated,
  );
  return outputs.map((output) => Buffer.from(output.subarray(0, 32)).toString('base64url'));
}
