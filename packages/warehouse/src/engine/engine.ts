import { type DuckDBDataChunk, DuckDBInstance, type DuckDBValue, type JS } from '@duckdb/node-api';

/** A row as plain JavaScript values; BIGINT and HUGEINT arrive as bigint, DATE as Date, LIST as array. */
export type Row = Record<string, JS>;

/** Positional (`$1` or `?`) or named (`$name`) values of a statement; values are always bound, never pasted. */
export type Values = DuckDBValue[] | Record<string, DuckDBValue>;

/** How long a statement may take, and the signal that ends it early. */
export interface RunOptions {
  /** Ends the statement when aborted; the promise rejects with `EngineError` code `engine.cancelled`. */
  signal?: AbortSignal | undefined;
  /** Ends the statement after so many milliseconds; rejects with code `engine.timeout`. */
  timeoutMs?: number | undefined;
}

/** Settings of one in-memory engine. */
export interface EngineOptions {
  /** DuckDB's own limit, such as `1GB`; the process may use about half as much again. Default `1GB`. */
  memoryLimit?: string;
  /** Directory for what does not fit in memory. Without one nothing is spilled. */
  tempDirectory?: string;
  /** Default: DuckDB's choice, the number of cores. */
  threads?: number;
  /** `false` lets DuckDB write rows in any order, which needs less memory. Default `true`. */
  keepOrder?: boolean;
}

/** A problem of the engine itself, with a stable code; the message never holds values of the data. */
export class EngineError extends Error {
  readonly code: 'engine.timeout' | 'engine.cancelled' | 'engine.memory' | 'engine.closed';

  constructor(code: EngineError['code'], message: string) {
    super(message);
    this.name = 'EngineError';
    this.code = code;
  }
}

/** One in-memory DuckDB. Every statement has its own connection, so calls may overlap and be ended one by one. */
export interface Engine {
  /** Runs one or more statements and gives all rows of the last. For results that fit in memory. */
  run(sql: string, values?: Values, options?: RunOptions): Promise<Row[]>;
  /** Gives the rows of one SELECT in batches of about 2,048 while DuckDB is still producing them. */
  stream(sql: string, values?: Values, options?: RunOptions): AsyncIterable<Row[]>;
  /**
   * As `stream`, for a SELECT of which all columns are numbers: per batch one array per column, without an object or a
   * text per row. NULL arrives as NaN, BIGINT as the nearest number. The arrays are overwritten by the next batch.
   */
  streamNumbers(sql: string, values?: Values, options?: RunOptions): AsyncIterable<NumberBatch>;
  /** As `stream`, for a SELECT of one column of text, which gives the texts; NULL arrives as an empty text. */
  streamTexts(sql: string, options?: RunOptions): AsyncIterable<string[]>;
  /** Makes a table of text, integer or boolean columns out of arrays of equal length; null stays NULL. */
  load(table: string, columns: Record<string, LoadColumn>): Promise<void>;
  /** Releases the memory. Later calls reject with `engine.closed`. Calling it twice is harmless. */
  close(): void;
}

/** Rows of numbers, column by column; only the first `rowCount` places of an array count. */
export interface NumberBatch {
  readonly rowCount: number;
  readonly columns: readonly Float64Array[];
}

/** A column handed to {@link Engine.load}. */
export type LoadColumn =
  | { type: 'VARCHAR'; values: readonly (string | null)[] }
  | { type: 'UINTEGER'; values: readonly (number | null)[] }
  | { type: 'BOOLEAN'; values: readonly (boolean | null)[] };

