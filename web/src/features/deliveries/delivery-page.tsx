import { type Delivery, deliveriesRoutes } from '@datalab/server/modules/deliveries/deliveries.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { OrganisationName } from '../../app/organisation-pieces.tsx';
import { apiQuery } from '../../app/query.ts';
import { deliveriesTexts } from '../../i18n/deliveries.ts';
import { formatBytes, formatDateTime } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { useMessage } from '../../i18n/message.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { SecondaryLink, TextLink } from '../../ui/link.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { CheckView, RowsBar } from './check-view.tsx';
import { Running } from './data-set-delivery.tsx';
import { isRunning, pollMs } from './delivery-state.ts';
import './deliveries.css';
import '../../ui/facts.css';

export function DeliveryPage() {
  const params = useParams({ from: '/editions/$edition/deliveries/$delivery' });
  const query = useQuery({
    ...apiQuery(deliveriesRoutes.getDelivery, { params }),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? pollMs : false),
  });
  return (
    <LoadedEdition slug={params.edition} query={query}>
      {(edition, delivery) => <DeliveryView whole={edition} delivery={delivery} />}
    </LoadedEdition>
  );
}

function DeliveryView({ whole, delivery }: { whole: Edition; delivery: Delivery }) {
  const t = useTexts(deliveriesTexts);
  const local = useLocal();
  const messageOf = useMessage();
  const { language } = useLanguage();
  const { edition } = delivery;
  const seeReport = delivery.may.seeReport;
  return (
    <EditionPage
      title={t('deliveryTitle', { name: local(delivery.dataSetName) })}
      lead={t('deliveryLead', {
        file: delivery.fileName,
        at: formatDateTime(delivery.at, language),
        by: delivery.by,
      })}
      edition={whole}
      step="share"
      here={local(delivery.dataSetName)}
    >
      {isRunning(delivery) ? (
        <Card>
          <Running edition={edition} delivery={delivery} />
        </Card>
      ) : (
        <Outcome delivery={delivery} />
      )}
      {seeReport.allowed ? (
        <Report delivery={delivery} />
      ) : (
        delivery.rows && (
          <Card as="section" className="stack stack-tight">
            <Heading2>{t('checkHow')}</Heading2>
            <RowsBar rows={delivery.rows} />
            <p className="small soft">
              {seeReport.reason ? messageOf(seeReport.reason, seeReport.params) : t('reportNotYours')}
            </p>
          </Card>
        )
      )}
      <FileFacts delivery={delivery} />
    </EditionPage>
  );
}

function Outcome({ delivery }: { delivery: Delivery }) {
  const t = useTexts(deliveriesTexts);
  const messageOf = useMessage();
  const { state, problem, edition } = delivery;
  if (state === 'landed') {
    return <Alert type="ok">{t('landedTitle', { version: delivery.version })}</Alert>;
  }
  if (state === 'withdrawn') return <Alert type="info">{messageOf('deliveries.withdrawn')}</Alert>;
  const title =
    state === 'refused' ? 'refusedTitle' : state === 'cancelled' ? 'cancelledTitle' : 'failedTitle';
  return (
    <Alert type={state === 'cancelled' ? 'info' : 'error'}>
      <div className="stack stack-tight">
        <Heading2>{t(title)}</Heading2>
        {problem && (
          <p>
            {messageOf(problem.code, problem.params)}{' '}
            {problem.params['line'] !== undefined && t('atLine', { n: problem.params['line'] })}
          </p>
        )}
        {problem?.detail && (
          <details>
            <summary>{t('more')}</summary>
            <p lang="en">{problem.detail}</p>
          </details>
        )}
        <p>{t('nothingChanged')}</p>
        <div>
          <SecondaryLink to="/editions/$edition/$step" params={{ edition, step: 'share' }}>
            {t('again')}
          </SecondaryLink>
        </div>
      </div>
    </Alert>
  );
}

function Report({ delivery }: { delivery: Delivery }) {
  const t = useTexts(deliveriesTexts);
  const report = useQuery({
    ...apiQuery(deliveriesRoutes.getReport, {
      params: { edition: delivery.edition, delivery: delivery.id },
    }),
    enabled: delivery.rows !== null && !isRunning(delivery),
  });
  const { rows } = delivery;
  if (rows === null) return isRunning(delivery) ? null : <p className="soft">{t('noReport')}</p>;
  return <Loaded query={report}>{(loaded) => <CheckView report={loaded} rows={rows} />}</Loaded>;
}

function FileFacts({ delivery }: { delivery: Delivery }) {
  const t = useTexts(deliveriesTexts);
  const local = useLocal();
  const { language } = useLanguage();
  return (
    <Card as="section" className="stack stack-tight">
      <Heading2>{t('about')}</Heading2>
      <dl className="facts">
        <dt>{t('owner')}</dt>
        <dd>
          <OrganisationName slug={delivery.organisation} />
        </dd>
        <dt>{t('dataSet')}</dt>
        <dd>
          <TextLink to="/data/$dataSet" params={{ dataSet: delivery.dataSet }}>
            {local(delivery.dataSetName)}
          </TextLink>
        </dd>
        <dt>{t('fileName')}</dt>
        <dd>{delivery.fileName}</dd>
        <dt>{t('size')}</dt>
        <dd>{formatBytes(delivery.bytes, language)}</dd>
        <dt>{t('contract')}</dt>
        <dd>{delivery.contractVersion}</dd>
        {delivery.sha256 && (
          <>
            <dt>{t('sha256')}</dt>
            <dd>
              <code>{delivery.sha256}</code>
            </dd>
          </>
        )}
      </dl>
    </Card>
  );
}
