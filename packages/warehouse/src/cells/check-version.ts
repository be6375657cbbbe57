import { dirname } from 'node:path';
import type { CheckedCubes } from '@datalab/query-control';
import type { EngineOptions } from '../engine/engine.ts';
import { type Caller, createCheckRuns } from './check-runs.ts';
import { findInThread, makeInThread } from './check-thread.ts';
import { type CheckInMemory, createKeptChecks } from './kept-checks.ts';
import { fileOfCheck, keyOfCheck, type VersionToCheck } from './stored-cubes.ts';
import { createTurns, type TurnAsked } from './turns.ts';

/** The checks of one process. One is made at a time; what is stored is read beside it. */
export interface VersionChecks {
  /**
   * The cubes of a version and what of them is shown: the same for everyone who asks. Those who ask while a check waits
   * or is under way wait for the same check; it is cancelled when all of them have left. Rejects as `makeInThread` does.
   */
  check(version: VersionToCheck, caller?: Caller): Promise<CheckedCubes>;
  /**
   * The same for a version with other groups, limits or linked versions than those that questions are answered with:
   * neither kept nor stored when it has to be made.
   */
  tryOut(version: VersionToCheck, caller?: Caller): Promise<CheckedCubes>;
}

/** How checks are made. */
export interface VersionChecksOptions {
  readonly engine?: EngineOptions | undefined;
  /** So many bytes of checks stay in memory, the last used; the very last in any case. Default: 256 MiB. */
  readonly keptBytesMax?: number | undefined;
}

/** Starts without checks. */
export function createVersionChecks({
  engine,
  keptBytesMax = 256 * 2 ** 20,
}: VersionChecksOptions = {}): VersionChecks {
  const turns = createTurns();
  const kept = createKeptChecks(keptBytesMax);
  const checks = createCheckRuns<CheckInMemory>();
  const trials = createCheckRuns<CheckInMemory>();

  const findOrMake = async (
    version: VersionToCheck,
    isTrial: boolean,
    asked: TurnAsked,
  ): Promise<CheckInMemory> => {
    const found = await findInThread(version, asked.signal);
    return found ?? turns.take(() => makeInThread(version, { engine, isTrial, signal: asked.signal }), asked);
  };

  return {
    async check(version, caller = {}) {
      const file = fileOfCheck(version, keyOfCheck(version));
      const run = async (asked: TurnAsked): Promise<CheckInMemory> => {
        const found = kept.find(file);
        if (found) return found;
        const checked = await findOrMake(version, false, asked);
        // A version has one check that counts: that with what can be linked to it now.
        kept.forget((other) => dirname(other) === version.source.dir);
        kept.keep(file, checked);
        return checked;
      };
      return (await checks.join(file, run, caller)).cubes;
    },
    async tryOut(version, caller = {}) {
      const file = fileOfCheck(version, keyOfCheck(version));
      const run = async (asked: TurnAsked): Promise<CheckInMemory> =>
        kept.find(file) ?? findOrMake(version, true, asked);
      return (await trials.join(file, run, caller)).cubes;
    },
  };
}
