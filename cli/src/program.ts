import { CommanderError } from 'commander';
import type { Command as Act } from './commands/command.ts';
import { createCommands, type Perform } from './commands.ts';
import { type ExitCode, exitCodes, explainFailure } from './exit-codes.ts';
import { createTerminal, type TextStream } from './terminal.ts';

/** What a command reads and writes besides files. */
export interface Surroundings {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly env: NodeJS.ProcessEnv;
}

/** Reads the command line, does what it asks and gives the exit code. */
export async function main(args: readonly string[], surroundings: Surroundings = process): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const perform: Perform = async (load, options) => {
    exitCode = await carryOut(load, options, surroundings);
  };
  try {
    await createCommands(perform, surroundings).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.done : exitCodes.unusable;
  }
}

async function carryOut<Options extends { readonly json?: boolean }>(
  load: () => Promise<Act<Options>>,
  options: Options,
  { stdout, stderr, env }: Surroundings,
): Promise<ExitCode> {
  const terminal = createTerminal({ stdout, stderr, json: options.json === true });
  const stop = new AbortController();
  const onStop = createStop(stop);
  process.on('SIGINT', onStop);
  process.on('SIGTERM', onStop);
  try {
    const act = await load();
    return await act(options, { terminal, signal: stop.signal, env });
  } catch (error) {
    const report = explainFailure(error);
    terminal.fail(report);
    if (env['DATALAB_DEBUG'] === '1' && error instanceof Error) terminal.note(error.stack ?? '');
    return report.exitCode;
  } finally {
    process.off('SIGINT', onStop);
    process.off('SIGTERM', onStop);
  }
}

const impatientMs = 2000;

/** One Ctrl-C may arrive twice, from the terminal and from npm; only one that comes later ends the process at once. */
function createStop(stop: AbortController): () => void {
  let stoppedAt: number | undefined;
  return () => {
    if (stoppedAt !== undefined && performance.now() - stoppedAt > impatientMs)
      process.exit(exitCodes.unexpected);
    stoppedAt ??= performance.now();
    stop.abort();
  };
}
