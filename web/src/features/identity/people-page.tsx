import {
  type Account,
  type Accounts,
  accountsRoutes,
} from '@datalab/server/modules/identity/accounts.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiQuery } from '../../app/query.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import './accounts.css';
import { useOrganisations, usePerson } from '../../app/session.ts';
import { NewsList } from './account-news.tsx';
import { AddColleague } from './add-colleague.tsx';
import { CodeShown, OpenCode, type ShownCode } from './codes.tsx';
import { ManageAccount } from './manage-account.tsx';
import { useRoleWords } from './role-words.ts';
import { OwnSignInRules } from './sign-in-rules.tsx';
import { OwnOrganisationWaits } from './waiting-confirmations.tsx';

/** The people of the own organisation, for all of them to see. */
export function PeoplePage() {
  const t = useTexts(accountsTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const organisation = usePerson()?.organisation ?? '';
  const query = useQuery(apiQuery(accountsRoutes.getAccounts, { params: { organisation } }));
  return (
    <Page
      title={t('peopleTitle', { organisation: local(nameOf(organisation)) })}
      lead={t('peopleLead')}
      actions={<SignInLinks />}
    >
      <Loaded query={query} lines={6}>
        {(accounts) => <People accounts={accounts} />}
      </Loaded>
    </Page>
  );
}

function SignInLinks() {
  const t = useTexts(accountsTexts);
  return (
    <>
      <TextLink to="/people/sign-in">{t('toSignOn')}</TextLink>
      <TextLink to="/service-accounts">{t('toServiceAccounts')}</TextLink>
    </>
  );
}

function People({ accounts }: { accounts: Accounts }) {
  const t = useTexts(accountsTexts);
  const { organisation, confirmed, persons, removed, codes, news, may } = accounts;
  const [shown, setShown] = useState<ShownCode>();
  return (
    <div className="two-columns">
      <section className="stack">
        <Heading2>{t('people')}</Heading2>
        {confirmed ? null : <OwnOrganisationWaits />}
        <ul className="stack plain-list">
          {persons.map((account) => (
            <AccountCard key={account.id} account={account} onMade={setShown} />
          ))}
        </ul>
        <Removed removed={removed} />
      </section>
      <div className="stack stack-wide">
        {shown === undefined ? null : <CodeShown {...shown} />}
        {may.addPerson.allowed ? (
          <section>
            <Heading2>{t('addColleague')}</Heading2>
            <AddColleague organisation={organisation} onMade={setShown} />
          </section>
        ) : null}
        <OwnSignInRules organisation={organisation} />
        {codes.length === 0 ? null : (
          <section>
            <Heading2>{t('codes')}</Heading2>
            <ul className="stack plain-list">
              {codes.map((code) => (
                <Card as="li" key={code.id}>
                  <OpenCode code={code} onMade={setShown} />
                </Card>
              ))}
            </ul>
          </section>
        )}
        {news.length === 0 ? null : (
          <section>
            <Heading2>{t('newsTitle')}</Heading2>
            <p className="soft">{t('newsLead')}</p>
            <NewsList news={news} />
          </section>
        )}
      </div>
    </div>
  );
}

function Removed({ removed }: Pick<Accounts, 'removed'>) {
  const t = useTexts(accountsTexts);
  const { language } = useLanguage();
  if (removed.length === 0) return null;
  return (
    <Collapsible title={t('removed')} level={3}>
      <ul className="plain-list stack stack-tight">
        {removed.map(({ id, name, by, at, reason }) => (
          <li key={id}>
            <strong>{name}</strong>
            <p className="small soft">
              {t('removedBy', { name: by, date: formatDate(at, language), reason })}
            </p>
          </li>
        ))}
      </ul>
    </Collapsible>
  );
}

function AccountCard({ account, onMade }: { account: Account; onMade(shown: ShownCode): void }) {
  const t = useTexts(accountsTexts);
  const { language } = useLanguage();
  const { colourOf } = useOrganisations();
  const me = usePerson();
  const words = useRoleWords();
  const { name, email, roles, waitingRoles, blocked } = account;
  return (
    <Card as="li" className={`account ${blocked === null ? '' : 'account-blocked'}`}>
      <Avatar name={name} colour={colourOf(account.organisation)} />
      <div className="stack stack-tight">
        <div className="row">
          <strong>{name}</strong>
          {account.id === me?.id ? <Chip tone="quiet">{t('you')}</Chip> : null}
          {blocked === null ? null : <Chip tone="red">{t('blocked')}</Chip>}
        </div>
        <p className="small soft">
          {email} · {t('since', { date: formatDate(account.since, language) })}
        </p>
        <p>{roles.length === 0 ? t('rolesNone') : words(roles)}</p>
        {waitingRoles.length === 0 ? null : (
          <div>
            <Chip tone="rust">{t('waits', { roles: words(waitingRoles) })}</Chip>
          </div>
        )}
        {blocked === null ? null : (
          <p>
            {t('blockedBy', {
              name: blocked.by,
              date: formatDate(blocked.at, language),
              reason: blocked.reason,
            })}
          </p>
        )}
        <ManageAccount account={account} onMade={onMade} />
      </div>
    </Card>
  );
}
