import type { z } from 'zod';
import { allowed, denied, type PolicyAnswer } from '../errors/failure.ts';
import { type Actor, requireFreshProof, requireRole } from './actor.ts';
import type { Subscription } from './event-stream.ts';
import type { ErrorCode, RouteDefinition } from './route.ts';

/** A file on its way in: read the stream once, or leave it and it is discarded. */
export interface Upload {
  readonly fileName: string;
  readonly stream: NodeJS.ReadableStream;
  /** True when the stream was cut off at the bound; known after it has ended. */
  isTruncated(): boolean;
}

type Input<T> = T extends z.ZodNever ? undefined : z.output<T>;

export interface RequestInput<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly upload: Upload | undefined;
  readonly headers: Headers;
  /** Where the request comes from, as far as that can be believed: an address, or of IPv6 a network. */
  readonly caller: string;
  readonly signal: AbortSignal;
}

export interface Reply<Response> {
  readonly body: Response;
  /** Extra response headers, for example cookies of a new session. */
  readonly headers?: Headers;
  /** Sent instead of the body by a route that says `download`. */
  readonly file?: FileReply;
  /** Where the browser goes on, by a route with status 302. */
  readonly redirect?: string;
}

/** A file on its way out: always to save, never to show, because another person uploaded it. */
export interface FileReply {
  readonly fileName: string;
  /** Undefined for a file that is made while it is sent. */
  readonly bytes?: number;
  readonly stream: ReadableStream;
}

export interface RoutePolicy {
  readonly name: string;
  readonly needsActor: boolean;
  /** Also for a person who still has to set up the second factor that their organisation demands. */
  readonly beforeSecondFactor?: boolean;
  answer(actor: Actor | null): PolicyAnswer;
}

/** Anybody, without an account. */
export const everyone: RoutePolicy = { name: 'everyone', needsActor: false, answer: () => allowed };

/** Anybody with an account; the service judges the rest with what it knows of the case. */
export const signedIn: RoutePolicy = {
  name: 'signed in',
  needsActor: true,
  answer: (actor) => (actor === null ? denied('session.required') : allowed),
};

/** Only people with one of these roles, whatever their organisation. */
export function anyRole(roles: readonly string[], reason: ErrorCode): RoutePolicy {
  return {
    name: `role ${roles.join(' or ')}`,
    needsActor: true,
    answer: (actor) => {
      if (actor === null) return denied('session.required');
      return requireRole(actor, roles, reason);
    },
  };
}

/** For what cannot be undone or shows people by name: of the people who may, those who proved it is them just now. */
export function freshlyProven(policy: RoutePolicy): RoutePolicy {
  return {
    ...policy,
    name: `${policy.name}, proven just now`,
    answer: (actor) => {
      const answer = policy.answer(actor);
      return answer.allowed && actor !== null ? requireFreshProof(actor) : answer;
    },
  };
}

export function beforeSecondFactor(policy: RoutePolicy): RoutePolicy {
  return { ...policy, beforeSecondFactor: true };
}

export interface RouteBinding {
  readonly route: RouteDefinition;
  readonly policy: RoutePolicy;
  handle(actor: Actor | null, input: RequestInput<unknown, unknown, unknown>): Promise<Reply<unknown>>;
}

/** Binds an operation to its policy and its handler; a route without a policy does not compile. */
export function bind<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: RouteDefinition<P, Q, B, R>,
  policy: RoutePolicy,
  handle: (actor: Actor, input: RequestInput<Input<P>, Input<Q>, Input<B>>) => Promise<Reply<z.input<R>>>,
): RouteBinding {
  return {
    route,
    policy,
    handle: (actor, input) => {
      if (actor === null) throw new Error(`${route.operationId} needs a person; bind it with bindPublic`);
      return handle(actor, input as RequestInput<Input<P>, Input<Q>, Input<B>>);
    },
  };
}

/** As `bind`, for operations that answer people without an account too. */
export function bindPublic<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  route: RouteDefinition<P, Q, B, R>,
  handle: (
    actor: Actor | null,
    input: RequestInput<Input<P>, Input<Q>, Input<B>>,
  ) => Promise<Reply<z.input<R>>>,
): RouteBinding {
  return {
    route,
    policy: everyone,
    handle: (actor, input) => handle(actor, input as RequestInput<Input<P>, Input<Q>, Input<B>>),
  };
}

/** Binds an operation that keeps answering: `open` judges the permission to listen before the first event leaves. */
export function bindEvents<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(
  route: RouteDefinition<P, Q, z.ZodNever, R> & { readonly events?: true },
  policy: RoutePolicy,
  open: (
    actor: Actor,
    input: RequestInput<Input<P>, Input<Q>, undefined>,
  ) => Promise<Subscription<z.input<R>>>,
): RouteBinding {
  return bind(route, policy, async (actor, input) => ({ body: (await open(actor, input)) as z.input<R> }));
}
