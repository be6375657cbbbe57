import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyholderAdmin, createKeyholderClient } from '@datalab/keyholder/client';
import { startKeyholder } from '@datalab/keyholder/process';
import {
  createRekey,
  deriveSpaceSecret,
  domainOf,
  normalisePersonNumber,
  pseudonymiseIdentities,
} from '@datalab/pseudonyms';
import { type BenchResult, readMachine } from './measure.ts';

const personCount = 20_000;
const personsPerSecondTarget = 1000;
const threads = 2;
const space = 'edition:bench';

/**
 * Brings 20,000 persons through all three parties: blinded and checked at the partner, evaluated and proven
 * by a keyholder process over HTTP, re-keyed at the hub. `ratio` is persons a second divided by the 1,000
 * that are asked, so 1 is the least that is good enough and more is better.
 */
export async function bench(): Promise<BenchResult> {
  const identities = personNumbers(personCount);
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-keyholder-'));
  const keyholder = await startKeyholder({ dataDir, threads });
  try {
    const admin = createKeyholderAdmin({ url: keyholder.url, token: keyholder.adminToken });
    await admin.createSpace(space);
    const { token } = await admin.grant(space, 'bench', {
      declaredPersons: personCount,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    const client = createKeyholderClient({ url: keyholder.url, token });
    const start = performance.now();
    const { prePseudonyms, keyVersion } = await pseudonymiseIdentities(identities, {
      keyholder: client,
      space,
      threads,
    });
    const partnerMs = performance.now() - start;
    const secret = deriveSpaceSecret(new Uint8Array(32).fill(1), space, 'pseudonyms');
    const rekey = createRekey(secret, { version: keyVersion, domain: domainOf(space) });
    const stored = new Set(prePseudonyms.map(rekey));
    const totalMs = performance.now() - start;
    if (stored.size !== personCount) throw new Error(`${stored.size} pseudonyms for ${personCount} persons.`);
    return toResult(partnerMs, totalMs);
  } finally {
    await keyholder.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function toResult(partnerMs: number, totalMs: number): BenchResult {
  const personsPerSecond = (personCount / totalMs) * 1000;
  const ratio = personsPerSecond / personsPerSecondTarget;
  return {
    bench: 'pseudonyms',
    ratio: Math.round(ratio * 100) / 100,
    target: 1,
    ok: ratio >= 1,
    better: 'more',
    figures: {
      persons: personCount,
      threads,
      seconds: Math.round(totalMs) / 1000,
      personsPerSecond: Math.round(personsPerSecond),
      personsPerSecondTarget,
      rekeyedPerSecond: Math.round((personCount / (totalMs - partnerMs)) * 1000),
    },
    machine: readMachine(),
  };
}

function personNumbers(count: number): string[] {
  const numbers: string[] = [];
  for (let candidate = 100_000_000; numbers.length < count; candidate += 1) {
    const number = normalisePersonNumber(String(candidate));
    if (number !== undefined) numbers.push(number);
  }
  return numbers;
}

if (import.meta.main) {
  const result = await bench();
  const { persons, seconds, personsPerSecond, rekeyedPerSecond } = result.figures;
  console.log(
    `${persons} persons through partner, keyholder and hub in ${seconds} s on ${threads} threads each.`,
  );
  console.log(`${personsPerSecond} persons a second; asked are at least ${personsPerSecondTarget}.`);
  console.log(`Of that, the hub re-keys ${rekeyedPerSecond} pre-pseudonyms a second on one thread.`);
  console.log(JSON.stringify(result));
}
