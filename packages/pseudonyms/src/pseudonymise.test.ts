import { describe, expect, it } from 'vitest';
import { createOprfPool } from './oprf-pool.ts';
import { deriveKeys, loadOprfSteps } from './oprf-steps.ts';
import { type EvaluationClient, pseudonymiseIdentities, type Resume } from './pseudonymise.ts';

const steps = await loadOprfSteps();
const keys = await deriveKeys(new Uint8Array(32).fill(3), 'one');
const otherKeys = await deriveKeys(new Uint8Array(32).fill(4), 'other');
const identities = Array.from({ length: 100 }, (_, index) => `person ${index % 70}`);
const space = 'edition:care';

function createClient(overrides: Partial<EvaluationClient> = {}) {
  const requests: number[] = [];
  const client: EvaluationClient = {
    key: async () => ({ publicKey: keys.publicKey, keyVersion: 4 }),
    evaluate: async (_, blinded) => {
      requests.push(blinded.length / 32);
      return { ...steps.evaluate(keys, blinded), publicKey: keys.publicKey, keyVersion: 4 };
    },
    ...overrides,
  };
  return { client, requests };
}

class Unreachable extends Error {
  readonly retryable = true;
  readonly retryAfterMs = 1;
}

describe('pseudonymising identities', () => {
  it('asks for each distinct identity once and answers in the order of the input', async () => {
    const { client, requests } = createClient();
    const progress: number[] = [];
    const result = await pseudonymiseIdentities(identities, {
      keyholder: client,
      space,
      batchSize: 32,
      threads: 2,
      onProgress: (done, total) => progress.push(done, total),
    });
    expect(result.keyVersion).toBe(4);
    expect(requests.toSorted((a, b) => a - b)).toEqual([6, 32, 32]);
    expect(new Set(result.prePseudonyms).size).toBe(70);
    expect(result.prePseudonyms.slice(70)).toEqual(result.prePseudonyms.slice(0, 30));
    expect(progress.slice(-2)).toEqual([70, 70]);
    const again = await pseudonymiseIdentities(['person 5'], { keyholder: client, space, threads: 1 });
    expect(again.prePseudonyms[0]).toBe(result.prePseudonyms[5]);
  });

  it('asks nothing for nothing', async () => {
    const { client, requests } = createClient();
    const result = await pseudonymiseIdentities([], { keyholder: client, space });
    expect(result.prePseudonyms).toEqual([]);
    expect(requests).toEqual([]);
  });

  it.each(['', ' ', '\ud800'])('refuses %j as an identity before anything is asked', async (identity) => {
    const { client, requests } = createClient();
    const work = pseudonymiseIdentities(['person 1', identity], { keyholder: client, space });
    await expect(work).rejects.toMatchObject({ code: 'invalid-input' });
    expect(requests).toEqual([]);
  });

  it('tries again when the keyholder is away for a moment', async () => {
    const { client } = createClient();
    let failures = 2;
    const flaky = createClient({
      evaluate: (...request) => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new Unreachable('away')) : client.evaluate(...request);
      },
    });
    const result = await pseudonymiseIdentities(identities, { keyholder: flaky.client, space, threads: 1 });
    expect(new Set(result.prePseudonyms).size).toBe(70);
  });

  it('continues where it stopped, and not with another key', async () => {
    const { client, requests } = createClient();
    const resume: Resume = { found: new Map() };
    const stopping = createClient({
      evaluate: (...request) =>
        requests.length >= 3 ? Promise.reject(new Unreachable('away')) : client.evaluate(...request),
    });
    const options = { space, batchSize: 10, threads: 1, attempts: 2, resume };
    await expect(
      pseudonymiseIdentities(identities, { ...options, keyholder: stopping.client }),
    ).rejects.toThrow('away');
    expect(resume.found.size).toBeLessThanOrEqual(30);
    expect(resume.found.size).toBeGreaterThan(0);
    const foundBefore = resume.found.size;
    requests.length = 0;
    const replaced = createClient({ key: async () => ({ publicKey: otherKeys.publicKey, keyVersion: 5 }) });
    await expect(
      pseudonymiseIdentities(identities, { ...options, keyholder: replaced.client }),
    ).rejects.toMatchObject({ code: 'proof-refused' });
    const result = await pseudonymiseIdentities(identities, { ...options, keyholder: client });
    expect(requests.reduce((sum, size) => sum + size, 0)).toBe(70 - foundBefore);
    expect(new Set(result.prePseudonyms).size).toBe(70);
  });

  it('refuses an answer made with another key, whichever key is announced with it', async () => {
    for (const publicKey of [keys.publicKey, otherKeys.publicKey]) {
      const { client } = createClient({
        evaluate: async (_, blinded) => ({ ...steps.evaluate(otherKeys, blinded), publicKey, keyVersion: 4 }),
      });
      await expect(
        pseudonymiseIdentities(identities, { keyholder: client, space, threads: 1 }),
      ).rejects.toMatchObject({ code: 'proof-refused' });
    }
  });

  it('refuses a keyholder with another key than the agreement names', async () => {
    const { client, requests } = createClient();
    const options = { keyholder: client, space, expectedPublicKey: otherKeys.publicKey };
    await expect(pseudonymiseIdentities(identities, options)).rejects.toMatchObject({
      code: 'proof-refused',
    });
    expect(requests).toEqual([]);
  });

  it('stops when asked', async () => {
    const { client } = createClient();
    const stop = new AbortController();
    const work = pseudonymiseIdentities(identities, {
      keyholder: client,
      space,
      batchSize: 1,
      threads: 1,
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('stopped by the user')),
    });
    await expect(work).rejects.toThrow('stopped by the user');
  });
});

describe('threads', () => {
  it('give the refusal of a step its code and stay usable', async () => {
    const pool = createOprfPool(1);
    try {
      await expect(pool.evaluate(keys, new Uint8Array(32))).rejects.toMatchObject({
        code: 'invalid-element',
      });
      await expect(pool.evaluate(keys, new Uint8Array(31))).rejects.toMatchObject({ code: 'invalid-input' });
      const { blinded } = await pool.blind(['a', 'b']);
      expect((await pool.evaluate(keys, blinded)).evaluated).toHaveLength(64);
    } finally {
      await pool.close();
    }
    await expect(pool.blind(['a'])).rejects.toThrow('closed');
  });
});
