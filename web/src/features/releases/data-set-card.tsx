import type { LandedDataSet } from '@datalab/server/modules/releases/check.contract.ts';
import type { Grouping } from '@datalab/server/modules/releases/groupings.contract.ts';
import { releasesRoutes } from '@datalab/server/modules/releases/releases.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { apiQuery } from '../../app/query.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { Card } from '../../ui/card.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { GroupingItem } from './grouping-item.tsx';
import { UnitPart } from './unit-check.tsx';

interface DataSetCardProps {
  readonly edition: string;
  readonly landed: LandedDataSet;
  readonly groupings: readonly Grouping[];
}

/** The check of one data set, and its groupings: those that wait for a decision first. */
export function DataSetCard({ edition, landed, groupings }: DataSetCardProps) {
  const t = useTexts(releasesTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const titleId = useId();
  const { dataSet, name, version, landedAt } = landed;
  const check = useQuery(apiQuery(releasesRoutes.getDataSetCheck, { params: { edition, dataSet } }));
  const waitingFirst = groupings.toSorted(
    (a, b) => Number(b.state === 'proposed') - Number(a.state === 'proposed'),
  );
  return (
    <Card as="section" labelledBy={titleId} className="stack">
      <div className="stack stack-tight">
        <Heading2 id={titleId}>{local(name)}</Heading2>
        <p className="small soft">{t('version', { version, at: formatDate(landedAt, language) })}</p>
      </div>
      {check.isPending && <p className="soft">{t('checking')}</p>}
      <Loaded query={check}>
        {({ units, floor }) => (
          <div className="unit-checks">
            {units.map((unit) => (
              <UnitPart key={unit.unit} check={unit} floor={floor} />
            ))}
          </div>
        )}
      </Loaded>
      <Heading3>{t('groupings')}</Heading3>
      {groupings.length === 0 ? (
        <p className="soft">{t('noGroupings')}</p>
      ) : (
        <ul className="stack plain-list groupings">
          {waitingFirst.map((grouping) => (
            <GroupingItem key={grouping.id} edition={edition} grouping={grouping} isDecidedHere />
          ))}
        </ul>
      )}
    </Card>
  );
}
