import type { z } from 'zod';
import type { GeneralError } from './common.contract.ts';

/**
 * The codes a request can fail with. Each module adds its own beside their list, so that a code in no list does not
 * compile: `declare module '../../platform/http/route.ts' { interface ErrorCodes { ... } }`.
 */
export interface ErrorCodes {
  general: GeneralError;
}
export type ErrorCode = ErrorCodes[keyof ErrorCodes];

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/**
 * One HTTP operation, described once: the server validates with it, the OpenAPI document is made from it,
 * and the web client and the CLI are typed by it. Paths use `{name}` and are relative to `/api/v1`.
 */
export interface RouteDefinition<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  /** JSON body; a route that takes a file says `upload` instead. */
  readonly body?: Body;
  /** The body comes as a form, as OpenID Connect sends its own; never for a page of ours. */
  readonly form?: true;
  /** Larger than the usual 1 MB, for bodies that hold a document. */
  readonly maxBodyBytes?: number;
  /** `multipart/form-data` with one part named `file`, streamed to disk and bounded. */
  readonly upload?: { readonly maxBytes: number };
  /** Answers with server-sent events that go on; `response` is the data of each. */
  readonly events?: true;
  /** The answer is a file to keep, not JSON; `response` is then null. */
  readonly download?: true;
  readonly response: Response;
  /** 302 sends the browser on: to what the reply says as `redirect`. */
  readonly status: 200 | 201 | 202 | 204 | 302;
  /** Codes this operation may answer with besides the general ones. */
  readonly errors: readonly ErrorCode[];
}

export function defineRoute<
  Params extends z.ZodType = z.ZodNever,
  Query extends z.ZodType = z.ZodNever,
  Body extends z.ZodType = z.ZodNever,
  Response extends z.ZodType = z.ZodType,
>(
  definition: RouteDefinition<Params, Query, Body, Response>,
): RouteDefinition<Params, Query, Body, Response> {
  return definition;
}
