import { type SignOn, signOnRoutes } from '@datalab/server/modules/identity/sign-on.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { addressOf } from '../../app/api.ts';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { identityTexts } from '../../i18n/identity.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { AddressLink } from '../../ui/link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

const namedQuery = apiQuery(signOnRoutes.listSignOns, {});

/** Where a sign-in through an organisation begins, to end on a page. */
export function signOnAddress(organisation: string, to = '/'): string {
  return addressOf(signOnRoutes.startSignOn, { params: { organisation }, query: { to } });
}

/** By the button of an organisation, or by the address one has at work. */
export function SignOnEntry() {
  const t = useTexts(identityTexts);
  const named = useQuery(namedQuery).data ?? [];
  return (
    <Card className="sign-in" as="section">
      <Heading2>{t('throughTitle')}</Heading2>
      {named.map((one) => (
        <p key={one.organisation}>
          <ThroughLink signOn={one} />
        </p>
      ))}
      <ByEmail />
    </Card>
  );
}

function ThroughLink({ signOn }: { signOn: SignOn }) {
  const t = useTexts(identityTexts);
  const local = useLocal();
  return (
    <AddressLink href={signOnAddress(signOn.organisation)}>
      {t('through', { organisation: local(signOn.name) })}
    </AddressLink>
  );
}

function ByEmail() {
  const t = useTexts(identityTexts);
  const [email, setEmail] = useState('');
  const find = useApiChange(signOnRoutes.findSignOn, (found) => {
    if (found !== null) location.assign(signOnAddress(found.organisation));
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    find.mutate({ body: { email } });
  };
  return (
    <form className="form" onSubmit={send}>
      <TextField
        label={t('throughEmail')}
        type="email"
        autoComplete="email"
        value={email}
        onChange={setEmail}
      />
      <div role="status">{find.data === null ? <p>{t('throughNone')}</p> : null}</div>
      <ProblemAlert error={find.error} />
      <div>
        <ActionButton type="submit" busy={find.isPending}>
          {t('throughGo')}
        </ActionButton>
      </div>
    </form>
  );
}
