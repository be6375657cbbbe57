import type { QuestionProblem } from '@datalab/warehouse';
import { questionText } from './question-text.ts';

/** What the exit code of every command says. */
export const exitCodes = {
  done: 0,
  unexpected: 1,
  /** Wrong use or unusable input: nothing was done. */
  unusable: 2,
  /** Done, but some rows were rejected or some output was suppressed. */
  partial: 3,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A command was asked for something that cannot be: nothing was done. */
export class WrongUse extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint = '') {
    super(message);
    this.name = 'WrongUse';
    this.code = code;
    this.hint = hint;
  }
}

export interface FailureReport {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly problems?: readonly unknown[];
  /** Of a question that is understood and not answered: the nearest one that can be. */
  readonly nearest?: object;
}

/**
 * Errors of the platform whose message was written for people and holds no value of the data. They are known by name,
 * because loading their classes would mean loading the engines.
 */
const writtenForPeople: Readonly<Record<string, ExitCode>> = {
  WrongUse: exitCodes.unusable,
  UnusableFileError: exitCodes.unusable,
  ContractError: exitCodes.unusable,
  StoredCubesError: exitCodes.unusable,
  DamagedVersionError: exitCodes.unusable,
  LatticeTooLargeError: exitCodes.unusable,
  AreaError: exitCodes.unusable,
  WarehouseError: exitCodes.unusable,
  LandingError: exitCodes.unusable,
  SealError: exitCodes.unusable,
  DirectoryInUse: exitCodes.unusable,
  LockImpossible: exitCodes.unusable,
  DemoRefused: exitCodes.unusable,
  UnprotectableError: exitCodes.unusable,
  OutOfTimeError: exitCodes.unusable,
  UnsafePatternError: exitCodes.unexpected,
  ContradictionError: exitCodes.unusable,
  KeyholderUnreachable: exitCodes.unexpected,
  KeyholderRefused: exitCodes.unusable,
  OprfError: exitCodes.unexpected,
  EngineError: exitCodes.unexpected,
};

const systemErrors: Readonly<Record<string, { exitCode: ExitCode; message: string; hint: string }>> = {
  ENOENT: { exitCode: exitCodes.unusable, message: 'is not there', hint: 'Check the path.' },
  EISDIR: { exitCode: exitCodes.unusable, message: 'is a directory', hint: 'Give the path of a file.' },
  ENOTDIR: { exitCode: exitCodes.unusable, message: 'is not a directory', hint: 'Check the path.' },
  EEXIST: { exitCode: exitCodes.unusable, message: 'exists already', hint: 'Choose another name.' },
  EACCES: {
    exitCode: exitCodes.unusable,
    message: 'may not be used by you',
    hint: 'Check your rights to it.',
  },
  EPERM: {
    exitCode: exitCodes.unusable,
    message: 'may not be used by you',
    hint: 'Check your rights to it.',
  },
  EROFS: { exitCode: exitCodes.unusable, message: 'cannot be written to', hint: 'Choose another place.' },
  ENOSPC: { exitCode: exitCodes.unexpected, message: 'has no room left', hint: 'Make room and try again.' },
};

/** What a person reads when a command fails. An unknown error may quote the data, so only its name is told. */
export function explainFailure(error: unknown): FailureReport {
  if (!(error instanceof Error)) return unexpected('Error');
  if (error.name === 'AbortError' || textOf(error, 'code') === 'engine.cancelled') return stopped;
  const known = writtenForPeople[error.name];
  if (error.name === 'QuestionError') return refusedQuestion(error);
  if (known !== undefined) return knownFailure(error, known);
  const code = textOf(error, 'code');
  if (code === 'EADDRINUSE' || textOf(error, 'syscall') === 'listen') return portRefused(error);
  const system = systemErrors[code ?? ''];
  if (system === undefined) return unexpected(error.name);
  const path = textOf(error, 'path') ?? 'A file';
  return {
    exitCode: system.exitCode,
    code: code ?? '',
    message: `${path} ${system.message}.`,
    hint: system.hint,
  };
}

/** The report as lines for people: what, where, what to do. */
export function failureText({ message, detail, hint }: FailureReport): string {
  return [message, detail, hint].filter((line) => line !== undefined && line !== '').join('\n');
}

const stopped: FailureReport = {
  exitCode: exitCodes.unexpected,
  code: 'stopped',
  message: 'Stopped before it was done. Nothing is left half-written; run the command again when you like.',
};

function knownFailure(error: Error, exitCode: ExitCode): FailureReport {
  const detail = textOf(error, 'detail');
  const hint = textOf(error, 'hint');
  const problems = 'problems' in error && Array.isArray(error.problems) ? error.problems : undefined;
  return {
    exitCode: 'retryable' in error && error.retryable === true ? exitCodes.unexpected : exitCode,
    code: textOf(error, 'code') ?? error.name,
    message: error.message,
    ...(detail && { detail }),
    ...(hint && { hint }),
    ...(problems && { problems }),
  };
}

/** Every problem on a line of its own, and what can be asked instead. */
function refusedQuestion(error: Error): FailureReport {
  const given: readonly QuestionProblem[] =
    'problems' in error && Array.isArray(error.problems) ? error.problems : [];
  const nearest = given.find((problem) => problem.nearest !== undefined)?.nearest;
  return {
    exitCode: exitCodes.unusable,
    code: given[0]?.code ?? 'query.shape',
    message: given.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('\n'),
    ...(nearest && {
      hint: `The nearest question that can be answered, ready to save:\n${questionText(nearest)}`,
      nearest,
    }),
    problems: given.map(({ nearest: _, ...problem }) => problem),
  };
}

function portRefused(error: Error): FailureReport {
  const port = 'port' in error ? ` ${String(error.port)}` : '';
  const code = textOf(error, 'code') ?? '';
  const reason = code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be listened on (${code})`;
  return {
    exitCode: exitCodes.unusable,
    code,
    message: `Port${port} ${reason}.`,
    hint: 'Choose another with --port and --host, or stop that program.',
  };
}

function unexpected(name: string): FailureReport {
  return {
    exitCode: exitCodes.unexpected,
    code: 'unexpected',
    message: `Something went wrong that should not (${name}).`,
    hint: 'Run it again with DATALAB_DEBUG=1 to see where; what is shown then may quote the data.',
  };
}

function textOf(error: Error, field: string): string | undefined {
  const value = (error as unknown as Record<string, unknown>)[field];
  return typeof value === 'string' ? value : undefined;
}
