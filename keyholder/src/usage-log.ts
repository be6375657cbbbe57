import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LogEntry, logEntry } from './records.ts';

export interface UsageLog {
  /** On disk when the promise resolves. */
  append(entry: Omit<LogEntry, 'at'>): Promise<void>;
  /** The latest entries, oldest first. */
  read(limit: number): Promise<LogEntry[]>;
  close(): Promise<void>;
}

export async function openUsageLog(dataDir: string, now: () => Date): Promise<UsageLog> {
  const path = join(dataDir, 'log.jsonl');
  const file = await open(path, 'a', 0o600);
  if (await endsMidLine(path)) await file.appendFile('\n');
  return {
    async append(entry) {
      const line: LogEntry = { at: now().toISOString(), ...entry };
      await file.appendFile(`${JSON.stringify(line)}\n`);
      await file.datasync();
    },
    async read(limit) {
      const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
      return lines.slice(-limit).flatMap(parseLine);
    },
    close: () => file.close(),
  };
}

function parseLine(line: string): LogEntry[] {
  try {
    return [logEntry.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}

async function endsMidLine(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) return false;
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] !== 0x0a;
  } finally {
    await file.close();
  }
}
