import { createContext, useContext } from 'react';

/** Does something, and once more after the person proved that it is them where the hub asks for that first. */
export type Proven = <T>(act: () => Promise<T>) => Promise<T>;

export const ProofContext = createContext<Proven>((act) => act());

export function useProof(): Proven {
  return useContext(ProofContext);
}
