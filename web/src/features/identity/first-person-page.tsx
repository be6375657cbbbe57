import {
  identityRoutes,
  type Organisation,
  organisationKinds,
} from '@datalab/server/modules/identity/identity.contract.ts';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { slugOf } from '../../app/slug.ts';
import { identityTexts } from '../../i18n/identity.ts';
import { useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';

const empty = { organisationNl: '', organisationEn: '', name: '', email: '', password: '' };

export function FirstPersonPage() {
  const t = useTexts(identityTexts);
  const [form, setForm] = useState(empty);
  const [kind, setKind] = useState<Organisation['kind']>('municipality');
  const setUp = useApiChange(identityRoutes.setUp);
  const field = (name: keyof typeof empty) => ({
    value: form[name],
    onChange: (value: string) => setForm({ ...form, [name]: value }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const nl = form.organisationNl.trim();
    const name = { nl, en: form.organisationEn.trim() || nl };
    const organisation = { slug: slugOf(nl), name, kind };
    setUp.mutate({ body: { organisation, name: form.name, email: form.email, password: form.password } });
  };
  return (
    <Page title={t('firstTitle')} lead={t('firstLead')}>
      <Card>
        <form className="form" onSubmit={send}>
          <TextField label={t('organisationNl')} {...field('organisationNl')} />
          <TextField label={t('organisationEn')} optional {...field('organisationEn')} />
          <SelectField
            label={t('organisationKind')}
            value={kind}
            onChange={(value) => setKind(organisationKinds.find((known) => known === value) ?? kind)}
            options={organisationKinds.map((known) => ({ value: known, label: t(`kind.${known}`) }))}
          />
          <TextField label={t('yourName')} autoComplete="name" {...field('name')} />
          <TextField label={t('email')} type="email" autoComplete="username" {...field('email')} />
          <TextField
            label={t('password')}
            hint={t('passwordHint')}
            type="password"
            autoComplete="new-password"
            {...field('password')}
          />
          <ProblemAlert error={setUp.error} />
          <div>
            <ActionButton look="primary" type="submit" busy={setUp.isPending}>
              {t('setUp')}
            </ActionButton>
          </div>
        </form>
      </Card>
    </Page>
  );
}
