export type { KeyPair } from './group.ts';
export {
  domainOf,
  formatPseudonym,
  keyFingerprint,
  type Pseudonym,
  type PseudonymLabel,
  parsePseudonym,
} from './label.ts';
export { OprfError, type OprfErrorCode } from './oprf-error.ts';
export { createOprfPool, type OprfPool } from './oprf-pool.ts';
export { deriveKeys, type EvaluatedBatch } from './oprf-steps.ts';
export { isPersonNumber, normalisePersonNumber } from './person-number.ts';
export {
  type EvaluationClient,
  type PseudonymisedIdentities,
  type PseudonymiseOptions,
  pseudonymiseIdentities,
  type Resume,
  type SpaceKey,
} from './pseudonymise.ts';
export {
  createLocalPseudonyms,
  createRecordKeys,
  createRekey,
  deriveSpaceSecret,
  isPrePseudonym,
  type SecretPurpose,
} from './rekey.ts';
