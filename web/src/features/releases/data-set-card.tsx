import type { DataSetCheck, LandedDataSet } from '@datalab/server/modules/releases/check.contract.ts';
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
import { CheckPicture } from './check-picture.tsx';
import { errorToText, toVerdicts } from './check-words.ts';
import { ClosedParts } from './closed-parts.tsx';
import { GroupingItem } from './grouping-item.tsx';

interface DataSetCardProps {
  readonly edition: string;
  readonly landed: LandedDataSet;
  readonly groupings: readonly Grouping[];
}

/** One data set: what its check found, drawn once, and its groupings. */
export function DataSetCard({ edition, landed, groupings }: DataSetCardProps) {
  const t = useTexts(releasesTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const titleId = useId();
  const { dataSet, name, version, landedAt } = landed;
  const check = useQuery(apiQuery(releasesRoutes.getDataSetCheck, { params: { edition, dataSet } }));
  return (
    <Card as="section" labelledBy={titleId} className="stack data-set-card">
      <div className="stack stack-tight">
        <Heading2 id={titleId}>{local(name)}</Heading2>
        <p className="small soft">{t('version', { version, at: formatDate(landedAt, language) })}</p>
      </div>
      {check.isPending && <p className="soft">{t('checking')}</p>}
      <Loaded query={check}>{(found) => <Check check={found} />}</Loaded>
      <Groupings edition={edition} groupings={groupings} />
    </Card>
  );
}

function Check({ check: { units, floor } }: { readonly check: DataSetCheck }) {
  const t = useTexts(releasesTexts);
  return (
    <>
      <div>
        {toVerdicts(units, floor).map(({ unit, verdict }) => (
          <p key={unit ?? 'both'} className="verdict">
            {unit && `${t(`unit.${unit}`)}: `}
            {t(verdict)}
          </p>
        ))}
      </div>
      <CheckPicture units={units} floor={floor} />
      <ClosedParts units={units} floor={floor} />
      <HowToRead floor={floor} />
    </>
  );
}

/** What the numbers of the picture mean. */
function HowToRead({ floor }: Pick<DataSetCheck, 'floor'>) {
  const t = useTexts(releasesTexts);
  const { language } = useLanguage();
  return (
    <details className="check-more">
      <summary>{t('howToRead')}</summary>
      <div className="stack stack-tight">
        <p>{t('sharesMean')}</p>
        <p>{t('countsMean')}</p>
        <p>{t('errorMeans', { floor: errorToText(floor, language) })}</p>
      </div>
    </details>
  );
}

/** Those that wait come first; what is out of use is folded away. */
function Groupings({ edition, groupings }: Pick<DataSetCardProps, 'edition' | 'groupings'>) {
  const t = useTexts(releasesTexts);
  if (groupings.length === 0) return null;
  const waiting = groupings.filter(({ state }) => state === 'proposed');
  const inUse = groupings.filter(({ state }) => state === 'approved');
  const past = groupings.filter(({ state }) => state === 'refused' || state === 'ended');
  const list = (some: readonly Grouping[]) => (
    <ul className="stack plain-list groupings">
      {some.map((grouping) => (
        <GroupingItem key={grouping.id} edition={edition} grouping={grouping} isDecidedHere />
      ))}
    </ul>
  );
  return (
    <div className="stack stack-tight">
      <Heading3>{t('groupings')}</Heading3>
      {waiting.length + inUse.length > 0 && list([...waiting, ...inUse])}
      {past.length > 0 && (
        <details className="check-more">
          <summary>{t('pastGroupings', { n: past.length })}</summary>
          {list(past)}
        </details>
      )}
    </div>
  );
}
