import { sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '../../app/query.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { LeadTimeLine } from './lead-time-line.tsx';
import { useDuration } from './use-duration.ts';

const leadTimesQuery = apiQuery(sharingRoutes.listLeadTimes, {});

/** How long agreeing took in every edition that the reader may see, and where it waited. */
export function LeadTimesPage() {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  const say = useDuration();
  const times = useQuery(leadTimesQuery);
  return (
    <Page title={t('leadTimesTitle')} lead={t('leadTimesLead')}>
      <Loaded query={times}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('leadTimesNone')} />
          ) : (
            <ul className="plain-list stack">
              {items.map(({ edition, title, leadTime }) => (
                <Card key={edition} as="li">
                  <Heading2>
                    <TextLink to="/editions/$edition/agreement" params={{ edition }}>
                      {local(title)}
                    </TextLink>
                    : {say(leadTime.days)}
                  </Heading2>
                  <LeadTimeLine leadTime={leadTime} />
                </Card>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}
