import {
  type OrganisationSignOn,
  type SignOnSettings,
  signOnRoutes,
} from '@datalab/server/modules/identity/sign-on.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { useOrganisations, usePerson } from '../../app/session.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { signOnTexts } from '../../i18n/sign-on.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { CodeBox } from '../../ui/code-box.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { AddressLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { useToast } from '../../ui/toast.tsx';
import './accounts.css';
import { PeopleLink } from './people-link.tsx';
import { draftToChange, settingsToDraft } from './sign-on-draft.ts';
import { signOnAddress } from './sign-on-entry.tsx';
import { SignOnFields } from './sign-on-fields.tsx';

/** How the own organisation signs its people in; its administrator changes it. */
export function SignOnSettingsPage() {
  const t = useTexts(signOnTexts);
  const organisation = usePerson()?.organisation ?? '';
  const query = useQuery(apiQuery(signOnRoutes.getSignOnSettings, { params: { organisation } }));
  return (
    <Page title={t('title')} lead={t('lead')} breadcrumbs={[<PeopleLink key="people" />]}>
      <Loaded query={query} lines={8}>
        {(signOn) =>
          signOn.may.change.allowed ? (
            <Change key={signOn.settings?.changedAt ?? ''} organisation={organisation} signOn={signOn} />
          ) : (
            <State organisation={organisation} settings={signOn.settings} />
          )
        }
      </Loaded>
    </Page>
  );
}

interface StateProps {
  readonly organisation: string;
  readonly settings: SignOnSettings | null;
}

function State({ organisation, settings }: StateProps) {
  const t = useTexts(signOnTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const { nameOf } = useOrganisations();
  if (settings === null) return <p>{t('off', { organisation: local(nameOf(organisation)) })}</p>;
  return (
    <div className="stack stack-tight long-words">
      <p>{t('on', { issuer: settings.issuer })}</p>
      <p className="small soft">
        {t('changed', { name: settings.changedBy, date: formatDate(settings.changedAt, language) })}
      </p>
      {settings.saysPkce ? null : <Alert type="warning">{t('notSaysPkce')}</Alert>}
      <p>
        <AddressLink href={signOnAddress(organisation, '/people/sign-in')}>{t('try')}</AddressLink>
      </p>
    </div>
  );
}

function Change({ organisation, signOn }: { organisation: string; signOn: OrganisationSignOn }) {
  const t = useTexts(signOnTexts);
  const { settings, addresses } = signOn;
  return (
    <div className="stack stack-wide">
      <State organisation={organisation} settings={settings} />
      <Collapsible title={t('register')} open={settings === null}>
        <p>{t('registerLead')}</p>
        {(['redirect', 'keys', 'logout'] as const).map((name) => (
          <div key={name}>
            <p className="small">{t(name)}</p>
            <CodeBox text={addresses[name]} />
          </div>
        ))}
      </Collapsible>
      <section>
        <Heading2>{t('settings')}</Heading2>
        <SettingsForm organisation={organisation} settings={settings} />
      </section>
    </div>
  );
}

function SettingsForm({ organisation, settings }: StateProps) {
  const t = useTexts(signOnTexts);
  const toast = useToast();
  const [draft, setDraft] = useState(() => settingsToDraft(settings));
  const params = { organisation };
  const save = useApiChange(signOnRoutes.setSignOnSettings, () => toast({ text: t('saved') }));
  const remove = useApiChange(signOnRoutes.removeSignOnSettings, () => toast({ text: t('removed') }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ params, body: draftToChange(draft) });
  };
  return (
    <Card>
      <form className="form" onSubmit={send}>
        <SignOnFields draft={draft} hasSecret={settings?.hasSecret ?? false} onChange={setDraft} />
        <ProblemAlert error={save.error ?? remove.error} />
        <div className="row">
          <ActionButton look="primary" type="submit" busy={save.isPending}>
            {t('save')}
          </ActionButton>
          {settings === null ? null : (
            <ActionButton look="subtle" busy={remove.isPending} onClick={() => remove.mutate({ params })}>
              {t('remove')}
            </ActionButton>
          )}
        </div>
      </form>
    </Card>
  );
}
