import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { Grouping } from '@datalab/server/modules/releases/groupings.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { GroupingForm } from './grouping-form.tsx';
import { GroupingItem } from './grouping-item.tsx';
import { groupingsQuery } from './groupings-query.ts';

/** The groupings of an edition, and for an analyst the form to propose one. */
export function GroupingsPage() {
  const { edition: slug } = useParams({ from: '/editions/$edition/groupings' });
  const query = useQuery(groupingsQuery(slug));
  const t = useTexts(releasesTexts);
  return (
    <LoadedEdition slug={slug} query={query} lines={6}>
      {(edition, { groupings, dataSets, may }) => (
        <EditionPage
          title={t('groupingsTitle')}
          lead={t('groupingsLead')}
          edition={edition}
          step="analyse"
          here={t('groupingsTitle')}
        >
          {may.propose.allowed && dataSets.length > 0 && (
            <GroupingForm edition={edition.slug} dataSets={dataSets} />
          )}
          <Groupings edition={edition} groupings={groupings} />
        </EditionPage>
      )}
    </LoadedEdition>
  );
}

function Groupings({ edition, groupings }: { edition: Edition; groupings: readonly Grouping[] }) {
  const t = useTexts(releasesTexts);
  const local = useLocal();
  if (groupings.length === 0) {
    return (
      <EmptyState title={t('noneYet')}>
        <p className="soft">{t('noneYetHint')}</p>
      </EmptyState>
    );
  }
  const byDataSet = [...Map.groupBy(groupings, ({ dataSet }) => dataSet)];
  return byDataSet.map(([dataSet, own]) => (
    <Card key={dataSet} className="stack">
      <Heading2>{local(own[0]?.dataSetName ?? { nl: dataSet, en: dataSet })}</Heading2>
      <ul className="stack plain-list groupings">
        {own.map((grouping) => (
          <GroupingItem key={grouping.id} edition={edition.slug} grouping={grouping} />
        ))}
      </ul>
    </Card>
  ));
}
