import { deliveriesRoutes } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../app/query.ts';
import { AssessmentsCard } from '../features/assessments/assessments-card.tsx';
import { DataSetDelivery } from '../features/deliveries/data-set-delivery.tsx';
import { isRunning, pollMs } from '../features/deliveries/delivery-state.ts';
import { stepAddress } from '../features/editions/edition.ts';
import { deliveriesTexts } from '../i18n/deliveries.ts';
import { useTexts } from '../i18n/language.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PrimaryLink } from '../ui/link.tsx';
import { Loaded } from '../ui/query-state.tsx';
import { StepPage } from './step-page.tsx';

/** Step three: every agreed data set with its deliveries, and the organisations that must still deliver. */
export function SharePage({ edition }: { edition: Edition }) {
  const t = useTexts(deliveriesTexts);
  const slots = useQuery({
    ...apiQuery(deliveriesRoutes.listDeliverySlots, { params: { edition: edition.slug } }),
    refetchInterval: ({ state }) =>
      state.data?.some(({ running }) => running && isRunning(running)) ? pollMs : false,
  });
  return (
    <StepPage edition={edition} step="share" title={t('title')} lead={t('lead')}>
      <AssessmentsCard edition={edition.slug} />
      <Loaded query={slots} lines={8}>
        {(loaded) =>
          loaded.length === 0 ? (
            <EmptyState title={t('noDataSets')}>
              <p className="soft">{t('noDataSetsHint')}</p>
              <PrimaryLink to={stepAddress(edition.slug, 'prioritise')} hash="data-needed">
                {t('noDataSetsGo')}
              </PrimaryLink>
            </EmptyState>
          ) : (
            <ul className="stack plain-list">
              {loaded.map((slot) => (
                <DataSetDelivery key={slot.dataSet} edition={edition.slug} slot={slot} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </StepPage>
  );
}
