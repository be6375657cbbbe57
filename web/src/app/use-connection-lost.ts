import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { isConnectionLost } from './query.ts';

/** True while the browser says it is offline, or the newest attempt to read something failed because of that. */
export function useConnectionLost(): boolean {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback(
    (changed: () => void) => {
      const leave = cache.subscribe(changed);
      for (const event of changes) window.addEventListener(event, changed);
      return () => {
        leave();
        for (const event of changes) window.removeEventListener(event, changed);
      };
    },
    [cache],
  );
  return useSyncExternalStore(
    subscribe,
    () =>
      !navigator.onLine ||
      cache
        .getAll()
        .some(
          (query) =>
            query.isActive() && isConnectionLost(query.state.error ?? query.state.fetchFailureReason),
        ),
  );
}

const changes = ['online', 'offline'] as const;
