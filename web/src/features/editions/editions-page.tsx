import { editionsRoutes } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../../app/query.ts';
import { editionsTexts } from '../../i18n/editions.en.ts';
import { useTexts } from '../../i18n/language.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PrimaryLink, SecondaryLink } from '../../ui/link.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { hasRole, usePerson } from '../identity/session.ts';
import { EditionCard } from './edition-card.tsx';

export const editionsQuery = apiQuery(editionsRoutes.listEditions, {});

export function EditionsPage() {
  const t = useTexts(editionsTexts);
  const query = useQuery(editionsQuery);
  const facilitator = hasRole(usePerson(), 'facilitator');
  return (
    <Page
      title={t('listTitle')}
      lead={t('listLead')}
      actions={facilitator ? <SecondaryLink to="/editions/new">{t('newEdition')}</SecondaryLink> : undefined}
    >
      <Loaded query={query} lines={6}>
        {(editions) =>
          editions.length === 0 ? (
            <EmptyState title={t('listEmpty')}>
              {facilitator ? <PrimaryLink to="/editions/new">{t('newEdition')}</PrimaryLink> : null}
            </EmptyState>
          ) : (
            <ul className="tiles plain-list">
              {editions.map((edition) => (
                <EditionCard key={edition.slug} edition={edition} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}
