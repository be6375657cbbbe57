import type { ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';

/** What every command works with in addition to its options. */
export interface Work {
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C and by a request to end. */
  readonly signal: AbortSignal;
  readonly env: NodeJS.ProcessEnv;
}

export type Command<Options> = (options: Options, work: Work) => Promise<ExitCode>;
