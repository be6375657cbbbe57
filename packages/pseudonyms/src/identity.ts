import { OprfError } from './oprf-error.ts';

/**
 * Throws `invalid-input` for an identity that would join different persons: an empty text, and text with half a
 * surrogate pair, which all turn into the same bytes.
 */
export function checkIdentity(identity: string): void {
  if (identity.trim() !== '' && identity.isWellFormed()) return;
  throw new OprfError(
    'invalid-input',
    'An identity is empty or not well-formed text; a row without an identity gets no pseudonym.',
  );
}
