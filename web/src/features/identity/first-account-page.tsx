import { accountsRoutes } from '@datalab/server/modules/identity/accounts.contract.ts';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import './accounts.css';
import { usePerson } from '../../app/session.ts';
import { PasswordFields, usePasswordTwice } from './password-fields.tsx';

/** The one page besides signing in that is for people without a session. */
export function FirstAccountPage() {
  const t = useTexts(accountsTexts);
  const person = usePerson();
  return (
    <Page title={t('firstTitle')} lead={t('firstLead')}>
      {person === null ? (
        <>
          <OpenAccount />
          <p>
            <TextLink to="/">{t('toSignIn')}</TextLink>
          </p>
        </>
      ) : (
        <Alert type="info">
          <p>{t('signedInAlready')}</p>
          <TextLink to="/">{t('toHome')}</TextLink>
        </Alert>
      )}
    </Page>
  );
}

function OpenAccount() {
  const t = useTexts(accountsTexts);
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const chosen = usePasswordTwice();
  const open = useApiChange(accountsRoutes.openAccount, () => void navigate({ to: '/' }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (chosen.check()) open.mutate({ body: { code, name, email, password: chosen.password } });
  };
  return (
    <Card>
      <form className="form" onSubmit={send}>
        <TextField
          label={t('firstCode')}
          hint={t('firstCodeHint')}
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
        />
        <TextField label={t('firstName')} autoComplete="name" value={name} onChange={setName} />
        <TextField
          label={t('firstEmail')}
          hint={t('firstEmailHint')}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
        />
        <PasswordFields label={t('password')} againLabel={t('passwordAgain')} fields={chosen.fields} />
        <ProblemAlert error={open.error} />
        <div>
          <ActionButton look="primary" type="submit" busy={open.isPending}>
            {t('openAccount')}
          </ActionButton>
        </div>
      </form>
    </Card>
  );
}
