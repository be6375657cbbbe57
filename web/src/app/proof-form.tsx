import {
  factorsRoutes,
  type Proof,
  type ProofState,
  type ProofWay,
} from '@datalab/server/modules/identity/factors.contract.ts';
import { signOnRoutes } from '@datalab/server/modules/identity/sign-on.contract.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, Fragment, useState } from 'react';
import { useTexts } from '../i18n/language.tsx';
import { proofTexts } from '../i18n/proof.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { TextField } from '../ui/field.tsx';
import { AddressLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Loaded } from '../ui/query-state.tsx';
import { type ApiProblem, addressOf, call } from './api.ts';
import { answerWithPasskey } from './passkeys.ts';
import { apiQuery } from './query.ts';
import { usePerson } from './session.ts';

/** The ways in which the reader can prove that it is them. */
export function ProofForm({ onProven }: { onProven: () => void }) {
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
  return (
    <>
      {ways.some((way) => way !== 'organisation') ? <p>{t('after')}</p> : null}
      {ways.map((way, index) => (
        <Fragment key={way}>
          {index === 0 ? null : <p>{t('or')}</p>}
          <OneWay way={way} busy={busy} onProof={onProof} />
        </Fragment>
      ))}
    </>
  );
}

interface OneWayProps extends Omit<ProofWaysProps, 'ways'> {
  readonly way: ProofWay;
}

function OneWay({ way, busy, onProof }: OneWayProps) {
  const t = useTexts(proofTexts);
  switch (way) {
    case 'demo':
      return (
        <>
          <p className="small soft">{t('demoLead')}</p>
          <div>
            <ActionButton look="primary" busy={busy} onClick={() => onProof(async () => ({ way }))}>
              {t('demo')}
            </ActionButton>
          </div>
        </>
      );
    case 'passkey':
      return (
        <div>
          <ActionButton look="primary" busy={busy} onClick={() => onProof(provePasskey)}>
            {t('passkey')}
          </ActionButton>
        </div>
      );
    case 'organisation':
      return <ByOrganisation />;
    case 'code':
      return <TypedProof way={way} busy={busy} onTyped={(code) => onProof(async () => ({ way, code }))} />;
    case 'password':
      return (
        <TypedProof way={way} busy={busy} onTyped={(password) => onProof(async () => ({ way, password }))} />
      );
  }
}

/** Leaves the page for the provider and comes back to it, so what was asked is asked once more by hand. */
function ByOrganisation() {
  const t = useTexts(proofTexts);
  const organisation = usePerson()?.organisation ?? '';
  const to = `${location.pathname}${location.search}`;
  return (
    <>
      <p>{t('organisationLead')}</p>
      <div>
        <AddressLink
          href={addressOf(signOnRoutes.proveBySignOn, { params: { organisation }, query: { to } })}
        >
          {t('organisation')}
        </AddressLink>
      </div>
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
