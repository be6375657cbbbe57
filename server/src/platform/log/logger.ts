export type LogLevel = 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** One JSON object per line. Fields are facts about the platform, never about a person in the data. */
export interface Logger {
  log(level: LogLevel, event: string, fields?: LogFields): void;
}

export function createLogger(write: (line: string) => void, now: () => Date = () => new Date()): Logger {
  return {
    log: (level, event, fields = {}) =>
      write(JSON.stringify({ at: now().toISOString(), level, event, ...fields })),
  };
}

/** What a log may say of an unexpected error: its kind and where it arose; messages may quote data. */
export function errorToFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = (error as { code?: unknown }).code;
  return {
    error: error.name,
    code: typeof code === 'string' ? code : null,
    where: codePlaces(error.stack).join(' < '),
  };
}

function codePlaces(stack: string | undefined): string[] {
  const places = (stack ?? '').matchAll(/\(?((?:file:\/\/|\/|node:)[^\s()]+:\d+:\d+)\)?/g);
  return [...places].slice(0, 4).map((place) => (place[1] ?? '').split('/').slice(-3).join('/'));
}
