import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { isConnectionLost } from './query.ts';

/** True while the newest attempt to read something failed because the hub could not be reached. */
export function useConnectionLost(): boolean {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback((changed: () => void) => cache.subscribe(changed), [cache]);
  return useSyncExternalStore(subscribe, () =>
    cache
      .getAll()
      .some(
        (query) => query.isActive() && isConnectionLost(query.state.error ?? query.state.fetchFailureReason),
      ),
  );
}
