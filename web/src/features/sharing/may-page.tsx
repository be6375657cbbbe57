import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { PlanColumn, PlanDataSet } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { formatDate } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { outcomeOf, type ShownOutcome } from './columns.ts';
import { FrameFacts } from './frame.tsx';
import { planByOwner, sharingQuery } from './sharing.ts';
import { useColumnName } from './use-column-name.ts';
import { useGrainWords } from './use-grain-words.ts';
import './may.css';

/** Requirement 23: what is shared, what only coarser and what not, each with its reason, on one page to print. */
export function MayPage() {
  const { edition } = useParams({ from: '/editions/$edition/what-may' });
  return (
    <LoadedEdition slug={edition} query={useQuery(sharingQuery(edition))}>
      {(whole, sharing) => <May edition={whole} sharing={sharing} />}
    </LoadedEdition>
  );
}

function May({ edition, sharing }: { edition: Edition; sharing: SharingView }) {
  const t = useTexts(sharingTexts);
  const owned = planByOwner(sharing);
  return (
    <div className="print-alone may">
      <EditionPage
        edition={edition}
        step="share"
        here={t('mayTitle')}
        title={t('mayTitle')}
        lead={<Standing sharing={sharing} />}
        actions={
          <span className="no-print">
            <ActionButton look="primary" onClick={() => window.print()}>
              {t('print')}
            </ActionButton>
          </span>
        }
      >
        <Card as="section" labelledBy="what-for">
          <Heading2 id="what-for">{t('purposeTitle')}</Heading2>
          <FrameFacts frame={sharing.frame} />
        </Card>
        {owned.length === 0 && (
          <EmptyState title={t('noDataSets')}>
            <p className="soft">{t('noDataSetsHint')}</p>
          </EmptyState>
        )}
        {owned.map(({ owner, dataSets }) => (
          <Card key={owner} as="section">
            <div className="stack">
              <Heading2>
                <OrganisationName slug={owner} />
              </Heading2>
              {dataSets.map((dataSet) => (
                <DataSetMay key={dataSet.dataSet} edition={edition.slug} dataSet={dataSet} />
              ))}
            </div>
          </Card>
        ))}
        <p className="small soft">{t('mayAlways')}</p>
      </EditionPage>
    </div>
  );
}

/** Whether this holds now, is being made, or is over. */
function Standing({ sharing: { inForce, stops, state } }: { sharing: SharingView }) {
  const t = useTexts(sharingTexts);
  const { language } = useLanguage();
  if (stops.length > 0) return t('mayStopped');
  if (inForce === null) return t(state === 'ended' || state === 'cleaned' ? 'mayEnded' : 'mayDraft');
  return t('mayInForce', { n: inForce.number, date: formatDate(inForce.until, language) });
}

const groups = [
  ['allowed', 'group.allowed'],
  ['coarser', 'group.coarser'],
  ['not-allowed', 'group.not-allowed'],
  ['waiting', 'group.waiting'],
] as const satisfies readonly (readonly [ShownOutcome, string])[];

function DataSetMay({ edition, dataSet }: { edition: string; dataSet: PlanDataSet }) {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  const nameOf = useColumnName();
  const staying = dataSet.columns.filter((column) => ['stays', 'not-asked'].includes(outcomeOf(column)));
  return (
    <div className="may-data-set">
      <Heading3>
        <TextLink to="/editions/$edition/plan/$dataSet" params={{ edition, dataSet: dataSet.dataSet }}>
          {local(dataSet.name)}
        </TextLink>
      </Heading3>
      <div className="may-groups">
        {groups.map(([outcome, title]) => (
          <OutcomeGroup
            key={outcome}
            title={t(title)}
            outcome={outcome}
            columns={dataSet.columns.filter((column) => outcomeOf(column) === outcome)}
          />
        ))}
      </div>
      {staying.length > 0 && (
        <p className="small soft">
          {t('mayStays')} {staying.map(nameOf).join(', ')}.
        </p>
      )}
    </div>
  );
}

interface OutcomeGroupProps {
  readonly title: string;
  readonly outcome: ShownOutcome;
  readonly columns: readonly PlanColumn[];
}

function OutcomeGroup({ title, outcome, columns }: OutcomeGroupProps) {
  const nameOf = useColumnName();
  const grainWords = useGrainWords();
  if (columns.length === 0) return null;
  return (
    <div className={`may-group may-${outcome}`}>
      <p className="may-group-title">
        <span className={`outcome-square outcome-${outcome}`} aria-hidden="true" />
        <strong>{title}</strong>
      </p>
      <dl>
        {columns.map((column) => (
          <div key={column.name}>
            <dt>
              {nameOf(column)}
              {column.decision?.grain != null && (
                <span className="may-grain"> ({grainWords(column, column.decision.grain)})</span>
              )}
            </dt>
            {column.decision !== null && <dd className="small soft">{column.decision.reason}</dd>}
          </div>
        ))}
      </dl>
    </div>
  );
}
