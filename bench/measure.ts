import { spawn } from 'node:child_process';
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

/** Runs a program of a benchmark in a process of its own, and reads what it measured: JSON on its standard output. */
export function runMeasurement<T>(program: string, args: readonly string[]): Promise<T> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (piece: Buffer) => {
    output += piece.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(output));
      else reject(new Error(`${program} ended with code ${code}.`));
    });
  });
}
