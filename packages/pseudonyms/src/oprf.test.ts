import { ristretto255_oprf as noble } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../tools/effort.ts';
import { concatBytes, textBytes } from './bytes.ts';
import { loadGroup } from './group.ts';
import { createOprf } from './oprf.ts';
import { oprfVectors, voprfVectors } from './oprf-vectors.testing.ts';

const group = await loadGroup();
const oprf = createOprf(group, 'oprf');
const voprf = createOprf(group, 'voprf');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const unhex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const finalize = (input: Uint8Array, blind: Uint8Array, evaluated: Uint8Array) =>
  voprf.finalizeBatch([input], [blind], [evaluated])[0] ?? new Uint8Array();
const seed = new Uint8Array(32).fill(0xa3);
const info = textBytes('test key');
const keys = voprf.deriveKeyPair(seed, info);
const otherKeys = voprf.deriveKeyPair(new Uint8Array(32).fill(7), info);
/** 2^252 + 27742317777372353535851937790883648493, little-endian. */
const groupOrder = unhex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');

describe('the published vectors of RFC 9497 A.1.1', () => {
  it('derives the key', () => {
    expect(hex(oprf.deriveKeyPair(seed, info).secretKey)).toBe(oprfVectors.secretKey);
  });
  it.each(oprfVectors.cases)('blinds, evaluates and finalizes input $input', (vector) => {
    const secretKey = unhex(oprfVectors.secretKey);
    const input = unhex(vector.input);
    const { blind, blinded } = oprf.blind(input, unhex(vector.blind));
    expect(hex(blinded)).toBe(vector.blinded);
    const evaluated = oprf.blindEvaluate(secretKey, blinded);
    expect(hex(evaluated)).toBe(vector.evaluated);
    expect(oprf.finalizeBatch([input], [blind], [evaluated]).map(hex)).toEqual([vector.output]);
    expect(hex(oprf.evaluate(secretKey, input))).toBe(vector.output);
  });
});

describe('the published vectors of RFC 9497 A.1.2', () => {
  it('derives the key pair', () => {
    expect(hex(keys.secretKey)).toBe(voprfVectors.secretKey);
    expect(hex(keys.publicKey)).toBe(voprfVectors.publicKey);
  });
  it.each(voprfVectors.cases)('proves, verifies and finalizes a batch (%#)', (vector) => {
    const inputs = vector.inputs.map(unhex);
    const blindings = inputs.map((input, index) => voprf.blind(input, unhex(vector.blinds[index] ?? '')));
    const blinded = blindings.map((blinding) => blinding.blinded);
    expect(blinded.map(hex)).toEqual(vector.blinded);
    const answer = voprf.blindEvaluateBatch(keys, blinded, unhex(vector.proofRandomness));
    expect(answer.evaluated.map(hex)).toEqual(vector.evaluated);
    expect(hex(answer.proof)).toBe(vector.proof);
    expect(voprf.verify(keys.publicKey, blinded, answer.evaluated, answer.proof)).toBe(true);
    const outputs = voprf.finalizeBatch(
      inputs,
      blindings.map(({ blind }) => blind),
      answer.evaluated,
    );
    expect(outputs.map(hex)).toEqual(vector.outputs);
  });
});

describe('an independent implementation', () => {
  const inputs = ['', 'a', '123456782', 'é'.repeat(300)].map(textBytes);

  it('evaluates what is blinded here, and its proof is accepted here', () => {
    const blindings = inputs.map((input) => voprf.blind(input));
    const blinded = blindings.map((blinding) => blinding.blinded);
    const theirs = noble.voprf.blindEvaluateBatch(keys.secretKey, keys.publicKey, blinded);
    expect(voprf.verify(keys.publicKey, blinded, theirs.evaluated, theirs.proof)).toBe(true);
    for (const [index, input] of inputs.entries()) {
      const blind = blindings[index]?.blind ?? new Uint8Array();
      const evaluated = theirs.evaluated[index] ?? new Uint8Array();
      expect(hex(finalize(input, blind, evaluated))).toBe(hex(voprf.evaluate(keys.secretKey, input)));
    }
  });

  it('accepts the evaluation and the proof made here and finds the same output', () => {
    const theirs = inputs.map((input) => ({ input, ...noble.voprf.blind(input) }));
    const blinded = theirs.map((item) => item.blinded);
    const answer = voprf.blindEvaluateBatch(keys, blinded);
    const items = theirs.map((item, index) => ({
      ...item,
      evaluated: answer.evaluated[index] ?? new Uint8Array(),
    }));
    const outputs = noble.voprf.finalizeBatch(items, keys.publicKey, answer.proof);
    expect(outputs.map(hex)).toEqual(inputs.map((input) => hex(voprf.evaluate(keys.secretKey, input))));
  });

  it('agrees on mode 0', () => {
    for (const input of inputs) {
      const { blind, blinded } = noble.oprf.blind(input);
      const evaluated = oprf.blindEvaluate(keys.secretKey, blinded);
      const output = noble.oprf.finalize(input, blind, evaluated);
      expect(hex(output)).toBe(hex(oprf.evaluate(keys.secretKey, input)));
    }
  });
});

