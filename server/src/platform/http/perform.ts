import type { z } from 'zod';
import { Failure } from '../errors/failure.ts';
import type { Actor } from './actor.ts';
import type { FileReply, Reply, RouteBinding } from './binding.ts';
import type { CallInput } from './client.ts';
import type { RouteDefinition } from './route.ts';

interface AnyInput {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

/** An operation done inside the hub as a person does it over HTTP: same contract, same policy, same code. */
export interface Performer {
  call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    actor: Actor,
    route: RouteDefinition<P, Q, B, R>,
    input: CallInput<P, Q, B>,
  ): Promise<z.output<R>>;
  download<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    actor: Actor,
    route: RouteDefinition<P, Q, B, R> & { readonly download?: true },
    input: CallInput<P, Q, B>,
  ): Promise<FileReply>;
}

export function createPerformer(bindings: readonly RouteBinding[]): Performer {
  const byOperation = new Map(bindings.map((binding) => [binding.route.operationId, binding]));

  async function run(actor: Actor, operationId: string, input: AnyInput): Promise<Reply<unknown>> {
    const binding = byOperation.get(operationId);
    if (binding === undefined) throw new Error(`there is no operation ${operationId}`);
    const answer = binding.policy.answer(actor);
    if (!answer.allowed) throw new Failure(answer.reason, 403, answer.params ?? {});
    const { route } = binding;
    return binding.handle(actor, {
      params: route.params?.parse(input.params ?? {}),
      query: route.query?.parse(input.query ?? {}),
      body: route.body?.parse(input.body),
      upload: undefined,
      headers: new Headers(),
      caller: 'hub',
      signal: new AbortController().signal,
    });
  }

  return {
    call: async (actor, route, input) => {
      const { body } = await run(actor, route.operationId, input as AnyInput);
      return route.response.parse(body);
    },
    download: async (actor, route, input) => {
      const { file } = await run(actor, route.operationId, input as AnyInput);
      if (file === undefined) throw new Error(`${route.operationId} gives no file`);
      return file;
    },
  };
}
