import { z } from 'zod';

/** The keyholder cannot be reached, or the connection broke. Trying again later may succeed. */
export class KeyholderUnreachable extends Error {
  readonly code = 'keyholder-unreachable';
  readonly retryable = true;

  constructor(url: string, reason: string) {
    super(`The keyholder at ${url} cannot be reached (${reason}). Check that it runs, then try again.`);
    this.name = 'KeyholderUnreachable';
  }
}

/** The keyholder said no, or gave an answer that cannot be used; `code` says which. */
export class KeyholderRefused extends Error {
  readonly code: string;
  readonly status: number;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(code: string, status: number, detail: string, retryAfterMs?: number) {
    super(`The keyholder refused: ${detail}`);
    this.name = 'KeyholderRefused';
    this.code = code;
    this.status = status;
    this.retryable = status === 429 || status === 503;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface HttpClientOptions {
  readonly url: string;
  readonly token: string;
  readonly timeoutMs?: number;
  /** Plain http to another machine shows the token to the network between; only for a network you trust. */
  readonly allowPlainHttp?: boolean;
}

export interface HttpRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly path: string;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly answerBytesMax?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer {
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}

export type HttpClient = (request: HttpRequest) => Promise<Answer>;

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const base = checkUrl(options);
  const timeoutMs = options.timeoutMs ?? 30_000;
  return async (request) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
    try {
      const response = await fetch(new URL(request.path, base), {
        method: request.method,
        redirect: 'error',
        signal,
        headers: {
          authorization: `Bearer ${options.token}`,
          ...(request.json !== undefined && { 'content-type': 'application/json' }),
          ...(request.bytes && { 'content-type': 'application/octet-stream' }),
        },
        ...bodyOf(request),
      });
      const bytes = await readBounded(response, request.answerBytesMax ?? 4 * 1024 * 1024);
      if (!response.ok) throw refusalOf(response, bytes);
      return { bytes, headers: response.headers };
    } catch (error) {
      if (error instanceof KeyholderRefused) throw error;
      request.signal?.throwIfAborted();
      throw new KeyholderUnreachable(
        base.origin,
        timeout.aborted ? `no answer in ${timeoutMs} ms` : reasonOf(error),
      );
    }
  };
}

/** The answer as JSON of the expected form. */
export function readJson<Schema extends z.ZodType>(schema: Schema, { bytes }: Answer): z.infer<Schema> {
  const result = schema.safeParse(parseJson(bytes));
  if (result.success) return result.data;
  throw unusableAnswer();
}

export function unusableAnswer(): KeyholderRefused {
  return new KeyholderRefused('unusable-answer', 502, 'its answer has another form than expected.');
}

function checkUrl({ url, allowPlainHttp }: HttpClientOptions): URL {
  const base = new URL(url);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(base.hostname);
  if (base.protocol === 'https:' || (base.protocol === 'http:' && (isLocal || allowPlainHttp))) return base;
  throw new TypeError(
    `The keyholder at ${base.origin} must be reached over https, so that the token stays secret.`,
  );
}

function bodyOf(request: HttpRequest): { body?: string | Uint8Array<ArrayBuffer> } {
  if (request.bytes) return { body: new Uint8Array(request.bytes) };
  return request.json === undefined ? {} : { body: JSON.stringify(request.json) };
}

async function readBounded(response: Response, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > bytesMax) throw unusableAnswer();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

const problem = z.object({ code: z.string(), detail: z.string() });

function refusalOf(response: Response, bytes: Uint8Array): KeyholderRefused {
  const { data } = problem.safeParse(parseJson(bytes));
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfterMs = Number.isFinite(seconds) ? Math.min(60, Math.max(0, seconds)) * 1000 : undefined;
  return new KeyholderRefused(
    data?.code ?? 'unusable-answer',
    response.status,
    data?.detail ?? `it answered with status ${response.status}.`,
    retryAfterMs,
  );
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the connection broke';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
}
