/**
 * Why a step of the protocol was refused:
 * - `invalid-element`: bytes that are not the canonical form of a group element, or are the identity
 * - `invalid-scalar`: bytes that are not a scalar below the group order, or zero where zero is not allowed
 * - `invalid-input`: an input too long, or a batch that is empty, too large or of unequal lengths
 * - `proof-refused`: the evaluation was not made with the key that was announced
 */
export type OprfErrorCode = 'invalid-element' | 'invalid-scalar' | 'invalid-input' | 'proof-refused';

/** Thrown by every step of the protocol that refuses what it was given. The message never holds an input. */
export class OprfError extends Error {
  readonly code: OprfErrorCode;

  constructor(code: OprfErrorCode, message: string) {
    super(message);
    this.name = 'OprfError';
    this.code = code;
  }
}
