import {
  type MadeServiceAccount,
  serviceAccountsRoutes as routes,
  type ServiceAccount,
  type ServiceAccounts,
  type ServiceScope,
} from '@datalab/server/modules/identity/service-accounts.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { usePerson } from '../../app/session.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { serviceAccountsTexts } from '../../i18n/service-accounts.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { CodeBox } from '../../ui/code-box.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { useToast } from '../../ui/toast.tsx';
import { MakeServiceAccount } from './make-service-account.tsx';
import { PeopleLink } from './people-link.tsx';

export function ServiceAccountsPage() {
  const t = useTexts(serviceAccountsTexts);
  const organisation = usePerson()?.organisation ?? '';
  const query = useQuery(apiQuery(routes.listServiceAccounts, { params: { organisation } }));
  return (
    <Page title={t('title')} lead={t('lead')} breadcrumbs={[<PeopleLink key="people" />]}>
      <Loaded query={query} lines={6}>
        {(found) => <Accounts organisation={organisation} found={found} />}
      </Loaded>
    </Page>
  );
}

function Accounts({ organisation, found }: { organisation: string; found: ServiceAccounts }) {
  const t = useTexts(serviceAccountsTexts);
  const [made, setMade] = useState<{ account: MadeServiceAccount; name: string }>();
  return (
    <div className="two-columns">
      <section className="stack">
        <Heading2>{t('list')}</Heading2>
        {found.accounts.length === 0 ? <EmptyState title={t('none')} /> : null}
        <ul className="stack plain-list">
          {found.accounts.map((account) => (
            <AccountCard key={account.id} account={account} />
          ))}
        </ul>
      </section>
      <div className="stack stack-wide">
        {made === undefined ? null : <TokenShown {...made} />}
        {found.may.make.allowed ? (
          <section>
            <Heading2>{t('make')}</Heading2>
            <MakeServiceAccount
              organisation={organisation}
              owners={found.owners}
              onMade={(account, name) => setMade({ account, name })}
            />
          </section>
        ) : null}
      </div>
    </div>
  );
}

/** A token just made: the only time anybody sees it. */
function TokenShown({ account, name }: { account: MadeServiceAccount; name: string }) {
  const t = useTexts(serviceAccountsTexts);
  const { language } = useLanguage();
  return (
    <div role="status">
      <Card tone="ok" className="stack stack-tight">
        <p>
          <strong>{t('tokenFor', { name })}</strong>
        </p>
        <CodeBox text={account.token} className="service-token" />
        <p>{t('tokenOnce', { date: formatDate(account.expiresAt, language) })}</p>
        <p>{t('tokenUse')}</p>
      </Card>
    </div>
  );
}

const tones = { 'in-use': 'green', expired: 'rust', revoked: 'quiet', 'owner-unfit': 'red' } as const;

function AccountCard({ account }: { account: ServiceAccount }) {
  const t = useTexts(serviceAccountsTexts);
  const { language } = useLanguage();
  const toast = useToast();
  const revoke = useApiChange(routes.revokeServiceAccount, () => toast({ text: t('revoked') }));
  const { id, name, owner, scopes, madeBy, madeAt, expiresAt, lastUsedAt, state, may } = account;
  return (
    <Card as="li" className="stack stack-tight">
      <div className="row">
        <strong>{name}</strong>
        <Chip tone={tones[state]}>{t(`state.${state}`)}</Chip>
      </div>
      <ul>
        {scopes.map((scope) => (
          <li key={JSON.stringify(scope)}>
            <ScopeWords scope={scope} />
          </li>
        ))}
      </ul>
      <p className="small soft">
        {t('ownedBy', { owner: owner.name, name: madeBy, date: formatDate(madeAt, language) })}
        <br />
        {t('until', { date: formatDate(expiresAt, language) })}
        {' · '}
        {lastUsedAt === null ? t('unused') : t('used', { date: formatDate(lastUsedAt, language) })}
      </p>
      {may.revoke.allowed && state !== 'revoked' ? (
        <div>
          <ActionButton
            about={name}
            busy={revoke.isPending}
            onClick={() => revoke.mutate({ params: { account: id } })}
          >
            {t('revoke')}
          </ActionButton>
        </div>
      ) : null}
      <ProblemAlert error={revoke.error} />
    </Card>
  );
}

function ScopeWords({ scope: { kind, ...params } }: { scope: ServiceScope }) {
  const t = useTexts(serviceAccountsTexts);
  return t(`is.${kind}`, params);
}
