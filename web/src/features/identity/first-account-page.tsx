import { accountsRoutes } from '@datalab/server/modules/identity/accounts.contract.ts';
import { ownAccountRoutes, type ReadCode } from '@datalab/server/modules/identity/own-account.contract.ts';
import { signOnRoutes } from '@datalab/server/modules/identity/sign-on.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { signOnTexts } from '../../i18n/sign-on.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import './accounts.css';
import { usePerson } from '../../app/session.ts';
import { useLinkCode } from './link-code.ts';
import { PasswordFields, usePasswordTwice } from './password-fields.tsx';

/** For people who have a link or a code and no account yet. */
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
          <p>{t('signedInAlready', { name: person.name })}</p>
          <TextLink to="/">{t('toHome')}</TextLink>
        </Alert>
      )}
    </Page>
  );
}

function OpenAccount() {
  const link = useLinkCode();
  const read = useQuery({
    ...apiQuery(ownAccountRoutes.readCode, { body: { code: link.code } }),
    enabled: link.isWhole,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (read.isError && link.isFromLink) return <ProblemAlert error={read.error} />;
  return (
    <div className="stack">
      {read.data === undefined ? null : <Invited code={link.code} read={read.data} />}
      <OpenForm link={link} />
    </div>
  );
}

function Invited({ code, read }: { code: string; read: ReadCode }) {
  return read.signOn ? <OpenBySignOn code={code} read={read} /> : <WhatFor read={read} />;
}

/** With the account that the colleague has at the provider of the organisation. */
function OpenBySignOn({ code, read }: { code: string; read: ReadCode }) {
  const t = useTexts(signOnTexts);
  const local = useLocal();
  const open = useApiChange(signOnRoutes.openBySignOn, ({ address }) => location.assign(address));
  return (
    <>
      <Card className="stack">
        <p>{t('openLead', { name: read.madeBy, organisation: local(read.organisation.name) })}</p>
        <ProblemAlert error={open.error} />
        <div>
          <ActionButton look="primary" busy={open.isPending} onClick={() => open.mutate({ body: { code } })}>
            {t('open')}
          </ActionButton>
        </div>
      </Card>
      <p>{t('openOr')}</p>
    </>
  );
}

function WhatFor({ read }: { read: ReadCode }) {
  const t = useTexts(accountsTexts);
  const local = useLocal();
  const about = { name: read.madeBy, organisation: local(read.organisation.name) };
  return <p>{read.kind === 'founding' ? t('firstFounding', about) : t('firstColleague', about)}</p>;
}

function OpenForm({ link: { code, setCode, isFromLink } }: { link: ReturnType<typeof useLinkCode> }) {
  const t = useTexts(accountsTexts);
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const chosen = usePasswordTwice();
  const open = useApiChange(accountsRoutes.openAccount, () => void navigate({ to: '/' }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (chosen.check()) open.mutate({ body: { code, name, email, password: chosen.password } });
  };
  return (
    <Card className="narrow-card">
      <form className="form" onSubmit={send}>
        {isFromLink ? null : (
          <TextField
            label={t('firstCode')}
            hint={t('firstCodeHint')}
            autoComplete="one-time-code"
            value={code}
            onChange={setCode}
          />
        )}
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
