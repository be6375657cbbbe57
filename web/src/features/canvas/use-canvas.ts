import {
  type Canvas,
  type CanvasBox,
  type CanvasPerson,
  type canvasEvent,
  canvasRoutes,
} from '@datalab/server/modules/canvas/canvas.contract.ts';
import type { RouteDefinition } from '@datalab/server/platform/http/route.ts';
import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { type ApiProblem, addressOf, type CallInput, call } from '../../app/api.ts';
import { apiQuery, isConnectionLost } from '../../app/query.ts';
import { newestOf, withBox } from './board.ts';

const quietMs = 4_000;
const reconnectMs = 5_000;
const maxRetries = 2;

export function canvasQuery(edition: string) {
  return queryOptions({
    ...apiQuery(canvasRoutes.getCanvas, { params: { edition } }),
    structuralSharing: (known, read) => newestOf(known as Canvas | undefined, read as Canvas),
  });
}

export interface LiveCanvas {
  readonly query: ReturnType<typeof useQuery<Canvas, ApiProblem>>;
  readonly people: readonly CanvasPerson[];
  /** Nothing has come in for a while: changes of others are not seen now. */
  readonly lost: boolean;
}

/** The board of an edition, kept as it is now by the events of the hub. */
export function useCanvas(edition: string): LiveCanvas {
  const client = useQueryClient();
  const query = useQuery(canvasQuery(edition));
  const [people, setPeople] = useState<readonly CanvasPerson[]>([]);
  const [lost, setLost] = useState(false);
  const isLoaded = query.data !== undefined;
  useEffect(
    () => (isLoaded ? followCanvas(client, edition, { setPeople, setLost }) : undefined),
    [client, edition, isLoaded],
  );
  return { query, people, lost };
}

interface Listeners {
  setPeople(people: readonly CanvasPerson[]): void;
  setLost(lost: boolean): void;
}

function followCanvas(client: QueryClient, edition: string, { setPeople, setLost }: Listeners): () => void {
  const { queryKey } = canvasQuery(edition);
  let source: EventSource;
  let reconnect: ReturnType<typeof setTimeout> | undefined;
  let losing: ReturnType<typeof setTimeout> | undefined;

  const connect = (): void => {
    const since = client.getQueryData(queryKey)?.revision ?? 0;
    source = new EventSource(addressOf(canvasRoutes.followCanvas, { params: { edition }, query: { since } }));
    source.onopen = () => {
      if (losing !== undefined) void client.invalidateQueries({ queryKey });
      clearTimeout(losing);
      losing = undefined;
      setLost(false);
    };
    source.onmessage = (message: MessageEvent<string>) => {
      const event: z.infer<typeof canvasEvent> = JSON.parse(message.data);
      if (event.kind === 'present') setPeople(event.people);
      else client.setQueryData(queryKey, (board) => board && withBox(board, event.box, event.risks));
    };
    source.onerror = () => {
      losing ??= setTimeout(() => setLost(true), quietMs);
      if (source.readyState === EventSource.CLOSED) reconnect = setTimeout(connect, reconnectMs);
    };
  };
  connect();
  return () => {
    clearTimeout(reconnect);
    clearTimeout(losing);
    source.close();
  };
}

/** A change of one box: others see it through the events, the writer at once. */
export function useBoxChange<P extends z.ZodType, B extends z.ZodType>(
  edition: string,
  route: RouteDefinition<P, z.ZodNever, B, typeof canvasRoutes.putComment.response>,
  onDone?: () => void,
) {
  const client = useQueryClient();
  return useMutation<CanvasBox, ApiProblem, CallInput<P, z.ZodNever, B>>({
    mutationFn: (input) => call(route, input),
    retry: (failures, error) => isConnectionLost(error) && failures < maxRetries,
    onSuccess: (box) => {
      const { queryKey } = canvasQuery(edition);
      client.setQueryData(queryKey, (board) => board && withBox(board, box, board.risks));
      void client.invalidateQueries({ queryKey: [canvasRoutes.getBoxHistory.operationId] });
      onDone?.();
    },
    onError: (error) => {
      if (error.status === 409) void client.invalidateQueries({ queryKey: canvasQuery(edition).queryKey });
    },
  });
}
