import {
  type DeliverySlot,
  deliveriesRoutes,
} from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../app/query.ts';
import { AssessmentsCard } from '../features/assessments/assessments-card.tsx';
import { isRunning, pollMs } from '../features/deliveries/delivery-state.ts';
import { LeadTimeLine } from '../features/sharing/lead-time-line.tsx';
import { AgreementLife } from '../features/sharing/life.tsx';
import { NextCard } from '../features/sharing/next-card.tsx';
import { sharingQuery } from '../features/sharing/sharing.ts';
import { SharingCard } from '../features/sharing/sharing-card.tsx';
import { useDuration } from '../features/sharing/use-duration.ts';
import { Waits } from '../features/sharing/waits.tsx';
import { formatDate } from '../i18n/format.ts';
import { useLanguage, useTexts } from '../i18n/language.tsx';
import { sharingTexts } from '../i18n/sharing.ts';
import { Alert } from '../ui/alert.tsx';
import { Collapsible } from '../ui/collapsible.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Heading2 } from '../ui/heading.tsx';
import { SecondaryLink, TextLink } from '../ui/link.tsx';
import { Loaded } from '../ui/query-state.tsx';
import { StepPage } from './step-page.tsx';

/** Step three: what may be shared and who it waits for; then every data set with its deliveries. */
export function SharePage({ edition }: { edition: Edition }) {
  const t = useTexts(sharingTexts);
  const sharing = useQuery(sharingQuery(edition.slug));
  return (
    <StepPage edition={edition} step="share" title={t('title')} lead={t('lead')}>
      <Loaded query={sharing} lines={8}>
        {(loaded) => (
          <>
            <NextCard edition={edition.slug} sharing={loaded} />
            <Course edition={edition.slug} sharing={loaded} />
            <AssessmentsCard edition={edition.slug} />
            <DataSets edition={edition.slug} sharing={loaded} />
          </>
        )}
      </Loaded>
    </StepPage>
  );
}

function Course({ edition, sharing }: { edition: string; sharing: SharingView }) {
  const t = useTexts(sharingTexts);
  const say = useDuration();
  return (
    <section className="stack">
      <AgreementLife sharing={sharing} />
      <Waits sharing={sharing} />
      <div className="row">
        <SecondaryLink to="/editions/$edition/what-may" params={{ edition }}>
          {t('mayTitle')}
        </SecondaryLink>
        <SecondaryLink to="/editions/$edition/agreement" params={{ edition }}>
          {t('agreementTitle')}
        </SecondaryLink>
        <TextLink to="/editions/$edition/plan" params={{ edition }}>
          {t('planTitle')}
        </TextLink>
        <TextLink to="/editions/$edition/privacy" params={{ edition }}>
          {t('privacyTitle')}
        </TextLink>
      </div>
      {sharing.leadTime !== null && (
        <Collapsible
          title={t(sharing.leadTime.to === null ? 'leadTime' : 'leadTimeWas', {
            time: say(sharing.leadTime.days),
          })}
          level={3}
        >
          <LeadTimeLine leadTime={sharing.leadTime} />
        </Collapsible>
      )}
    </section>
  );
}

function DataSets({ edition, sharing }: { edition: string; sharing: SharingView }) {
  const t = useTexts(sharingTexts);
  const slots = useQuery({
    ...apiQuery(deliveriesRoutes.listDeliverySlots, { params: { edition } }),
    refetchInterval: ({ state }) =>
      state.data?.some(({ running }) => running && isRunning(running)) ? pollMs : false,
  });
  return (
    <section className="stack">
      <Heading2>{t('dataSets')}</Heading2>
      {(sharing.inForce === null || sharing.stops.length > 0) && <p className="soft">{t('notYetOpen')}</p>}
      {sharing.usableUntil !== null && <UsableUntil until={sharing.usableUntil} />}
      <Loaded query={slots} lines={6}>
        {(loaded) =>
          loaded.length + sharing.plan.length === 0 ? (
            <EmptyState title={t('noDataSets')}>
              <p className="soft">{t('noDataSetsHint')}</p>
            </EmptyState>
          ) : (
            <ul className="stack plain-list">
              {joinSlots(sharing, loaded).map(({ dataSet, planned, slot }) => (
                <SharingCard
                  key={dataSet}
                  edition={edition}
                  sharing={sharing}
                  planned={planned}
                  slot={slot}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

/** What landed before there were agreements stays usable for a while. */
function UsableUntil({ until }: { until: string }) {
  const t = useTexts(sharingTexts);
  const { language } = useLanguage();
  return (
    <Alert>
      <p>{t('usableUntil', { date: formatDate(until, language) })}</p>
    </Alert>
  );
}

/** What is planned with what can be delivered; each data set once. */
function joinSlots({ plan }: SharingView, slots: readonly DeliverySlot[]) {
  const ids = new Set([...plan, ...slots].map(({ dataSet }) => dataSet));
  return [...ids].map((dataSet) => ({
    dataSet,
    planned: plan.find((one) => one.dataSet === dataSet),
    slot: slots.find((one) => one.dataSet === dataSet),
  }));
}
