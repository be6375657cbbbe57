import {
  type OwnAccount as Account,
  ownAccountRoutes,
  type SignIn,
} from '@datalab/server/modules/identity/own-account.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { sessionQuery } from '../../app/session.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { formatDate, formatDateTime } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TextField } from '../../ui/field.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { useToast } from '../../ui/toast.tsx';
import { NewsList } from './account-news.tsx';
import './accounts.css';

/** Where somebody is signed in, their address, and what was changed in their account. */
export function OwnAccount() {
  const query = useQuery(apiQuery(ownAccountRoutes.getOwnAccount, {}));
  return <Loaded query={query}>{(account) => <Parts account={account} />}</Loaded>;
}

function Parts({ account }: { account: Account }) {
  const t = useTexts(accountsTexts);
  const session = useQuery(sessionQuery).data;
  const isPlayed = session?.demoPersons.some(({ id }) => id === session.person?.id) ?? false;
  return (
    <div className="stack stack-wide">
      {isPlayed ? null : (
        <section>
          <Heading2>{t('emailTitle')}</Heading2>
          <ChangeEmail waiting={account.newEmail} />
        </section>
      )}
      <section>
        <Heading2>{t('signInsTitle')}</Heading2>
        <SignIns signIns={account.signIns} />
      </section>
      {account.news.length === 0 ? null : (
        <section>
          <Heading2>{t('newsOwn')}</Heading2>
          <NewsList news={account.news} />
        </section>
      )}
    </div>
  );
}

function SignIns({ signIns }: { signIns: readonly SignIn[] }) {
  const t = useTexts(accountsTexts);
  const toast = useToast();
  const endAll = useApiChange(ownAccountRoutes.endOtherSignIns, () => toast({ text: t('signInEndedAll') }));
  return (
    <div className="stack">
      <ul className="plain-list stack stack-tight">
        {signIns.map((signIn) => (
          <OneSignIn key={signIn.id} signIn={signIn} />
        ))}
      </ul>
      <ProblemAlert error={endAll.error} />
      {signIns.length < 2 ? null : (
        <div>
          <ActionButton busy={endAll.isPending} onClick={() => endAll.mutate({})}>
            {t('signInEndAll')}
          </ActionButton>
        </div>
      )}
    </div>
  );
}

function OneSignIn({ signIn }: { signIn: SignIn }) {
  const t = useTexts(accountsTexts);
  const { language } = useLanguage();
  const toast = useToast();
  const end = useApiChange(ownAccountRoutes.endSignIn, () => toast({ text: t('signInEnded') }));
  const { id, browser, system, since, lastUsed, address, current } = signIn;
  const where =
    browser === null || system === null
      ? (browser ?? system ?? t('signInUnknown'))
      : t('signInOn', { browser, system });
  const times = t('signInSince', {
    since: formatDate(since, language),
    used: formatDateTime(lastUsed, language),
  });
  return (
    <Card as="li" className="stack stack-tight">
      <div className="row row-between">
        <strong>{where}</strong>
        {current ? (
          <Chip tone="green">{t('signInHere')}</Chip>
        ) : (
          <ActionButton
            look="subtle"
            about={where}
            busy={end.isPending}
            onClick={() => end.mutate({ params: { signIn: id } })}
          >
            {t('signInEnd')}
          </ActionButton>
        )}
      </div>
      <p className="small soft">
        {[times, ...(address === null ? [] : [t('signInFrom', { address })])].join(' · ')}
      </p>
      <ProblemAlert error={end.error} />
    </Card>
  );
}

function ChangeEmail({ waiting }: { waiting: Account['newEmail'] }) {
  const t = useTexts(accountsTexts);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const change = useApiChange(ownAccountRoutes.changeEmail, () => {
    setEmail('');
    setPassword('');
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ body: { email, password } });
  };
  return (
    <Card>
      <form className="form" onSubmit={send}>
        {waiting === null ? null : (
          <Alert type="info">
            <p>{t(`emailWaits.${waiting.by}`, { email: waiting.email })}</p>
          </Alert>
        )}
        <TextField
          label={t('emailNew')}
          type="email"
          autoComplete="email"
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t('emailPassword')}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <ProblemAlert error={change.error} />
        <div>
          <ActionButton type="submit" busy={change.isPending}>
            {t('emailChange')}
          </ActionButton>
        </div>
      </form>
    </Card>
  );
}
