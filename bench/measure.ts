import { availableParallelism, totalmem } from 'node:os';

/** One measurement, as every benchmark prints it on its last line. */
export interface BenchResult {
  readonly bench: string;
  readonly ratio: number;
  readonly target: number;
  readonly ok: boolean;
  /** Whether a higher ratio is the better one; a lower one is, where it is not said. */
  readonly better?: 'more';
  readonly figures: Readonly<Record<string, number>>;
  readonly machine: Machine;
}

interface Machine {
  readonly cpus: number;
  readonly memoryGiB: number;
  readonly node: string;
}

/** The machine on which this process measures. */
export function readMachine(): Machine {
  return {
    cpus: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
}
