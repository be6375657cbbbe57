import { setTimeout as sleep } from 'node:timers/promises';
import { createKeyholderClient } from '@datalab/keyholder/client';
import {
  domainOf,
  keyFingerprint,
  type PseudonymisedIdentities,
  pseudonymiseIdentities,
  type Resume,
} from '@datalab/pseudonyms';
import { WrongUse } from './exit-codes.ts';
import type { Progress, Terminal } from './terminal.ts';
import { countText } from './text-table.ts';

export interface PersonsOptions {
  readonly keyholder: string;
  readonly publicKey?: Uint8Array;
  readonly patience: number;
}

interface Meanwhile {
  readonly terminal: Terminal;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Turns person numbers into pre-pseudonyms with the keyholder, and knows afterwards which key made them. */
export function createPersonPseudonymiser(
  options: PersonsOptions,
  { space, token }: { readonly space: string; readonly token: string | undefined },
) {
  const resume: Resume = { found: new Map() };
  return {
    async pseudonymise(identities: readonly string[], meanwhile: Meanwhile): Promise<string[]> {
      const client = openKeyholder(options.keyholder, token);
      const run = () =>
        pseudonymiseIdentities(identities, {
          keyholder: client,
          space,
          resume,
          signal: meanwhile.signal,
          ...(options.publicKey && { expectedPublicKey: options.publicKey }),
          onProgress: (done, total) => meanwhile.progress.report('pseudonymising', done / total),
        });
      return (await waitOut(run, options.patience, resume, meanwhile)).prePseudonyms;
    },
    label() {
      if (resume.key === undefined) throw new Error('No person was pseudonymised yet, so no key is known.');
      const { keyVersion, publicKey } = resume.key;
      return { version: keyVersion, domain: domainOf(space), keyFingerprint: keyFingerprint(publicKey) };
    },
  };
}

const pauseMs = 2000;

/** Goes on where it stopped while the keyholder is away, until patience ends; what was done is kept meanwhile. */
async function waitOut(
  run: () => Promise<PseudonymisedIdentities>,
  patienceSeconds: number,
  resume: Resume,
  { terminal, progress, signal }: Meanwhile,
): Promise<PseudonymisedIdentities> {
  let deadline: number | undefined;
  let foundBefore = -1;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!isWorthWaiting(error) || signal.aborted) throw error;
      if (resume.found.size > foundBefore) deadline = undefined;
      foundBefore = resume.found.size;
      if (deadline === undefined) {
        deadline = performance.now() + patienceSeconds * 1000;
        const done = countText(foundBefore, 'person');
        terminal.note(
          `${error.message}\nTrying for another ${patienceSeconds} s; ${done} done so far are kept.`,
        );
      }
      if (performance.now() >= deadline) throw error;
      progress.report('waiting for the keyholder');
      await sleep(pauseMs, undefined, { signal });
    }
  }
}

function isWorthWaiting(error: unknown): error is Error {
  return error instanceof Error && 'retryable' in error && error.retryable === true;
}

function openKeyholder(url: string, token: string | undefined) {
  if (token === undefined || token === '') {
    throw new WrongUse(
      'keyholder.no-token',
      'The keyholder requires a token, and none was given.',
      'Set DATALAB_KEYHOLDER_TOKEN to the token of your organisation for this edition.',
    );
  }
  return createClient(url, token);
}

function createClient(url: string, token: string) {
  try {
    return createKeyholderClient({ url, token });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const message = URL.canParse(url) ? error.message : 'The address of the keyholder is not a URL.';
    throw new WrongUse('keyholder.address', message, 'Give it as https://keyholder.example.');
  }
}
