import { useCallback, useState } from 'react';

/** What somebody is typing, kept in the browser until `clear`, so that leaving the page loses nothing. */
export function useDraft(
  key: string,
  initial: string,
): { value: string; change: (value: string) => void; clear: () => void } {
  const storageKey = `datalab.draft.${key}`;
  const [value, setValue] = useState(() => sessionStorage.getItem(storageKey) ?? initial);
  const change = useCallback(
    (next: string) => {
      sessionStorage.setItem(storageKey, next);
      setValue(next);
    },
    [storageKey],
  );
  const clear = useCallback(() => {
    sessionStorage.removeItem(storageKey);
    setValue('');
  }, [storageKey]);
  return { value, change, clear };
}

/** The same for a list that belongs to a text. */
export function useListDraft<Item>(
  key: string,
): readonly [readonly Item[], (items: readonly Item[]) => void, () => void] {
  const { value, change, clear } = useDraft(key, '');
  const items = value === '' ? [] : (JSON.parse(value) as Item[]);
  return [items, (next) => change(JSON.stringify(next)), clear];
}
