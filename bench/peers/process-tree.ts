import { readdir, readFile } from 'node:fs/promises';

/** Linux counts processor time in hundredths of a second. */
const tickMs = 10;

/**
 * The processor time of a process, of the processes that it started and of those that ended before, in milliseconds.
 * Undefined where the system does not have `/proc`.
 */
export async function cpuOfTree(pid: number): Promise<number | undefined> {
  const own = await readTimes(String(pid));
  if (!own) return undefined;
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(names.map(readTimes));
  const children = all.filter((one) => one?.parent === pid);
  const ticks = children.reduce((sum, child) => sum + (child?.own ?? 0), own.own + own.ended);
  return ticks * tickMs;
}

interface Times {
  readonly parent: number;
  readonly own: number;
  /** Of children that ended. */
  readonly ended: number;
}

async function readTimes(pid: string): Promise<Times | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // The name of the program, in parentheses, can hold spaces.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (at: number): number => Number(fields[at]);
  return { parent: field(1), own: field(11) + field(12), ended: field(13) + field(14) };
}
