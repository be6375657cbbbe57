import { accountsRoutes } from '@datalab/server/modules/identity/accounts.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { sessionQuery } from '../../app/session.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useToast } from '../../ui/toast.tsx';
import { PasswordFields, usePasswordTwice } from './password-fields.tsx';

/** Not for the persons of a demo, whose passwords only the platform knows. */
export function ChangePassword() {
  const t = useTexts(accountsTexts);
  const session = useQuery(sessionQuery).data;
  const person = session?.person ?? null;
  if (person === null || session?.demoPersons.some(({ id }) => id === person.id)) return null;
  return (
    <section>
      <Heading2>{t('changeTitle')}</Heading2>
      <ChangeForm email={person.email} />
    </section>
  );
}

function ChangeForm({ email }: { email: string }) {
  const t = useTexts(accountsTexts);
  const toast = useToast();
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
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
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
