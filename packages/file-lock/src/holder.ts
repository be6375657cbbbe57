import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** The holder of a lock, as it wrote itself down: to inform people, never to decide. */
export interface Holder {
  /** Process number as its own machine or container counts. */
  readonly pid: number;
  /** Name of the machine or container. */
  readonly host: string;
  /** Moment the lock was taken, ISO 8601. */
  readonly since: string;
}

export function describeSelf(): Holder {
  return { pid: process.pid, host: hostname(), since: new Date().toISOString() };
}

/** Undefined when the text does not tell. */
export function parseHolder(text: string): Holder | undefined {
  const { pid, host, since } = parseRecord(text);
  const isWhole = typeof pid === 'number' && typeof host === 'string' && typeof since === 'string';
  return isWhole ? { pid, host, since } : undefined;
}

/**
 * The holder of a lock in the form of version 0.1.0, which the operating system knows nothing of: `pid` with `started`,
 * the clock ticks since boot at which it began. Undefined when it is of another form, or that process is gone from here.
 */
export function findEarlierHolder(text: string): Holder | undefined {
  const { pid, started, token } = parseRecord(text);
  if (typeof pid !== 'number' || typeof started !== 'string' || typeof token !== 'string') return undefined;
  return isRunning(pid) && processStart(pid) === started ? { pid, host: hostname(), since: '' } : undefined;
}

/** `process 12 on host-3, since 2026-11-30T14:00:00.000Z`, as far as it is known. */
export function holderText(holder: Holder | undefined): string {
  if (holder === undefined) return 'another process';
  const { pid, host, since } = holder;
  return `process ${pid} on ${host}${since === '' ? '' : `, since ${since}`}`;
}

function parseRecord(text: string): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null ? { ...found } : {};
  } catch {
    return {};
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Field 22 of /proc/PID/stat (Linux, see proc(5)); elsewhere the number has to do. */
function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
