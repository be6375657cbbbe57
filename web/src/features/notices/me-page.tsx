import {
  type MailSettings,
  noticeLanguages,
  noticesRoutes,
  type OptionalKind,
  optionalKinds,
} from '@datalab/server/modules/notices/notices.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { usePerson } from '../../app/session.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { identityTexts } from '../../i18n/identity.ts';
import { useTexts } from '../../i18n/language.tsx';
import { noticesTexts } from '../../i18n/notices.ts';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ChangePassword } from '../identity/change-password.tsx';
import { OwnFactors } from '../identity/factors.tsx';
import { OwnAccount } from '../identity/own-account.tsx';
import { OwnSignOn } from '../identity/own-sign-on.tsx';
import './notices.css';

/** Who I am here, which mails I get, and my password. */
export function MePage() {
  const t = useTexts(noticesTexts);
  const query = useQuery(apiQuery(noticesRoutes.getMailSettings, {}));
  return (
    <Page title={t('meTitle')} lead={t('meLead')}>
      <div className="two-columns">
        <div className="stack stack-wide">
          <section>
            <Heading2>{t('meMail')}</Heading2>
            <Loaded query={query}>{(settings) => <MailChoice settings={settings} />}</Loaded>
          </section>
          <ChangePassword />
          <OwnFactors />
          <OwnSignOn />
        </div>
        <div className="stack stack-wide">
          <section>
            <Heading2>{t('meWho')}</Heading2>
            <WhoIAm />
          </section>
          <OwnAccount />
        </div>
      </div>
    </Page>
  );
}

function WhoIAm() {
  const t = useTexts(noticesTexts);
  const roles = useTexts(identityTexts);
  const accounts = useTexts(accountsTexts);
  const person = usePerson();
  if (person === null) return null;
  return (
    <Card className="stack">
      <p>
        <strong>{person.name}</strong>
      </p>
      <OrganisationName slug={person.organisation} />
      <dl className="who-i-am">
        <dt>{t('meEmail')}</dt>
        <dd>{person.email}</dd>
        <dt>{t('meRoles')}</dt>
        <dd>{person.roles.map((role) => roles(`role.${role}`)).join(', ')}</dd>
        {person.waitingRoles.length === 0 ? null : (
          <dd>
            {accounts('waits', {
              roles: person.waitingRoles.map((role) => roles(`role.${role}`)).join(', '),
            })}
          </dd>
        )}
      </dl>
      <p className="small soft">{t('meChange')}</p>
    </Card>
  );
}

/** Every choice is kept at once. */
function MailChoice({ settings }: { settings: MailSettings }) {
  const t = useTexts(noticesTexts);
  const toast = useToast();
  const [wish, setWish] = useState(settings);
  const put = useApiChange(noticesRoutes.putMailSettings, () => toast({ text: t('meSaved') }));
  const shown = put.isError ? settings : wish;
  const keep = (change: Partial<MailSettings>) => {
    const body = { ...shown, ...change };
    setWish(body);
    put.mutate({ body });
  };
  const choose = (kind: OptionalKind, wanted: boolean) =>
    keep({ without: wanted ? shown.without.filter((one) => one !== kind) : [...shown.without, kind] });
  return (
    <Card className="stack">
      <fieldset className="mail-kinds">
        <legend>{t('meWhich')}</legend>
        {optionalKinds.map((kind) => (
          <Choice
            key={kind}
            type="checkbox"
            name={`mail-${kind}`}
            checked={!shown.without.includes(kind)}
            {...(kind === 'reminder' ? { hint: t('meReminderHint') } : {})}
            onChange={(wanted) => choose(kind, wanted)}
          >
            {t(`meKind.${kind}`)}
          </Choice>
        ))}
      </fieldset>
      <SelectField
        label={t('meLanguage')}
        value={shown.language}
        onChange={(value) =>
          keep({ language: noticeLanguages.find((known) => known === value) ?? shown.language })
        }
        options={noticeLanguages.map((value) => ({ value, label: t(`language.${value}`) }))}
      />
      <ProblemAlert error={put.error} />
      <p className="small soft">
        {t('meInvitation')} {t('meHere')}
      </p>
    </Card>
  );
}
