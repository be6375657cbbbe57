import type { Problem } from '@datalab/server/platform/http/common.contract.ts';
import type { RouteDefinition } from '@datalab/server/platform/http/route.ts';
import type { z } from 'zod';

type Part<Name extends string, Schema extends z.ZodType> = [Schema] extends [z.ZodNever]
  ? unknown
  : Record<string, never> extends z.input<Schema>
    ? { readonly [key in Name]?: z.input<Schema> }
    : { readonly [key in Name]: z.input<Schema> };

/** What an operation needs, as its contract says. */
export type CallInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<'params', P> &
  Part<'query', Q> &
  Part<'body', B> & { readonly signal?: AbortSignal };

interface AnyInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** The hub said no, with a stable code; or could not be reached at all (`connection.lost`). */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: Problem['params'];
  readonly problems: NonNullable<Problem['problems']>;

  constructor(
    code: string,
    status: number,
    params?: Problem['params'],
    problems: NonNullable<Problem['problems']> = [],
  ) {
    super(code);
    this.name = 'ApiProblem';
    this.code = code;
    this.status = status;
    this.params = params;
    this.problems = problems;
  }
}

const base = '/api/v1';

/** Does one operation of the hub. Throws ApiProblem, never anything else, unless it was aborted. */
export async function call<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(route: RouteDefinition<P, Q, B, R>, input: CallInput<P, Q, B>): Promise<z.output<R>> {
  const { signal, body, ...rest } = input as AnyInput;
  const request: RequestInit = {
    method: route.method.toUpperCase(),
    headers: { accept: 'application/json' },
  };
  if (signal !== undefined) request.signal = signal;
  if (body !== undefined) {
    request.headers = { accept: 'application/json', 'content-type': 'application/json' };
    request.body = JSON.stringify(body);
  }
  const response = await reach(addressOf(route, rest), request);
  if (!response.ok) throw await readProblem(response);
  return response.json();
}

/** The address of an operation with its values filled in. */
export function addressOf(
  route: Pick<RouteDefinition, 'path' | 'operationId'>,
  input: Pick<AnyInput, 'params' | 'query'>,
): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = input.params?.[name];
    if (value === undefined) throw new Error(`${route.operationId} needs ${name}`);
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.size === 0 ? `${base}${path}` : `${base}${path}?${query}`;
}

/** Makes a problem of an answer that is not what was asked for, also of one that is not JSON. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isProblem(body)) return new ApiProblem(body.code, body.status, body.params, body.problems);
  const behindProxy = response.status === 502 || response.status === 503 || response.status === 504;
  return new ApiProblem(behindProxy ? 'connection.lost' : 'server.unexpected', response.status);
}

async function reach(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem('connection.lost', 0);
  }
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    typeof body.code === 'string' &&
    'status' in body &&
    typeof body.status === 'number'
  );
}
