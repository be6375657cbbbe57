import { ownAccountRoutes } from '@datalab/server/modules/identity/own-account.contract.ts';
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
import { useLinkCode } from './link-code.ts';
import { PasswordFields, usePasswordTwice } from './password-fields.tsx';

export function ForgotPasswordPage() {
  const t = useTexts(accountsTexts);
  const [email, setEmail] = useState('');
  const ask = useApiChange(ownAccountRoutes.askPasswordReset);
  const send = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate({ body: { email } });
  };
  return (
    <Page title={t('forgotTitle')} lead={t('forgotLead')}>
      {ask.data === undefined ? (
        <Card className="narrow-card">
          <form className="form" onSubmit={send}>
            <TextField
              label={t('email')}
              type="email"
              autoComplete="username"
              value={email}
              onChange={setEmail}
            />
            <ProblemAlert error={ask.error} />
            <div>
              <ActionButton look="primary" type="submit" busy={ask.isPending}>
                {t('forgotSend')}
              </ActionButton>
            </div>
          </form>
        </Card>
      ) : (
        <Alert type={ask.data.mail ? 'ok' : 'info'}>
          <p>{ask.data.mail ? t('forgotSent') : t('forgotNoMail')}</p>
        </Alert>
      )}
      <BackToSignIn />
    </Page>
  );
}

/** Behind a link that was mailed, or handed over by an administrator. */
export function NewPasswordPage() {
  const t = useTexts(accountsTexts);
  const link = useLinkCode();
  const chosen = usePasswordTwice();
  const reset = useApiChange(ownAccountRoutes.resetPassword);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (chosen.check()) reset.mutate({ body: { code: link.code, password: chosen.password } });
  };
  return (
    <Page title={t('newPasswordTitle')} lead={t('newPasswordLead')}>
      {reset.isSuccess ? (
        <Alert type="ok">
          <p>{t('newPasswordDone')}</p>
        </Alert>
      ) : (
        <Card className="narrow-card">
          <form className="form" onSubmit={send}>
            <TypedCode link={link} />
            <PasswordFields label={t('next')} againLabel={t('nextAgain')} fields={chosen.fields} />
            <ProblemAlert error={reset.error} />
            <div>
              <ActionButton look="primary" type="submit" busy={reset.isPending}>
                {t('newPasswordDo')}
              </ActionButton>
            </div>
          </form>
        </Card>
      )}
      <BackToSignIn />
    </Page>
  );
}

/** One press, so that a mail program that opens links to look at them confirms nothing. */
export function NewEmailPage() {
  const t = useTexts(accountsTexts);
  const link = useLinkCode();
  const confirm = useApiChange(ownAccountRoutes.confirmEmail);
  const send = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate({ body: { code: link.code } });
  };
  return (
    <Page title={t('newEmailTitle')} lead={t('newEmailLead')}>
      {confirm.isSuccess ? (
        <Alert type="ok">
          <p>{t('newEmailReady')}</p>
        </Alert>
      ) : (
        <Card className="narrow-card">
          <form className="form" onSubmit={send}>
            <TypedCode link={link} />
            <ProblemAlert error={confirm.error} />
            <div>
              <ActionButton look="primary" type="submit" busy={confirm.isPending}>
                {t('newEmailDo')}
              </ActionButton>
            </div>
          </form>
        </Card>
      )}
      <BackToSignIn />
    </Page>
  );
}

/** For who came here without the end of the link. */
function TypedCode({ link: { code, setCode, isFromLink } }: { link: ReturnType<typeof useLinkCode> }) {
  const t = useTexts(accountsTexts);
  if (isFromLink) return null;
  return (
    <TextField
      label={t('firstCode')}
      hint={t('linkMissing')}
      autoComplete="one-time-code"
      value={code}
      onChange={setCode}
    />
  );
}

function BackToSignIn() {
  const t = useTexts(accountsTexts);
  return (
    <p>
      <TextLink to="/">{t('toSignIn')}</TextLink>
    </p>
  );
}
