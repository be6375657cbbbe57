import {
  factorsRoutes,
  type Proof,
  type ProofState,
  type ProofWay,
} from '@datalab/server/modules/identity/factors.contract.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useCallback, useState } from 'react';
import { useTexts } from '../i18n/language.tsx';
import { proofTexts } from '../i18n/proof.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Loaded } from '../ui/query-state.tsx';
import { ApiProblem, call } from './api.ts';
import { answerWithPasskey } from './passkeys.ts';
import { ProofContext, type Proven } from './proof-context.ts';
import { apiQuery } from './query.ts';

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
        <ProofForm onProven={() => end(true)} />
      </Dialog>
    </ProofContext>
  );
}

function ProofForm({ onProven }: { onProven: () => void }) {
  const t = useTexts(proofTexts);
  const state = useQuery({ ...apiQuery(factorsRoutes.getProof, {}), staleTime: 0 });
  const prove = useMutation<ProofState, ApiProblem, () => Promise<Proof>>({
    mutationFn: async (giveProof) => call(factorsRoutes.prove, { body: await giveProof() }),
    onSuccess: onProven,
  });
  return (
    <div className="stack">
      <p>{t('lead')}</p>
      <ProblemAlert error={prove.error} />
      <Loaded query={state} lines={2}>
        {({ ways }) => (
          <ProofWays ways={ways} busy={prove.isPending} onProof={(giveProof) => prove.mutate(giveProof)} />
        )}
      </Loaded>
    </div>
  );
}

interface ProofWaysProps {
  readonly ways: readonly ProofWay[];
  readonly busy: boolean;
  onProof(giveProof: () => Promise<Proof>): void;
}

function ProofWays({ ways, busy, onProof }: ProofWaysProps) {
  const t = useTexts(proofTexts);
  if (ways.length === 0) return <p>{t('none')}</p>;
  const typed = ways.find((way) => way === 'password' || way === 'code');
  return (
    <>
      {ways.includes('demo') ? (
        <>
          <p className="small soft">{t('demoLead')}</p>
          <div>
            <ActionButton look="primary" busy={busy} onClick={() => onProof(async () => ({ way: 'demo' }))}>
              {t('demo')}
            </ActionButton>
          </div>
        </>
      ) : null}
      {ways.includes('passkey') ? (
        <div>
          <ActionButton look="primary" busy={busy} onClick={() => onProof(provePasskey)}>
            {t('passkey')}
          </ActionButton>
        </div>
      ) : null}
      {ways.length > 1 ? <p>{t('or')}</p> : null}
      {typed === undefined ? null : (
        <TypedProof
          way={typed}
          busy={busy}
          onTyped={(text) =>
            onProof(async () =>
              typed === 'code' ? { way: 'code', code: text } : { way: 'password', password: text },
            )
          }
        />
      )}
    </>
  );
}

async function provePasskey(): Promise<Proof> {
  const options = await call(factorsRoutes.startProof, {});
  return { way: 'passkey', passkey: await answerWithPasskey(options) };
}

interface TypedProofProps {
  readonly way: 'password' | 'code';
  readonly busy: boolean;
  onTyped(text: string): void;
}

function TypedProof({ way, busy, onTyped }: TypedProofProps) {
  const t = useTexts(proofTexts);
  const [text, setText] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text !== '') onTyped(text);
  };
  return (
    <form className="form" onSubmit={send}>
      {way === 'code' ? (
        <TextField
          label={t('code')}
          hint={t('codeHint')}
          autoComplete="one-time-code"
          value={text}
          onChange={setText}
        />
      ) : (
        <TextField
          label={t('password')}
          type="password"
          autoComplete="current-password"
          value={text}
          onChange={setText}
        />
      )}
      <div>
        <ActionButton look="primary" type="submit" busy={busy}>
          {t('prove')}
        </ActionButton>
      </div>
    </form>
  );
}
