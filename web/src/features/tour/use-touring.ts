import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../../app/session.ts';

const storageKey = 'datalab.touring';

export interface Touring {
  readonly isOpen: boolean;
  toggle(): void;
}

/** Whether the tour is open, for somebody of the demo; it stays as it was left when the page is read again. */
export function useTouring(): Touring | undefined {
  const session = useQuery(sessionQuery).data;
  const [isOpen, setOpen] = useState(() => sessionStorage.getItem(storageKey) === 'yes');
  if (!session?.demo || session.person === null) return undefined;
  return {
    isOpen,
    toggle: () => {
      sessionStorage.setItem(storageKey, isOpen ? 'no' : 'yes');
      setOpen(!isOpen);
    },
  };
}
