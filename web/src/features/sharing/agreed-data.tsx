import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { PlanDataSet } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { outcomeOf } from './columns.ts';
import { TermsFacts } from './plan-terms.tsx';
import { useColumnName } from './use-column-name.ts';
import { useGrainWords } from './use-grain-words.ts';

/** What lands of each data set; in full also how much, until when and on which basis. */
export function AgreedData({ sharing, isShort }: { sharing: SharingView; isShort: boolean }) {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  const shared = sharing.plan.filter((dataSet) => sharedOf(dataSet).length > 0);
  return (
    <div className="stack">
      {shared.map((dataSet) => (
        <div key={dataSet.dataSet} className="agreed-data">
          <p>
            <strong>{local(dataSet.name)}</strong>, <OrganisationName slug={dataSet.owner} />{' '}
            <span className="small soft">{t('contractVersion', { version: dataSet.contractVersion })}</span>
          </p>
          <SharedColumns dataSet={dataSet} />
          {!isShort && dataSet.terms !== null && (
            <TermsFacts dataSet={dataSet} terms={dataSet.terms} bases={sharing.bases} />
          )}
        </div>
      ))}
    </div>
  );
}

function SharedColumns({ dataSet }: { dataSet: PlanDataSet }) {
  const nameOf = useColumnName();
  const grainWords = useGrainWords();
  return (
    <p>
      {sharedOf(dataSet).map((column, position) => (
        <span key={column.name}>
          {position > 0 && ', '}
          <mark className="filled">
            {nameOf(column)}
            {column.decision?.grain != null && ` (${grainWords(column, column.decision.grain)})`}
          </mark>
        </span>
      ))}
    </p>
  );
}

function sharedOf({ columns }: PlanDataSet) {
  return columns.filter((column) => ['allowed', 'coarser'].includes(outcomeOf(column)));
}
