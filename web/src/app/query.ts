import type { RouteDefinition } from '@datalab/server/platform/http/route.ts';
import { QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { ApiProblem, type CallInput, call } from './api.ts';

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

/** A change through one operation; afterwards everything on the page that may have changed is read again. */
export function useApiChange<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(route: RouteDefinition<P, Q, B, R>, onDone?: (result: z.output<R>, input: CallInput<P, Q, B>) => void) {
  const client = useQueryClient();
  return useMutation<z.output<R>, ApiProblem, CallInput<P, Q, B>>({
    mutationFn: (input) => call(route, input),
    onSuccess: async (result, input) => {
      onDone?.(result, input);
      await client.invalidateQueries();
    },
  });
}
