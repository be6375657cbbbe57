import type { z } from 'zod';
import { findUnstorableTexts } from '../db/storable-text.ts';
import { Failure, type FailureProblem, requireAllowed } from '../errors/failure.ts';
import { type Actor, requireScope } from './actor.ts';
import type { FileReply, Reply, RequestInput, RouteBinding, Upload } from './binding.ts';
import { generalErrors } from './common.contract.ts';
import { eventStreamResponse, type Subscription } from './event-stream.ts';
import { issueToProblems } from './issue-problems.ts';
import { jsonMaxBytes, readForm, readJson } from './request-body.ts';
import type { ErrorCode } from './route.ts';
import { withUpload } from './upload.ts';

export interface OperationSettings {
  readonly resolveActor: (headers: Headers) => Promise<Actor | null>;
  /** Holds answers to their schema and failures to the codes of their route; for tests and development. */
  readonly checkResponses: boolean;
}

/** An operation answers otherwise than its contract says. The message names what is in the contract, never an answer. */
export class ContractBroken extends Error {
  constructor({ route }: RouteBinding, how: string) {
    super(`${route.operationId} ${how}`);
    this.name = 'ContractBroken';
  }
}

/** What the way in found out about a request. */
export interface Arrival {
  readonly params: Record<string, string>;
  /** Where it comes from, as far as that can be believed. */
  readonly caller: string;
}

export async function runOperation(
  binding: RouteBinding,
  request: Request,
  arrival: Arrival,
  settings: OperationSettings,
): Promise<Response> {
  try {
    return await answerRequest(binding, request, arrival, settings);
  } catch (error) {
    if (settings.checkResponses && error instanceof Failure) requireDeclared(binding, error);
    throw error;
  }
}

function requireDeclared(binding: RouteBinding, { code }: Failure): void {
  const declared: readonly ErrorCode[] = [...generalErrors, ...binding.route.errors];
  if (declared.includes(code)) return;
  throw new ContractBroken(binding, `fails with ${code}, which the errors of its contract do not name`);
}

/** Identify, authorise, validate, act: in this order, so that no error reveals what the caller may not see. */
async function answerRequest(
  binding: RouteBinding,
  request: Request,
  arrival: Arrival,
  settings: OperationSettings,
): Promise<Response> {
  const actor = await settings.resolveActor(request.headers);
  requirePolicy(binding, actor);
  const { route } = binding;
  if (actor !== null) requireAllowed(requireScope(actor, route.operationId, arrival.params));
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const problems: FailureProblem[] = [];
  const params = parsePart('params', route.params, arrival.params, problems);
  const parsedQuery = parsePart('query', route.query, query, problems);
  if (problems.length > 0) throw invalid(problems);

  const answer = async (body: unknown, upload: Upload | undefined): Promise<Response> => {
    const input: RequestInput<unknown, unknown, unknown> = {
      params,
      query: parsedQuery,
      body,
      upload,
      headers: request.headers,
      caller: arrival.caller,
      signal: request.signal,
    };
    return toResponse(binding, await binding.handle(actor, input), settings.checkResponses);
  };
  if (route.upload !== undefined) {
    return withUpload(request, route.upload.maxBytes, (upload) => answer(undefined, upload));
  }
  if (route.body === undefined) return answer(undefined, undefined);
  const read = route.form === true ? readForm : readJson;
  const sent = await read(request, route.maxBodyBytes ?? jsonMaxBytes);
  const body = parsePart('body', route.body, sent, problems);
  if (problems.length > 0) throw invalid(problems);
  return answer(body, undefined);
}

function requirePolicy(binding: RouteBinding, actor: Actor | null): void {
  if (binding.policy.needsActor && actor === null) throw new Failure('session.required', 401);
  const { needsActor, beforeSecondFactor = false } = binding.policy;
  if (needsActor && !beforeSecondFactor && actor?.lacksSecondFactor === true) {
    throw new Failure('session.second-factor-first', 403);
  }
  const answer = binding.policy.answer(actor);
  if (answer.allowed) return;
  throw new Failure(answer.reason, actor === null ? 401 : 403, answer.params ?? {});
}

function parsePart(
  part: 'params' | 'query' | 'body',
  schema: z.ZodType | undefined,
  value: unknown,
  problems: FailureProblem[],
): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value);
  if (result.success) {
    problems.push(...findUnstorableTexts(result.data, part));
    return result.data;
  }
  problems.push(...result.error.issues.flatMap((issue) => issueToProblems(issue, [part])));
  return undefined;
}

/** An address that cannot exist is not found; a wrong question is a bad request. */
function invalid(problems: readonly FailureProblem[]): Failure {
  const inAddress = problems.every((problem) => problem.path.startsWith('params'));
  return inAddress
    ? new Failure('request.not-found', 404)
    : new Failure('request.invalid', 400, {}, problems);
}

function toResponse(binding: RouteBinding, reply: Reply<unknown>, checked: boolean): Response {
  const { route } = binding;
  const headers = new Headers(reply.headers);
  headers.set('cache-control', 'no-store');
  if (route.events === true) {
    const subscribe = reply.body as Subscription<unknown>;
    return eventStreamResponse(checked ? withPromisedShape(binding, subscribe) : subscribe, headers);
  }
  if (checked) requirePromisedShape(binding, reply.body);
  if (reply.file !== undefined) return toDownload(reply.file, headers);
  if (route.status === 302) return toRedirect(binding, reply, headers);
  if (route.status === 204) return new Response(null, { status: 204, headers });
  headers.set('content-type', 'application/json');
  const content = Buffer.from(JSON.stringify(reply.body));
  headers.set('content-length', String(content.byteLength));
  return new Response(content, { status: route.status, headers });
}

function toRedirect({ route }: RouteBinding, { redirect }: Reply<unknown>, headers: Headers): Response {
  if (redirect === undefined) throw new Error(`${route.operationId} sends the browser nowhere`);
  headers.set('location', redirect);
  return new Response(null, { status: 302, headers });
}

function withPromisedShape(binding: RouteBinding, subscribe: Subscription<unknown>): Subscription<unknown> {
  return ({ send, end }) =>
    subscribe({
      end,
      send: (event) => {
        requirePromisedShape(binding, event.data);
        send(event);
      },
    });
}

function toDownload({ fileName, bytes, stream }: FileReply, headers: Headers): Response {
  headers.set('content-type', 'application/octet-stream');
  if (bytes !== undefined) headers.set('content-length', String(bytes));
  headers.set('content-disposition', `attachment; filename*=UTF-8''${encodeFileName(fileName)}`);
  return new Response(stream, { headers });
}

/** RFC 8187 leaves fewer characters as they are than an address does. */
function encodeFileName(fileName: string): string {
  return encodeURIComponent(fileName.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function requirePromisedShape(binding: RouteBinding, body: unknown): void {
  const result = binding.route.response.safeParse(body);
  if (result.success) return;
  const places = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ContractBroken(binding, `answers otherwise than its contract says: ${places.join('; ')}`);
}
