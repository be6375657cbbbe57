import { CommanderError } from 'commander';
import type { Command as Act } from './commands/command.ts';
import { createCommands, type Perform } from './commands.ts';
import { type ExitCode, exitCodes, explainFailure } from './exit-codes.ts';
import { createTerminal } from './terminal.ts';

/** Reads the command line, does what it asks and gives the exit code. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const perform: Perform = async (load, options) => {
    exitCode = await carryOut(load, options);
  };
  try {
    await createCommands(perform).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.done : exitCodes.unusable;
  }
}

async function carryOut<Options extends { readonly json?: boolean }>(
  load: () => Promise<Act<Options>>,
  options: Options,
): Promise<ExitCode> {
  const { stdout, stderr, env } = process;
  const terminal = createTerminal({ stdout, stderr, json: options.json === true });
  const stop = new AbortController();
  const onStop = createStop(stop);
  process.on('SIGINT', onStop);
  process.on('SIGTERM', onStop);
  stdout.on('error', ignoreClosedPipe);
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

/** The reader of our output may stop reading, as `head` does. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
