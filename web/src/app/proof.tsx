import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import { useTexts } from '../i18n/language.tsx';
import { proofTexts } from '../i18n/proof.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ApiProblem } from './api.ts';
import { ProofContext, type Proven } from './proof-context.ts';

/** Few days ask for it. */
const ProofForm = lazy(async () => ({ default: (await import('./proof-form.tsx')).ProofForm }));

type Answer = (isProven: boolean) => void;

/** One dialog for every page: what was asked waits until the person proved that it is them, and is then asked again. */
export function ProofProvider({ children }: { children: ReactNode }) {
  const t = useTexts(proofTexts);
  const [waiting, setWaiting] = useState<readonly Answer[]>([]);
  const proven = useCallback<Proven>(async (act) => {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'session.prove-again') throw error;
      const isProven = await new Promise<boolean>((resolve) => setWaiting((others) => [...others, resolve]));
      if (!isProven) throw error;
      return act();
    }
  }, []);
  const end = (isProven: boolean) => {
    for (const answer of waiting) answer(isProven);
    setWaiting([]);
  };
  return (
    <ProofContext value={proven}>
      {children}
      <Dialog title={t('title')} open={waiting.length > 0} onClose={() => end(false)}>
        <Suspense fallback={<Skeleton lines={2} />}>
          <ProofForm onProven={() => end(true)} />
        </Suspense>
      </Dialog>
    </ProofContext>
  );
}
