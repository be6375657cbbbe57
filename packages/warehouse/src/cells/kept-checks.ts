import type { CheckedCubes } from '@datalab/query-control';

/** The check of a version as it lies in memory. */
export interface CheckInMemory {
  readonly cubes: CheckedCubes;
  /** What its arrays and its description take. */
  readonly bytes: number;
}

/** Checks that were used lately, by the name of their file. */
export interface KeptChecks {
  /** Makes it the last used. */
  find(file: string): CheckInMemory | undefined;
  /** Forgets those that were used longest ago, until the rest fits. */
  keep(file: string, check: CheckInMemory): void;
  forget(isForgotten: (file: string) => boolean): void;
}

/**
 * Starts without checks.
 * @param bytesMax all of them together take no more; the last used is kept in any case
 */
export function createKeptChecks(bytesMax: number): KeptChecks {
  const checks = new Map<string, CheckInMemory>();
  const makeLast = (file: string, check: CheckInMemory): void => {
    checks.delete(file);
    checks.set(file, check);
  };
  return {
    find(file) {
      const check = checks.get(file);
      if (check) makeLast(file, check);
      return check;
    },
    keep(file, check) {
      makeLast(file, check);
      let bytes = [...checks.values()].reduce((sum, one) => sum + one.bytes, 0);
      for (const [oldest, one] of checks) {
        if (bytes <= bytesMax || oldest === file) break;
        checks.delete(oldest);
        bytes -= one.bytes;
      }
    },
    forget(isForgotten) {
      for (const file of checks.keys()) if (isForgotten(file)) checks.delete(file);
    },
  };
}
