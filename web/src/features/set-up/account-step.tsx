import {
  identityRoutes,
  type Organisation,
  organisationKinds,
} from '@datalab/server/modules/identity/identity.contract.ts';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { slugOf } from '../../app/slug.ts';
import { useDraft } from '../../app/use-draft.ts';
import { identityTexts } from '../../i18n/identity.ts';
import { useTexts } from '../../i18n/language.tsx';
import { setUpTexts } from '../../i18n/set-up.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { PasswordFields, usePasswordTwice } from '../identity/password-fields.tsx';
import { SetUpFrame } from './set-up-frame.tsx';

const nothing = { account: false, mail: false, areas: false, partner: false, edition: false };

/** The first step: who has the code of the terminal makes the organisation that runs Datalab, and its first account. */
export function AccountStep() {
  return (
    <SetUpFrame step="account" facts={nothing}>
      <Card>
        <AccountForm />
      </Card>
    </SetUpFrame>
  );
}

function AccountForm() {
  const t = useTexts(setUpTexts);
  const words = useTexts(identityTexts);
  const navigate = useNavigate();
  const [code, setCode] = useState(location.hash.slice(1));
  const dutch = useDraft('set-up.organisation-nl', '');
  const english = useDraft('set-up.organisation-en', '');
  const name = useDraft('set-up.name', '');
  const email = useDraft('set-up.email', '');
  const [kind, setKind] = useState<Organisation['kind']>('municipality');
  const chosen = usePasswordTwice();
  const setUp = useApiChange(identityRoutes.setUp, () => {
    for (const draft of [dutch, english, name, email]) draft.clear();
    void navigate({ to: '/set-up/$step', params: { step: 'mail' } });
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!chosen.check()) return;
    const nl = dutch.value.trim();
    const organisation = { slug: slugOf(nl), name: { nl, en: english.value.trim() || nl }, kind };
    const { password } = chosen;
    setUp.mutate({ body: { code, organisation, name: name.value, email: email.value, password } });
  };
  return (
    <form className="form" onSubmit={send}>
      <TextField
        label={t('code')}
        hint={t('codeHint')}
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
      />
      <Heading2>{t('yourOrganisation')}</Heading2>
      <TextField label={words('organisationNl')} value={dutch.value} onChange={dutch.change} />
      <TextField label={words('organisationEn')} optional value={english.value} onChange={english.change} />
      <SelectField
        label={words('organisationKind')}
        value={kind}
        onChange={(value) => setKind(organisationKinds.find((known) => known === value) ?? kind)}
        options={organisationKinds.map((known) => ({ value: known, label: words(`kind.${known}`) }))}
      />
      <Heading2>{t('yourAccount')}</Heading2>
      <TextField label={words('yourName')} autoComplete="name" value={name.value} onChange={name.change} />
      <TextField
        label={words('email')}
        type="email"
        autoComplete="username"
        value={email.value}
        onChange={email.change}
      />
      <PasswordFields label={words('password')} againLabel={t('passwordAgain')} fields={chosen.fields} />
      <ProblemAlert error={setUp.error} />
      <div>
        <ActionButton look="primary" type="submit" busy={setUp.isPending}>
          {words('setUp')}
        </ActionButton>
      </div>
    </form>
  );
}