/** Quotes a name for use as an identifier in SQL: the only way a name may enter a statement. */
export function quoteIdentifier(name: string): string {
  if (name.includes('\0')) throw new TypeError('An identifier cannot hold a NUL character.');
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Quotes text as an SQL literal, for the few places where DuckDB does not bind (paths and options of COPY and
 * of table functions). Everything else is bound.
 */
export function quoteLiteral(text: string): string {
  if (text.includes('\0')) throw new TypeError('A literal cannot hold a NUL character.');
  return `'${text.replaceAll("'", "''")}'`;
}

/** Opens an in-memory engine that downloads no extensions. Takes about 20 ms. */
export async function openEngine(options: EngineOptions = {}): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', engineConfiguration(options));
  let open = true;
  const connect = async () => {
    if (!open) throw new EngineError('engine.closed', 'The engine is closed.');
    return instance.connect();
  };

  return {
    async run(sql, values, runOptions = {}) {
      const connection = await connect();
      try {
        return await interruptible(connection, runOptions, async () => {
          const result = await connection.run(sql, values);
          return result.getRowObjectsJS();
        });
      } finally {
        connection.closeSync();
      }
    },
    async *stream(sql, values, runOptions = {}) {
      const connection = await connect();
      try {
        const result = await interruptible(connection, runOptions, () => connection.stream(sql, values));
        const batches = result.yieldRowObjectJs()[Symbol.asyncIterator]();
        for (;;) {
          const batch = await interruptible(connection, runOptions, () => batches.next());
          if (batch.done) return;
          yield batch.value;
        }
      } finally {
        connection.closeSync();
      }
    },
    async *streamNumbers(sql, values, runOptions = {}) {
      const connection = await connect();
      try {
        const result = await interruptible(connection, runOptions, () => connection.stream(sql, values));
        const columns = Array.from({ length: result.columnCount }, () => new Float64Array(chunkRowsMax));
        for (;;) {
          const chunk = await interruptible(connection, runOptions, () => result.fetchChunk());
          const rowCount = chunk?.rowCount ?? 0;
          if (chunk === null || rowCount === 0) return;
          for (const [index, column] of columns.entries()) copyNumbers(chunk, index, rowCount, column);
          yield { rowCount, columns };
        }
      } finally {
        connection.closeSync();
      }
    },
    async *streamTexts(sql, runOptions = {}) {
      const connection = await connect();
      try {
        const result = await interruptible(connection, runOptions, () => connection.stream(sql));
        for (;;) {
          const chunk = await interruptible(connection, runOptions, () => result.fetchChunk());
          const rowCount = chunk?.rowCount ?? 0;
          if (chunk === null || rowCount === 0) return;
          const vector = chunk.getColumnVector(0);
          yield Array.from({ length: rowCount }, (_, row) => String(vector.getItem(row) ?? ''));
        }
      } finally {
        connection.closeSync();
      }
    },
    async load(table, columns) {
      const connection = await connect();
      try {
        await loadColumns(connection, table, columns);
      } finally {
        connection.closeSync();
      }
    },
    close() {
      if (!open) return;
      open = false;
      instance.closeSync();
    },
  };
}

/** DuckDB's standard vector size. */
const chunkRowsMax = 2048;

function copyNumbers(chunk: DuckDBDataChunk, index: number, rowCount: number, into: Float64Array): void {
  const vector = chunk.getColumnVector(index);
  for (let row = 0; row < rowCount; row++) {
    const value = vector.getItem(row);
    into[row] = value === null ? Number.NaN : Number(value);
  }
}

type Connection = Awaited<ReturnType<DuckDBInstance['connect']>>;

function engineConfiguration(options: EngineOptions): Record<string, string> {
  const configuration: Record<string, string> = {
    memory_limit: options.memoryLimit ?? '1GB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: String(options.keepOrder ?? true),
    temp_directory: options.tempDirectory ?? '',
  };
  if (options.threads !== undefined) configuration['threads'] = String(options.threads);
  return configuration;
}

async function interruptible<T>(
  connection: Connection,
  options: RunOptions,
  work: () => Promise<T>,
): Promise<T> {
  if (options.signal?.aborted) throw cancelled();
  let reason: EngineError | undefined;
  let repeat: NodeJS.Timeout | undefined;
  const interrupt = (error: EngineError) => {
    if (reason) return;
    reason = error;
    connection.interrupt();
    // An interrupt before the statement has started is lost, so it is repeated until the statement ends.
    repeat = setInterval(() => connection.interrupt(), 20);
  };
  const onAbort = () => interrupt(cancelled());
  options.signal?.addEventListener('abort', onAbort, { once: true });
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => interrupt(timedOut(options.timeoutMs ?? 0)), options.timeoutMs);
  try {
    return await work();
  } catch (error) {
    if (reason) throw reason;
    throw explained(error);
  } finally {
    clearTimeout(timer);
    clearInterval(repeat);
    options.signal?.removeEventListener('abort', onAbort);
  }
}

function cancelled(): EngineError {
  return new EngineError('engine.cancelled', 'The work was cancelled before it was done.');
}

function timedOut(timeoutMs: number): EngineError {
  return new EngineError('engine.timeout', `The work was ended because it took longer than ${timeoutMs} ms.`);
}

function explained(error: unknown): unknown {
  if (error instanceof Error && /^Out of Memory/i.test(error.message)) {
    return new EngineError(
      'engine.memory',
      'The work needs more memory than this engine may use; give it more memory or a temporary directory.',
    );
  }
  return error;
}

async function loadColumns(
  connection: Connection,
  table: string,
  columns: Record<string, LoadColumn>,
): Promise<void> {
  const names = Object.keys(columns);
  const list = Object.values(columns);
  const rowCount = list[0]?.values.length ?? 0;
  if (list.some((column) => column.values.length !== rowCount)) {
    throw new TypeError(`The columns of ${table} have different lengths.`);
  }
  const definitions = names.map(
    (name, index) => `${quoteIdentifier(name)} ${list[index]?.type ?? 'VARCHAR'}`,
  );
  await connection.run(`CREATE TABLE ${quoteIdentifier(table)} (${definitions.join(', ')})`);
  const appender = await connection.createAppender(table);
  for (let row = 0; row < rowCount; row++) {
    for (const column of list) {
      const value = column.values[row] ?? null;
      if (value === null) appender.appendNull();
      else if (column.type === 'VARCHAR') appender.appendVarchar(String(value));
      else if (column.type === 'UINTEGER') appender.appendUInteger(Number(value));
      else appender.appendBoolean(value === true);
    }
    appender.endRow();
  }
  appender.closeSync();
}
