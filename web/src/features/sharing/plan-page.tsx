import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import type { SharingView } from '@datalab/server/modules/sharing/sharing.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading2, Heading3 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { AskForDataSet } from './ask-for-data-set.tsx';
import { Frame } from './frame.tsx';
import { StepForward } from './next-card.tsx';
import { OutcomeLegend, OutcomeTiles } from './outcome-tiles.tsx';
import { planByOwner, sharingQuery } from './sharing.ts';
import { StartFromEarlier } from './start-from-earlier.tsx';

/** The whole plan at a glance: organisations by data sets by columns, and what it is for. */
export function PlanPage() {
  const { edition } = useParams({ from: '/editions/$edition/plan' });
  return (
    <LoadedEdition slug={edition} query={useQuery(sharingQuery(edition))}>
      {(whole, sharing) => <Plan edition={whole} sharing={sharing} />}
    </LoadedEdition>
  );
}

function Plan({ edition, sharing }: { edition: Edition; sharing: SharingView }) {
  const t = useTexts(sharingTexts);
  const owned = planByOwner(sharing);
  return (
    <EditionPage
      edition={edition}
      step="share"
      here={t('planTitle')}
      title={t('planTitle')}
      lead={t('planLead')}
    >
      <Frame edition={edition.slug} sharing={sharing} />
      <section className="stack" aria-labelledby="matrix">
        <Heading2 id="matrix">{t('matrix')}</Heading2>
        {owned.length === 0 ? (
          <EmptyState title={t('noDataSets')}>
            <p className="soft">{t('noDataSetsHint')}</p>
          </EmptyState>
        ) : (
          <>
            <OutcomeLegend />
            {owned.map(({ owner, dataSets }) => (
              <Card key={owner} as="section">
                <div className="stack">
                  <Heading3>
                    <OrganisationName slug={owner} />
                  </Heading3>
                  {dataSets.map((dataSet) => (
                    <PlannedDataSet key={dataSet.dataSet} edition={edition.slug} dataSet={dataSet} />
                  ))}
                </div>
              </Card>
            ))}
          </>
        )}
      </section>
      <AskForDataSet edition={edition.slug} sharing={sharing} />
      <StartFromEarlier edition={edition.slug} sharing={sharing} />
      {sharing.state === 'draft' && sharing.may.closePlan.allowed && (
        <Card as="section">
          <Heading2>{t('go.close-plan')}</Heading2>
          <StepForward edition={edition.slug} sharing={sharing} kind="close-plan" />
        </Card>
      )}
    </EditionPage>
  );
}

function PlannedDataSet({ edition, dataSet }: { edition: string; dataSet: SharingView['plan'][number] }) {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  const messageOf = useMessage();
  const missing = [...new Set(dataSet.missing.map(({ code }) => code))];
  return (
    <div className="stack stack-tight">
      <div className="row row-between">
        <TextLink to="/editions/$edition/plan/$dataSet" params={{ edition, dataSet: dataSet.dataSet }}>
          {local(dataSet.name)}
        </TextLink>
        <span className="small soft">{t('contractVersion', { version: dataSet.contractVersion })}</span>
      </div>
      <OutcomeTiles columns={dataSet.columns} />
      {missing.length > 0 && (
        <ul className="small plan-missing">
          {missing.map((code) => (
            <li key={code}>{messageOf(code)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
