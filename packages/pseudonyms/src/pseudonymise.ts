import { setTimeout as sleep } from 'node:timers/promises';
import { equalBytes } from './bytes.ts';
import { checkIdentity } from './identity.ts';
import { OprfError } from './oprf-error.ts';
import { createOprfPool, type OprfPool } from './oprf-pool.ts';
import type { EvaluatedBatch } from './oprf-steps.ts';

/** What a keyholder announces of the key of a space. `publicKey` is 32 bytes, `keyVersion` counts from 1. */
export interface SpaceKey {
  readonly publicKey: Uint8Array;
  readonly keyVersion: number;
}

/**
 * The second party as this package needs it; how to reach it is not known here. An error whose `retryable`
 * is true is tried again, after `retryAfterMs` when it has one.
 */
export interface EvaluationClient {
  key(space: string, signal?: AbortSignal): Promise<SpaceKey>;
  /** `blinded` is packed, 32 bytes an element; so is the answer. */
  evaluate(space: string, blinded: Uint8Array, signal?: AbortSignal): Promise<EvaluatedBatch & SpaceKey>;
}

/**
 * What was found so far, filled while the work goes on, and the key it was found with: a continued run
 * refuses another key. Keep it in memory only, it joins identities and pre-pseudonyms.
 */
export interface Resume {
  key?: SpaceKey;
  readonly found: Map<string, string>;
}

export interface PseudonymiseOptions {
  readonly keyholder: EvaluationClient;
  readonly space: string;
  /** Refuse any other key than this one, for instance the one the agreement names. */
  readonly expectedPublicKey?: Uint8Array;
  /** Given again after a failure, the work continues where it stopped: see {@link Resume}. */
  readonly resume?: Resume;
  /** Called after each batch with distinct identities done and in total. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  readonly threads?: number;
  /** Identities in one request, 1 to 1,024 (default 512). */
  readonly batchSize?: number;
  /** How often a batch is tried when the keyholder cannot be reached (default 5, waiting 0.25 s to 2 s). */
  readonly attempts?: number;
}

/** One pre-pseudonym for each identity in the same order, and the key they were made with. */
export interface PseudonymisedIdentities extends SpaceKey {
  readonly prePseudonyms: string[];
}

/**
 * Turns identities into pre-pseudonyms at the party that holds them: only blinded points leave, each
 * distinct identity once, and no answer is used before its proof is checked against one key for the whole
 * run. Identities are taken as they are: bring person numbers into one form first. Throws OprfError
 * `invalid-input` for an empty identity and `proof-refused` for a keyholder that changes keys; else the
 * keyholder's own errors and the reason of `signal`.
 */
export async function pseudonymiseIdentities(
  identities: readonly string[],
  options: PseudonymiseOptions,
): Promise<PseudonymisedIdentities> {
  const resume: Resume = options.resume ?? { found: new Map() };
  const { found } = resume;
  const distinct = new Set(identities);
  for (const identity of distinct) checkIdentity(identity);
  const missing = [...distinct].filter((identity) => !found.has(identity));
  const key = await tryAgain(options, (signal) => options.keyholder.key(options.space, signal));
  for (const expected of [options.expectedPublicKey, resume.key?.publicKey]) {
    if (expected) checkSameKey(expected, key.publicKey);
  }
  resume.key = key;
  if (missing.length > 0) await findMissing(missing, distinct.size, key, found, options);
  return {
    ...key,
    prePseudonyms: identities.map((identity) => {
      const prePseudonym = found.get(identity);
      if (prePseudonym === undefined) throw new Error('An identity was left without a pre-pseudonym.');
      return prePseudonym;
    }),
  };
}

async function findMissing(
  missing: readonly string[],
  total: number,
  key: SpaceKey,
  found: Map<string, string>,
  options: PseudonymiseOptions,
): Promise<void> {
  const pool = createOprfPool(options.threads);
  const failure = new AbortController();
  const signal = AbortSignal.any([failure.signal, ...(options.signal ? [options.signal] : [])]);
  let done = total - missing.length;
  const batches = cut(missing, options.batchSize ?? 512).values();
  const worker = async () => {
    for (const inputs of batches) {
      signal.throwIfAborted();
      const prePseudonyms = await processBatch(pool, inputs, key, { ...options, signal });
      for (const [index, prePseudonym] of prePseudonyms.entries()) {
        found.set(inputs[index] ?? '', prePseudonym);
      }
      done += inputs.length;
      options.onProgress?.(done, total);
    }
  };
  const stopOthers = (error: unknown) => {
    failure.abort(error);
    throw error;
  };
  try {
    // One batch more than there are threads is under way, so that no thread waits for an answer.
    const lanes = Array.from({ length: pool.threads + 1 }, () => worker().catch(stopOthers));
    const outcomes = await Promise.allSettled(lanes);
    if (outcomes.some(({ status }) => status === 'rejected')) throw signal.reason;
  } finally {
    await pool.close();
  }
}

async function processBatch(
  pool: OprfPool,
  inputs: readonly string[],
  key: SpaceKey,
  options: PseudonymiseOptions,
): Promise<string[]> {
  const blinding = await pool.blind(inputs);
  const answer = await tryAgain(options, (signal) =>
    options.keyholder.evaluate(options.space, blinding.blinded, signal),
  );
  checkSameKey(key.publicKey, answer.publicKey);
  return pool.finish({ inputs, ...blinding, ...answer, publicKey: key.publicKey });
}

function checkSameKey(expected: Uint8Array, announced: Uint8Array): void {
  if (equalBytes(expected, announced)) return;
  throw new OprfError(
    'proof-refused',
    'The keyholder announces another key for this space than was agreed or used so far; nothing is delivered.',
  );
}

async function tryAgain<Value>(
  options: PseudonymiseOptions,
  action: (signal?: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const attempts = options.attempts ?? 5;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action(options.signal);
    } catch (error) {
      const wait = retryWait(error, attempt);
      options.signal?.throwIfAborted();
      if (wait === undefined || attempt >= attempts) throw error;
      await sleep(wait, undefined, options.signal ? { signal: options.signal } : {});
    }
  }
}

function retryWait(error: unknown, attempt: number): number | undefined {
  if (!(error instanceof Error) || !('retryable' in error) || error.retryable !== true) return undefined;
  const asked = 'retryAfterMs' in error ? error.retryAfterMs : undefined;
  return typeof asked === 'number' ? asked : Math.min(2000, 250 * 2 ** (attempt - 1));
}

function cut<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
