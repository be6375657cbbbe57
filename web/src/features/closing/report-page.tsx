import { reportRoutes } from '@datalab/server/modules/closing/report.contract.ts';
import '@datalab/server/modules/closing/report.contract.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { addressOf } from '../../app/api.ts';
import { apiQuery } from '../../app/query.ts';
import { closingTexts } from '../../i18n/closing.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useNarrow } from '../../ui/collapsible.tsx';
import { TextLink } from '../../ui/link.tsx';
import { useTitledHeading } from '../../ui/page.tsx';
import { LoadedPage } from '../../ui/query-state.tsx';
import './report-page.css';
import { CollapsibleReport, ReportNodes } from './report-nodes.tsx';

/** The edition told as one document; printed, it is a document and nothing else. */
export function ReportPage() {
  const { edition } = useParams({ from: '/editions/$edition/report' });
  const { language } = useLanguage();
  const narrow = useNarrow();
  const query = useQuery(apiQuery(reportRoutes.getReport, { params: { edition }, query: { language } }));
  return (
    <LoadedPage query={query}>
      {({ title, sections }) => (
        <>
          <Bar edition={edition} title={title} />
          <article className="report print-alone">
            {narrow ? <CollapsibleReport sections={sections} /> : <ReportNodes nodes={sections} />}
          </article>
        </>
      )}
    </LoadedPage>
  );
}

function Bar({ edition, title }: { edition: string; title: string }) {
  const t = useTexts(closingTexts);
  const { language } = useLanguage();
  useTitledHeading(title);
  const file = addressOf(reportRoutes.downloadReport, { params: { edition }, query: { language } });
  return (
    <div className="report-tools no-print">
      <TextLink to="/editions/$edition/closing" params={{ edition }}>
        {t('backToClosing')}
      </TextLink>
      <div className="row">
        <ActionButton look="primary" onClick={() => window.print()}>
          {t('print')}
        </ActionButton>
        <a
          className="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--secondary-action"
          href={file}
          download
        >
          {t('asFile')}
        </a>
      </div>
    </div>
  );
}
