import { identityRoutes } from '@datalab/server/modules/identity/identity.contract.ts';
import type { RouteDefinition } from '@datalab/server/platform/http/route.ts';
import { QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import type { z } from 'zod';
import { ApiProblem, type CallInput, call } from './api.ts';
import { useProof } from './proof-context.ts';

const maxRetries = 2;
const reconnectMs = 5_000;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => isConnectionLost(error) && failures < maxRetries,
        refetchInterval: ({ state }) => (isConnectionLost(state.error) ? reconnectMs : false),
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}

export function isConnectionLost(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'connection.lost';
}

/** Query options of one reading operation: the key is the operation with what was asked of it. */
export function apiQuery<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: RouteDefinition<P, Q, B, R>,
  input: CallInput<P, Q, B>,
) {
  return queryOptions<z.output<R>, ApiProblem>({
    queryKey: [route.operationId, input],
    queryFn: ({ signal }) => call(route, { ...input, signal }),
  });
}

/**
 * A change through one operation; afterwards everything on the page that may have changed is read again. Asked the
 * same once more before that, as by a double click, it is done once.
 */
export function useApiChange<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(route: RouteDefinition<P, Q, B, R>, onDone?: (result: z.output<R>, input: CallInput<P, Q, B>) => void) {
  const client = useQueryClient();
  const proven = useProof();
  const running = useRef(new Set<string>());
  const change = useMutation<z.output<R>, ApiProblem, CallInput<P, Q, B>>({
    mutationFn: (input) => proven(() => call(route, input)),
    onSuccess: async (result, input) => {
      onDone?.(result, input);
      await client.invalidateQueries();
    },
    onError: (error) => {
      const mayHaveLostRole = error.status === 403;
      if (mayHaveLostRole)
        return client.invalidateQueries({ queryKey: [identityRoutes.getSession.operationId] });
    },
    onSettled: (_result, _error, input) => {
      running.current.delete(JSON.stringify(input));
    },
  });
  const { mutate: start } = change;
  const mutate = useCallback<typeof start>(
    (...asked) => {
      const key = JSON.stringify(asked[0]);
      if (running.current.has(key)) return;
      running.current.add(key);
      start(...asked);
    },
    [start],
  );
  return { ...change, mutate };
}
