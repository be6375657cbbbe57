import { accountsRoutes } from '@datalab/server/modules/identity/accounts.contract.ts';
import type { Role } from '@datalab/server/modules/identity/identity.contract.ts';
import type { Network, NetworkOrganisation } from '@datalab/server/modules/identity/network.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { accountsTexts } from '../../i18n/accounts.ts';
import { formatDate } from '../../i18n/format.ts';
import { identityTexts } from '../../i18n/identity.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Collapsible } from '../../ui/collapsible.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { Page } from '../../ui/page.tsx';
import { Piece } from '../../ui/piece.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { AddOrganisation } from './add-organisation.tsx';
import { CodeShown, OpenCode, type ShownCode } from './codes.tsx';
import { Confirmation } from './confirmations.tsx';
import { IntentionOf } from './intention.tsx';
import { listToConfirm, networkQuery } from './network.ts';
import { RoleChoices } from './role-choices.tsx';

/** The organisations, and the confirmation of the representative of each. */
export function NetworkPage() {
  const t = useTexts(accountsTexts);
  const query = useQuery(networkQuery);
  return (
    <Page title={t('networkTitle')} lead={t('networkLead')}>
      <Loaded query={query} lines={6}>
        {(network) => <Organisations network={network} />}
      </Loaded>
    </Page>
  );
}

function Organisations({ network }: { network: Network }) {
  const t = useTexts(accountsTexts);
  const waiting = listToConfirm(network);
  const [shown, setShown] = useState<ShownCode>();
  return (
    <div className="two-columns">
      <div className="stack stack-wide">
        {waiting.length === 0 ? null : (
          <section>
            <Heading2>{t('toConfirm')}</Heading2>
            <ul className="stack plain-list">
              {waiting.map((one) => (
                <Confirmation key={`${one.kind} ${one.who.id}`} {...one} />
              ))}
            </ul>
          </section>
        )}
        <section>
          <Heading2>{t('network')}</Heading2>
          <ul className="plain-list network">
            {network.organisations.map((one) => (
              <OrganisationCard key={one.organisation.slug} one={one} />
            ))}
          </ul>
        </section>
      </div>
      {network.may.addOrganisation.allowed ? (
        <div className="stack stack-wide">
          {shown === undefined ? null : <CodeShown {...shown} />}
          <section>
            <Heading2>{t('addOrganisation')}</Heading2>
            <AddOrganisation onMade={setShown} />
          </section>
        </div>
      ) : null}
    </div>
  );
}

function OrganisationCard({ one }: { one: NetworkOrganisation }) {
  const t = useTexts(accountsTexts);
  const kinds = useTexts(identityTexts);
  const local = useLocal();
  const { organisation, people, code, may } = one;
  const [shown, setShown] = useState<ShownCode>();
  return (
    <Card as="li" className="network-organisation">
      <Piece colour={organisation.colour} />
      <div className="stack stack-tight">
        <div className="row row-between">
          <strong>{local(organisation.name)}</strong>
          <StateChip one={one} />
        </div>
        <p className="small soft">
          {[kinds(`kind.${organisation.kind}`), ...(people === 0 ? [] : [t('persons', { n: people })])].join(
            ' · ',
          )}
        </p>
        <IntentionOf one={one} />
        <StateWords one={one} />
        {shown === undefined ? null : <CodeShown {...shown} />}
        {code === null ? null : <OpenCode code={code} onMade={setShown} />}
        {may.makeCode.allowed && code === null ? <MakeFirstCode one={one} onMade={setShown} /> : null}
      </div>
    </Card>
  );
}

/** Only where something is still to be done: that an organisation is confirmed is how it should be. */
function StateChip({ one }: { one: NetworkOrganisation }) {
  const t = useTexts(accountsTexts);
  if (one.people === 0) return <Chip tone="quiet">{t('noAccount')}</Chip>;
  return one.confirmed === null ? <Chip tone="rust">{t('unconfirmed')}</Chip> : null;
}

function StateWords({ one: { confirmed, waits } }: { one: NetworkOrganisation }) {
  const t = useTexts(accountsTexts);
  const { language } = useLanguage();
  if (waits !== null) return <p>{t('unconfirmedWho', { name: waits.name })}</p>;
  if (confirmed === null || confirmed.by === null) return null;
  const { by: name, at } = confirmed;
  return <p className="small soft">{t('confirmedBy', { name, date: formatDate(at, language) })}</p>;
}

interface MakeFirstCodeProps {
  readonly one: NetworkOrganisation;
  onMade(shown: ShownCode): void;
}

function MakeFirstCode({ one: { organisation }, onMade }: MakeFirstCodeProps) {
  const t = useTexts(accountsTexts);
  const local = useLocal();
  const [roles, setRoles] = useState<Role[]>([]);
  const name = local(organisation.name);
  const make = useApiChange(accountsRoutes.makeFirstCode, (made) => onMade({ made, kind: 'founding', name }));
  return (
    <Collapsible title={t('firstCodeMake')} level={3}>
      <p>{t('firstCodeLead', { organisation: name })}</p>
      <RoleChoices
        legend={t('rolesMore')}
        chosen={roles}
        without={['administrator', 'facilitator', 'privacy-officer']}
        onChange={setRoles}
      />
      <ProblemAlert error={make.error} />
      <div>
        <ActionButton
          look="primary"
          about={name}
          busy={make.isPending}
          onClick={() => make.mutate({ params: { organisation: organisation.slug }, body: { roles } })}
        >
          {t('makeCode')}
        </ActionButton>
      </div>
    </Collapsible>
  );
}
