import { factorsRoutes } from '@datalab/server/modules/identity/factors.contract.ts';
import { identityRoutes, type Session } from '@datalab/server/modules/identity/identity.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useTexts } from '../../i18n/language.tsx';
import { proofTexts } from '../../i18n/proof.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { PasskeySignIn } from './passkey-sign-in.tsx';
import './sign-in-page.css';

/** After the right password, for a person with a second factor: only this makes a session. */
export function SecondStepPage({ ways }: { ways: NonNullable<Session['secondStep']> }) {
  const t = useTexts(proofTexts);
  const back = useApiChange(identityRoutes.signOut);
  return (
    <Page title={t('stepTitle')} lead={t('stepLead')}>
      <Card className="sign-in stack">
        {ways.includes('passkey') ? <PasskeySignIn look="primary" /> : null}
        {ways.length > 1 ? <p>{t('or')}</p> : null}
        {ways.includes('code') ? <CodeForm /> : null}
      </Card>
      <p className="small soft">{t('stepLost')}</p>
      <div>
        <ActionButton look="subtle" busy={back.isPending} onClick={() => back.mutate({})}>
          {t('stepBack')}
        </ActionButton>
      </div>
      <ProblemAlert error={back.error} />
    </Page>
  );
}

function CodeForm() {
  const t = useTexts(proofTexts);
  const [code, setCode] = useState('');
  const take = useApiChange(factorsRoutes.takeSecondStep);
  const send = (event: FormEvent) => {
    event.preventDefault();
    take.mutate({ body: { code } });
  };
  return (
    <form className="form" onSubmit={send}>
      <ProblemAlert error={take.error} />
      <TextField
        label={t('code')}
        hint={t('codeHint')}
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
      />
      <div>
        <ActionButton look="primary" type="submit" busy={take.isPending}>
          {t('stepSend')}
        </ActionButton>
      </div>
    </form>
  );
}
