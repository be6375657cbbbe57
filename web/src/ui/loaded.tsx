import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemAlert } from './problem-alert.tsx';
import { Skeleton } from './skeleton.tsx';

/** Shows what was fetched; until then its place, and when it failed why. What was already shown stays. */
export function Loaded<Data>({
  query,
  children,
  lines = 4,
}: {
  query: UseQueryResult<Data, Error>;
  children: (data: Data) => ReactNode;
  lines?: number;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton lines={lines} />;
}