describe('what is refused', () => {
  const inputs = ['one', 'two', 'three'].map(textBytes);
  const blinded = inputs.map((input) => voprf.blind(input).blinded);
  const { evaluated, proof } = voprf.blindEvaluateBatch(keys, blinded);

  it('a proof of another key', () => {
    const other = voprf.blindEvaluateBatch(otherKeys, blinded);
    expect(voprf.verify(keys.publicKey, blinded, other.evaluated, other.proof)).toBe(false);
    expect(voprf.verify(otherKeys.publicKey, blinded, evaluated, proof)).toBe(false);
  });
  it('one answer made with another key inside an honest batch', () => {
    const changed = evaluated.with(
      1,
      voprf.blindEvaluate(otherKeys.secretKey, blinded[1] ?? new Uint8Array()),
    );
    expect(voprf.verify(keys.publicKey, blinded, changed, proof)).toBe(false);
    expect(voprf.verify(keys.publicKey, blinded, changed, voprf.prove(keys, blinded, changed))).toBe(false);
  });
  it('answers in another order, or one short', () => {
    expect(voprf.verify(keys.publicKey, blinded, evaluated.toReversed(), proof)).toBe(false);
    expect(voprf.verify(keys.publicKey, blinded, evaluated.slice(1), proof)).toBe(false);
    expect(voprf.verify(keys.publicKey, [], [], proof)).toBe(false);
  });
  it('a proof with any one byte changed', () => {
    fc.assert(
      fc.property(fc.nat(63), fc.integer({ min: 1, max: 255 }), (position, change) => {
        const changed = proof.slice();
        changed[position] = (changed[position] ?? 0) ^ change;
        expect(voprf.verify(keys.publicKey, blinded, evaluated, changed)).toBe(false);
      }),
      { numRuns: runs(40, 400) },
    );
  });
  it('a proof that is not reduced, empty or zero', () => {
    const c = proof.slice(0, 32);
    const s = proof.slice(32);
    const unreduced = addLittleEndian(s, groupOrder);
    expect(voprf.verify(keys.publicKey, blinded, evaluated, concatBytes(c, unreduced))).toBe(false);
    expect(voprf.verify(keys.publicKey, blinded, evaluated, new Uint8Array())).toBe(false);
    expect(voprf.verify(keys.publicKey, blinded, evaluated, new Uint8Array(64))).toBe(false);
  });
  it.each([
    ['the identity', new Uint8Array(32)],
    ['a non-canonical field element', unhex(`00${'ff'.repeat(31)}`)],
    ['a negative field element', unhex(`01${'00'.repeat(31)}`)],
    ['too few bytes', new Uint8Array(31).fill(2)],
    ['too many bytes', new Uint8Array(33).fill(2)],
  ])('%s as an element', (_, element) => {
    const refusal = expect.objectContaining({ code: 'invalid-element' });
    expect(() => voprf.blindEvaluate(keys.secretKey, element)).toThrow(refusal);
    expect(() => voprf.blindEvaluateBatch(keys, [...blinded, element])).toThrow(refusal);
    expect(() => finalize(textBytes('one'), keys.secretKey, element)).toThrow(refusal);
    expect(voprf.verify(element, blinded, evaluated, proof)).toBe(false);
  });
  it('an empty batch, a zero blind, an input and a seed of a wrong length', () => {
    expect(() => voprf.blindEvaluateBatch(keys, [])).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
    expect(() => finalize(textBytes('one'), new Uint8Array(32), blinded[0] ?? seed)).toThrow(
      expect.objectContaining({ code: 'invalid-scalar' }),
    );
    expect(() => voprf.blind(new Uint8Array(65_536))).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
    expect(() => voprf.deriveKeyPair(new Uint8Array(31), info)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
});

describe('properties', () => {
  it('the output does not depend on the blind, and is the output of direct evaluation', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (input, s) => {
          const pair = voprf.deriveKeyPair(s, info);
          const { blind, blinded } = voprf.blind(input);
          const again = voprf.blind(input);
          expect(hex(again.blinded)).not.toBe(hex(blinded));
          const output = finalize(input, blind, voprf.blindEvaluate(pair.secretKey, blinded));
          expect(hex(output)).toBe(hex(voprf.evaluate(pair.secretKey, input)));
        },
      ),
      { numRuns: runs(50, 500) },
    );
  });
  it('different inputs, keys and modes give different outputs', () => {
    const outputs = [
      voprf.evaluate(keys.secretKey, textBytes('one')),
      voprf.evaluate(keys.secretKey, textBytes('two')),
      voprf.evaluate(otherKeys.secretKey, textBytes('one')),
      oprf.evaluate(keys.secretKey, textBytes('one')),
    ].map(hex);
    expect(new Set(outputs).size).toBe(4);
  });
});

function addLittleEndian(left: Uint8Array, right: Uint8Array): Uint8Array {
  let carry = 0;
  return left.map((byte, index) => {
    const sum = byte + (right[index] ?? 0) + carry;
    carry = sum >>> 8;
    return sum & 0xff;
  });
}
