import { reportRoutes } from '@datalab/server/modules/closing/report.contract.ts';
import '@datalab/server/modules/closing/report.contract.css';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
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
import { EditionTop, LoadedEdition } from '../editions/edition-page.tsx';
import './report-page.css';
import { CollapsibleReport, ReportNodes } from './report-nodes.tsx';

/** The edition told as one document; printed, it is a document and nothing else. */
export function ReportPage() {
  const { edition } = useParams({ from: '/editions/$edition/report' });
  const { language } = useLanguage();
  const narrow = useNarrow();
  const query = useQuery(apiQuery(reportRoutes.getReport, { params: { edition }, query: { language } }));
  return (
    <LoadedEdition slug={edition} query={query}>
      {(whole, { title, sections }) => (
        <>
          <Bar whole={whole} title={title} />
          <article className="report print-alone">
            {narrow ? <CollapsibleReport sections={sections} /> : <ReportNodes nodes={sections} />}
          </article>
        </>
      )}
    </LoadedEdition>
  );
}

function Bar({ whole, title }: { whole: Edition; title: string }) {
  const edition = whole.slug;
  const t = useTexts(closingTexts);
  const { language } = useLanguage();
  useTitledHeading(title);
  const file = addressOf(reportRoutes.downloadReport, { params: { edition }, query: { language } });
  return (
    <div className="report-tools no-print">
      <EditionTop
        edition={whole}
        within={
          <TextLink key="closing" to="/editions/$edition/closing" params={{ edition }}>
            {t('title')}
          </TextLink>
        }
        here={t('report')}
      />
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
