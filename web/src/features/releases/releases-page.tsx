import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { Grouping } from '@datalab/server/modules/releases/groupings.contract.ts';
import { type ReleaseOverview, releasesRoutes } from '@datalab/server/modules/releases/releases.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { apiQuery } from '../../app/query.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { DataSetCard } from './data-set-card.tsx';
import { groupingAnchor } from './grouping-item.tsx';
import { groupingsQuery } from './groupings-query.ts';
import { ShownList } from './shown-list.tsx';

/** For the privacy officer: how well each data set is protected, what waits for a decision, and who asked what. */
export function ReleasesPage() {
  const { edition: slug } = useParams({ from: '/editions/$edition/releases' });
  const query = useQuery(apiQuery(releasesRoutes.getReleases, { params: { edition: slug } }));
  return (
    <LoadedEdition slug={slug} query={query} lines={8}>
      {(edition, overview) => <Overview edition={edition} overview={overview} />}
    </LoadedEdition>
  );
}

function Overview({ edition, overview }: { edition: Edition; overview: ReleaseOverview }) {
  const t = useTexts(releasesTexts);
  const groupings = useQuery(groupingsQuery(edition.slug));
  return (
    <EditionPage title={t('title')} lead={t('lead')} edition={edition} here={t('title')}>
      {overview.dataSets.length === 0 ? (
        <EmptyState title={t('noData')}>
          <p className="soft">{t('noDataHint')}</p>
        </EmptyState>
      ) : (
        <Loaded query={groupings} lines={6}>
          {(list) => <DataSets edition={edition.slug} overview={overview} groupings={list.groupings} />}
        </Loaded>
      )}
      <ShownList edition={edition.slug} overview={overview} />
    </EditionPage>
  );
}

interface DataSetsProps {
  readonly edition: string;
  readonly overview: ReleaseOverview;
  readonly groupings: readonly Grouping[];
}

function DataSets({ edition, overview, groupings }: DataSetsProps) {
  return (
    <>
      <Waiting groupings={groupings} />
      {overview.dataSets.map((landed) => (
        <DataSetCard
          key={landed.dataSet}
          edition={edition}
          landed={landed}
          groupings={groupings.filter(({ dataSet }) => dataSet === landed.dataSet)}
        />
      ))}
    </>
  );
}

/** What waits for a decision, with the way to it. */
function Waiting({ groupings }: Pick<DataSetsProps, 'groupings'>) {
  const t = useTexts(releasesTexts);
  const local = useLocal();
  const waiting = groupings.filter(({ state }) => state === 'proposed');
  if (waiting.length === 0) return null;
  return (
    <Card tone="tint">
      <p className="row">
        <strong>{t('waiting', { n: waiting.length })}</strong>
        {waiting.map(({ id, name }) => (
          <a key={id} className="utrecht-link utrecht-link--html-a" href={`#${groupingAnchor(id)}`}>
            {local(name)}
          </a>
        ))}
      </p>
    </Card>
  );
}
