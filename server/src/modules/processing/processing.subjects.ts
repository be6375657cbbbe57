import { hkdfSync } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readLogSubjects, writeLogSubjects } from '@datalab/warehouse';
import type { JobKind } from '../../platform/jobs/jobs.ts';
import { editionSpace } from '../editions/editions.api.ts';
import type { ProcessingDeps } from './processing.deps.ts';
import { findOperation, keepPersons } from './processing.queries.ts';

export const subjectsJob = 'log-persons';

export interface SubjectsJobData {
  readonly operation: string;
}

type Deps = Pick<ProcessingDeps, 'db' | 'files' | 'secrets'>;

/** Writes down the persons of a version that landed, after its delivery: nobody waits for that. */
export function createSubjectsJob(deps: Deps): JobKind<SubjectsJobData> {
  return {
    name: subjectsJob,
    retries: 5,
    retryDelaySeconds: 30,
    run: async ({ operation }, { signal }) => {
      const kept = await findOperation(deps.db, operation);
      const version = kept?.versions[0];
      if (kept === undefined || version === undefined || kept.persons !== null) return;
      const space = editionSpace(kept.edition);
      const dir = join(deps.files.spaceFolder(space), version.dataSet, version.version);
      const place = { dir, target: subjectsFile(deps, kept), secret: await logSecretOf(deps, space) };
      // What left with its owner meanwhile has nobody left to write down.
      const persons = (await isThere(dir)) ? await writeLogSubjects({ ...place, signal }) : 0;
      await keepPersons(deps.db, operation, persons);
    },
  };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** What the persons of a landing are called in the log, in batches. */
export function readSubjects(
  deps: Pick<ProcessingDeps, 'files'>,
  landing: { readonly id: string; readonly edition: string },
  signal?: AbortSignal,
): AsyncIterable<string[]> {
  return readLogSubjects(subjectsFile(deps, landing), signal);
}

function subjectsFile(
  { files }: Pick<ProcessingDeps, 'files'>,
  { id, edition }: { readonly id: string; readonly edition: string },
): string {
  return join(files.processing, `edition-${edition}`, `${id}.parquet`);
}

/**
 * Of its own purpose, so that a line of the log cannot be laid beside a row. It comes from the secret of the space: with that
 * destroyed nobody can say any more who a line was about.
 */
async function logSecretOf({ secrets }: Pick<ProcessingDeps, 'secrets'>, space: string): Promise<Uint8Array> {
  const { pseudonymSecret } = await secrets.get(space);
  return new Uint8Array(hkdfSync('sha256', pseudonymSecret, '', 'processing-log', 32));
}
