import type { FailureReport } from './exit-codes.ts';
import { failureText } from './exit-codes.ts';

export interface TextStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface Terminal {
  /** The outcome of a command: with --json the result on stdout and the text on stderr, else the text on stdout. */
  show(result: unknown, text: string): void;
  fail(report: FailureReport): void;
  /** Writes a message next to the result, on stderr. */
  note(text: string): void;
  startProgress(): Progress;
}

/** Shown on a terminal only, and only for work that takes longer than two seconds. */
export interface Progress {
  /** `fraction` from 0 to 1; without one the bar shows that work goes on, not how much is left. */
  report(task: string, fraction?: number): void;
  end(): void;
}

export interface TerminalOptions {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly json: boolean;
  readonly now?: () => number;
}

export function createTerminal({ stdout, stderr, json, now = Date.now }: TerminalOptions): Terminal {
  return {
    show(result, text) {
      (json ? stderr : stdout).write(`${text}\n`);
      if (json) stdout.write(`${JSON.stringify(result)}\n`);
    },
    fail(report) {
      stderr.write(`${visible(failureText(report))}\n`);
      if (!json) return;
      const { exitCode: _, nearest, ...error } = report;
      const { problems } = error;
      stdout.write(
        `${JSON.stringify({ error, ...(problems && { problems }), ...(nearest && { nearest }) })}\n`,
      );
    },
    note: (text) => stderr.write(`${text}\n`),
    startProgress: () => (stderr.isTTY ? drawProgress(stderr, now) : { report: () => {}, end: () => {} }),
  };
}

/** A message may quote a file that was given: what would steer the terminal is written out. */
function visible(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, (sign) => JSON.stringify(sign).slice(1, -1));
}

const quietMs = 2000;
const redrawMs = 150;
const barWidth = 24;

function drawProgress(stream: TextStream, now: () => number): Progress {
  const startedAt = now();
  let task = '';
  let fraction: number | undefined;
  let isDrawn = false;
  const draw = () => {
    const elapsedMs = now() - startedAt;
    if (elapsedMs < quietMs) return;
    const line = `${bar(fraction, elapsedMs)} ${task} (${Math.floor(elapsedMs / 1000)} s)`;
    stream.write(`\r\u001b[K${line.slice(0, (stream.columns || 80) - 1)}`);
    isDrawn = true;
  };
  const timer = setInterval(draw, redrawMs);
  timer.unref();
  return {
    report(nextTask, nextFraction) {
      task = nextTask;
      fraction = nextFraction;
    },
    end() {
      clearInterval(timer);
      if (isDrawn) stream.write('\r\u001b[K');
    },
  };
}

function bar(fraction: number | undefined, elapsedMs: number): string {
  if (fraction === undefined) {
    const position = Math.floor(elapsedMs / redrawMs) % (barWidth - 3);
    return `[${' '.repeat(position)}===${' '.repeat(barWidth - 3 - position)}]`;
  }
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * barWidth);
  const percent = `${Math.floor(fraction * 100)} %`.padStart(5);
  return `[${'='.repeat(filled)}${' '.repeat(barWidth - filled)}]${percent}`;
}
