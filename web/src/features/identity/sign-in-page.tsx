import { identityRoutes, type Session } from '@datalab/server/modules/identity/identity.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { organisationsToBook } from '../../app/session.ts';
import { identityTexts } from '../../i18n/identity.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { WhereToBegin } from './front-door.tsx';
import { PasskeySignIn } from './passkey-sign-in.tsx';
import './sign-in-page.css';
import { SignOnEntry } from './sign-on-entry.tsx';

export function SignInPage({ session }: { session: Session }) {
  const t = useTexts(identityTexts);
  const demo = session.demoPersons.length > 0;
  return (
    <Page title={t('doorTitle')} lead={t('doorLead')}>
      {demo ? (
        <section>
          <Heading2>{t('demoTitle')}</Heading2>
          <p>{t('demoLead')}</p>
          <DemoPersons session={session} />
        </section>
      ) : null}
      <div className="two-columns">
        <div className="stack">
          {demo ? (
            <details>
              <summary>{t('withPassword')}</summary>
              <PasswordForm />
              <SignOnEntry />
            </details>
          ) : (
            <section>
              <Heading2>{t('signInTitle')}</Heading2>
              <PasswordForm />
              <SignOnEntry />
            </section>
          )}
          <p>
            <TextLink to="/forgot-password">{t('forgot')}</TextLink>
          </p>
          <p>
            <TextLink to="/first-account">{t('haveCode')}</TextLink>
          </p>
        </div>
        {demo ? null : <WhereToBegin />}
      </div>
    </Page>
  );
}

function DemoPersons({ session }: { session: Session }) {
  const t = useTexts(identityTexts);
  const { nameOf, colourOf } = organisationsToBook(session.demoOrganisations);
  const local = useLocal();
  const signIn = useApiChange(identityRoutes.signInAsDemoPerson);
  return (
    <>
      <ProblemAlert error={signIn.error} />
      <ul className="tiles plain-list">
        {session.demoPersons.map((person) => (
          <Card as="li" key={person.id} className="demo-person">
            <Avatar name={person.name} colour={colourOf(person.organisation)} />
            <div>
              <button
                className="demo-person-button card-link"
                type="button"
                aria-label={t('demoEnter', { name: person.name })}
                disabled={signIn.isPending}
                onClick={() => signIn.mutate({ body: { email: person.email } })}
              >
                {person.name}
              </button>
              <p className="small soft">
                {person.roles.map((role) => t(`role.${role}`)).join(', ')}
                {` · ${local(nameOf(person.organisation))}`}
              </p>
              {person.roles.slice(0, 1).map((role) => (
                <p className="demo-person-does" key={role}>
                  {t(`does.${role}`)}
                </p>
              ))}
            </div>
          </Card>
        ))}
      </ul>
    </>
  );
}

function PasswordForm() {
  const t = useTexts(identityTexts);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useApiChange(identityRoutes.signIn);
  const send = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ body: { email, password } });
  };
  return (
    <Card className="sign-in stack">
      <form className="form" onSubmit={send}>
        <ProblemAlert error={signIn.error} />
        <TextField
          label={t('email')}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t('password')}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <div>
          <ActionButton look="primary" type="submit" busy={signIn.isPending}>
            {t('signIn')}
          </ActionButton>
        </div>
      </form>
      <PasskeySignIn look="secondary" />
    </Card>
  );
}
