import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { type SharingView, sharingRoutes } from '@datalab/server/modules/sharing/sharing.contract.ts';
import type { PlanDataSet } from '@datalab/server/modules/sharing/sharing-words.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { NotFoundPage } from '../../app/not-found-page.tsx';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { sharingTexts } from '../../i18n/sharing.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { PlanColumns } from './plan-columns.tsx';
import { PlanTerms } from './plan-terms.tsx';
import { isAgreed, sharingQuery } from './sharing.ts';
import { TakeBack } from './take-back.tsx';
import { useColumnName } from './use-column-name.ts';
import './plan.css';

/** The plan of one data set: which question each column serves, what its owner decides, and how much comes. */
export function DataSetPlanPage() {
  const { edition, dataSet } = useParams({ from: '/editions/$edition/plan/$dataSet' });
  return (
    <LoadedEdition slug={edition} query={useQuery(sharingQuery(edition))}>
      {(whole, sharing) => {
        const planned = sharing.plan.find((one) => one.dataSet === dataSet);
        return planned === undefined ? (
          <NotFoundPage />
        ) : (
          <DataSetPlan edition={whole} sharing={sharing} dataSet={planned} />
        );
      }}
    </LoadedEdition>
  );
}

interface DataSetPlanProps {
  readonly edition: Edition;
  readonly sharing: SharingView;
  readonly dataSet: PlanDataSet;
}

function DataSetPlan({ edition, sharing, dataSet }: DataSetPlanProps) {
  const t = useTexts(sharingTexts);
  const local = useLocal();
  const { nameOf } = useOrganisations();
  const name = local(dataSet.name);
  const { slug } = edition;
  const mayChange = dataSet.may.link.allowed || dataSet.may.decide.allowed;
  return (
    <EditionPage
      edition={edition}
      step="share"
      within={
        <TextLink key="plan" to="/editions/$edition/plan" params={{ edition: slug }}>
          {t('planTitle')}
        </TextLink>
      }
      here={name}
      title={t('dataSetTitle', { name })}
      lead={t(dataSet.may.decide.allowed ? 'youDecide' : 'theyDecide', {
        name: local(nameOf(dataSet.owner)),
      })}
    >
      {!mayChange && <WhyNot sharing={sharing} dataSet={dataSet} />}
      {dataSet.newerContract !== null && (
        <Alert>
          <p>{t('newerContract', { version: dataSet.contractVersion, newer: dataSet.newerContract })}</p>
        </Alert>
      )}
      <PlanColumns edition={slug} sharing={sharing} dataSet={dataSet} />
      <PlanTerms edition={slug} dataSet={dataSet} bases={sharing.bases} />
      <Missing dataSet={dataSet} />
      <TakeBack edition={slug} sharing={sharing} dataSet={dataSet} />
      <Withdraw edition={slug} dataSet={dataSet} />
    </EditionPage>
  );
}

/** What was agreed stays as it is until a change is begun; else the reason of the hub. */
function WhyNot({ sharing, dataSet }: Omit<DataSetPlanProps, 'edition'>) {
  const t = useTexts(sharingTexts);
  const messageOf = useMessage();
  const { reason, params } = dataSet.may.decide;
  return reason === undefined ? null : (
    <Alert>
      <p>{isAgreed(sharing) ? t('agreedAlready') : messageOf(reason, params)}</p>
    </Alert>
  );
}

/** What lacks before the plan can be closed; with nothing left it says so to who decided. */
function Missing({ dataSet: { missing, columns, may } }: { dataSet: PlanDataSet }) {
  const t = useTexts(sharingTexts);
  const nameOf = useColumnName();
  const messageOf = useMessage();
  if (missing.length === 0) {
    const isDecided = may.decide.allowed && columns.some(({ decision }) => decision !== null);
    return isDecided ? (
      <Alert type="ok">
        <p>{t('nothingMissing')}</p>
      </Alert>
    ) : null;
  }
  return (
    <Card tone="warning" as="section" labelledBy="missing">
      <Heading2 id="missing">{t('missing')}</Heading2>
      <ul>
        {missing.map(({ code, column }) => {
          const found = columns.find(({ name }) => name === column);
          return (
            <li key={`${code} ${column}`}>
              {messageOf(code)}
              {found && ` ${nameOf(found)}`}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function Withdraw({ edition, dataSet }: { edition: string; dataSet: PlanDataSet }) {
  const t = useTexts(sharingTexts);
  const navigate = useNavigate();
  const withdraw = useApiChange(sharingRoutes.withdrawDataSet, () => {
    void navigate({ to: '/editions/$edition/plan', params: { edition } });
  });
  if (!dataSet.may.withdraw.allowed) return null;
  return (
    <div className="stack stack-tight">
      <ProblemAlert error={withdraw.error} />
      <div>
        <ActionButton
          look="subtle"
          busy={withdraw.isPending}
          onClick={() => withdraw.mutate({ params: { edition, dataSet: dataSet.dataSet } })}
        >
          {t('withdraw')}
        </ActionButton>
      </div>
    </div>
  );
}
