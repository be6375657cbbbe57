import { accountsRoutes } from '@datalab/server/modules/identity/accounts.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { usePerson } from '../../app/session.ts';
import { accountsTexts } from '../../i18n/accounts.en.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { PasswordFields, usePasswordTwice } from './password-fields.tsx';

export function ChangePassword() {
  const t = useTexts(accountsTexts);
  const toast = useToast();
  const person = usePerson();
  const [current, setCurrent] = useState('');
  const next = usePasswordTwice();
  const change = useApiChange(accountsRoutes.changePassword, () => {
    setCurrent('');
    next.clear();
    toast({ text: t('changed') });
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (next.check()) change.mutate({ body: { current, next: next.password } });
  };
  return (
    <Card>
      <form className="form" onSubmit={send}>
        {/* For the password manager: whose password this is. */}
        <input type="hidden" name="username" autoComplete="username" value={person?.email ?? ''} readOnly />
        <TextField
          label={t('current')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
        <PasswordFields label={t('next')} againLabel={t('nextAgain')} fields={next.fields} />
        <ProblemAlert error={change.error} />
        <div>
          <ActionButton look="primary" type="submit" busy={change.isPending}>
            {t('change')}
          </ActionButton>
        </div>
      </form>
    </Card>
  );
}
