import { dirname } from 'node:path';
import type { CheckedCubes } from '@datalab/query-control';
import { EngineError, type EngineOptions } from '../engine/engine.ts';
import { checkInThread } from './check-thread.ts';
import { fileOfCheck, keyOfCheck, type VersionToCheck } from './stored-cubes.ts';

/** The checks of one process. */
export interface VersionChecks {
  /**
   * The cubes of a version and what of them is shown: the same for everyone who asks. Those who ask while a check is
   * under way wait for the same check; it is cancelled when all of them have. Rejects as `checkInThread` does.
   */
  check(
    version: VersionToCheck,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<CheckedCubes>;
  /**
   * The same for a version with other groups, limits or linked versions than those that questions are answered with:
   * neither kept nor stored when it has to be made.
   */
  tryOut(
    version: VersionToCheck,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<CheckedCubes>;
}

/** How checks are made. */
export interface VersionChecksOptions {
  readonly engine?: EngineOptions | undefined;
  /** So many checked versions stay in memory, the last used. Default: 8. */
  readonly keptMax?: number | undefined;
}

/** Starts without checks. */
export function createVersionChecks({ engine, keptMax = 8 }: VersionChecksOptions = {}): VersionChecks {
  const checks = new Map<string, SharedCheck>();
  const start = (version: VersionToCheck, name: string): SharedCheck => {
    forgetOthersOf(version, checks);
    const controller = new AbortController();
    const cubes = checkInThread(version, { signal: controller.signal, engine });
    const shared: SharedCheck = { cubes, controller, waiting: 0, isDone: false };
    const forget = () => {
      if (checks.get(name) === shared) checks.delete(name);
    };
    controller.signal.addEventListener('abort', forget, { once: true });
    cubes.then(() => {
      shared.isDone = true;
    }, forget);
    return shared;
  };

  return {
    async tryOut(version, { signal } = {}) {
      const known = checks.get(fileOfCheck(version, keyOfCheck(version)));
      return known?.isDone ? known.cubes : checkInThread(version, { signal, engine, isTrial: true });
    },
    async check(version, { signal } = {}) {
      if (signal?.aborted) throw cancelled();
      const name = fileOfCheck(version, keyOfCheck(version));
      const shared = checks.get(name) ?? start(version, name);
      checks.delete(name);
      checks.set(name, shared);
      forgetOldest(checks, keptMax);
      return waitFor(shared, signal);
    },
  };
}

interface SharedCheck {
  readonly cubes: Promise<CheckedCubes>;
  readonly controller: AbortController;
  waiting: number;
  isDone: boolean;
}

/** A version has one check that counts: that with what can be linked to it now. */
function forgetOthersOf({ source }: VersionToCheck, checks: Map<string, SharedCheck>): void {
  const others = [...checks].filter(([file, { isDone }]) => isDone && dirname(file) === source.dir);
  for (const [file] of others) checks.delete(file);
}

function forgetOldest(checks: Map<string, SharedCheck>, keptMax: number): void {
  const done = [...checks].filter(([, { isDone }]) => isDone);
  for (const [name] of done.slice(0, Math.max(0, done.length - keptMax))) checks.delete(name);
}

async function waitFor(shared: SharedCheck, signal: AbortSignal | undefined): Promise<CheckedCubes> {
  shared.waiting += 1;
  let leave: (() => void) | undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(cancelled());
    signal?.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([shared.cubes, left]);
  } finally {
    if (leave) signal?.removeEventListener('abort', leave);
    shared.waiting -= 1;
    if (shared.waiting === 0 && !shared.isDone) shared.controller.abort();
  }
}

function cancelled(): EngineError {
  return new EngineError('engine.cancelled', 'The check was cancelled before it was done.');
}
