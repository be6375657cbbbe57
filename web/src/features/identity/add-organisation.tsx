import { type Organisation, organisationKinds } from '@datalab/server/modules/identity/identity.contract.ts';
import { networkRoutes } from '@datalab/server/modules/identity/network.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { slugOf } from '../../app/slug.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { identityTexts } from '../../i18n/identity.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import type { ShownCode } from './codes.tsx';

/** Adds an organisation, and makes the link that its first person founds it with. */
export function AddOrganisation({ onMade }: { onMade(shown: ShownCode): void }) {
  const t = useTexts(accountsTexts);
  const words = useTexts(identityTexts);
  const local = useLocal();
  const [dutch, setDutch] = useState('');
  const [english, setEnglish] = useState('');
  const [email, setEmail] = useState('');
  const [kind, setKind] = useState<Organisation['kind']>('police');
  const add = useApiChange(networkRoutes.inviteToNetwork, ({ organisation, made }) => {
    onMade({ made, kind: 'founding', name: local(organisation.name) });
    setEmail('');
    setDutch('');
    setEnglish('');
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const nl = dutch.trim();
    const reader = email.trim() === '' ? {} : { email: email.trim() };
    add.mutate({ body: { slug: slugOf(nl), name: { nl, en: english.trim() || nl }, kind, ...reader } });
  };
  return (
    <Card>
      <form className="form" onSubmit={send}>
        <p className="soft">{t('inviteLead')}</p>
        <TextField label={words('organisationNl')} value={dutch} onChange={setDutch} />
        <TextField label={words('organisationEn')} optional value={english} onChange={setEnglish} />
        <SelectField
          label={words('organisationKind')}
          value={kind}
          onChange={(value) => setKind(organisationKinds.find((known) => known === value) ?? kind)}
          options={organisationKinds.map((known) => ({ value: known, label: words(`kind.${known}`) }))}
        />
        <TextField
          label={t('inviteEmail')}
          hint={t('inviteEmailHint')}
          optional
          type="email"
          value={email}
          onChange={setEmail}
        />
        <ProblemAlert error={add.error} />
        <div>
          <ActionButton look="primary" type="submit" busy={add.isPending}>
            {t('addOrganisation')}
          </ActionButton>
        </div>
      </form>
    </Card>
  );
}
