import { type Closing, closingRoutes } from '@datalab/server/modules/closing/closing.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { apiQuery } from '../../app/query.ts';
import { closingTexts } from '../../i18n/closing.ts';
import { useTexts } from '../../i18n/language.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { SecondaryLink } from '../../ui/link.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { StepOpenGoals } from '../impact/open-goals.tsx';
import { Balances } from './balances.tsx';
import './closing.css';
import { Evaluation } from './evaluation.tsx';
import { EvaluatorCard } from './evaluator.tsx';
import { ExportEdition } from './export-edition.tsx';
import { FinishEdition } from './finish-edition.tsx';
import { Lessons } from './lessons.tsx';
import { Results } from './results.tsx';
import { Transfers } from './transfers.tsx';

export function ClosingPage() {
  const { edition: slug } = useParams({ from: '/editions/$edition/closing' });
  const closing = useQuery(apiQuery(closingRoutes.getClosing, { params: { edition: slug } }));
  return (
    <LoadedEdition slug={slug} query={closing}>
      {(edition, found) => <LookBack edition={edition} closing={found} />}
    </LoadedEdition>
  );
}

/** The evaluation, the lessons, and the end of the edition. */
function LookBack({ edition, closing }: { edition: Edition; closing: Closing }) {
  const t = useTexts(closingTexts);
  return (
    <EditionPage
      title={t('title')}
      lead={t('lead')}
      edition={edition}
      here={t('title')}
      actions={
        <SecondaryLink to="/editions/$edition/report" params={{ edition: edition.slug }}>
          {t('toReport')}
        </SecondaryLink>
      }
    >
      <FinishEdition edition={edition} closing={closing} />
      <StepOpenGoals edition={edition} />
      <div className="two-columns">
        <div className="stack stack-wide">
          <section className="stack">
            <Heading2>{t('evaluation')}</Heading2>
            <EvaluatorCard edition={edition.slug} closing={closing} />
            <Evaluation edition={edition.slug} closing={closing} />
            <Results results={closing.results} />
          </section>
          <Balances edition={edition.slug} closing={closing} />
        </div>
        <div className="stack stack-wide">
          <Lessons edition={edition.slug} closing={closing} />
          <Transfers edition={edition} closing={closing} />
          <ExportEdition edition={edition.slug} closing={closing} />
        </div>
      </div>
    </EditionPage>
  );
}
