import { analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { apiQuery } from '../../app/query.ts';
import { analysesTexts } from '../../i18n/analyses.ts';
import { useTexts } from '../../i18n/language.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PrimaryLink } from '../../ui/link.tsx';
import { Loaded, LoadedPage } from '../../ui/query-state.tsx';
import { editionQuery } from '../editions/edition.ts';
import { EditionPage } from '../editions/edition-page.tsx';
import { Builder, type BuilderProps } from './builder-form.tsx';
import './analyses.css';

/** Composes an analysis in plain words; the sentence next to it reads it back. */
export function BuilderPage() {
  const { edition } = useParams({ from: '/editions/$edition/analyses/new' });
  const query = useQuery(editionQuery(edition));
  return <LoadedPage query={query}>{(loaded) => <BuilderOf whole={loaded} />}</LoadedPage>;
}

function BuilderOf({ whole }: { whole: Edition }) {
  const t = useTexts(analysesTexts);
  const edition = whole.slug;
  const { change } = useSearch({ from: '/editions/$edition/analyses/new' });
  const options = useQuery(apiQuery(analysesRoutes.listQueryOptions, { params: { edition } }));
  const questions = useQuery(apiQuery(analysesRoutes.listQuestions, { params: { edition } }));
  const changed = useQuery({
    ...apiQuery(analysesRoutes.getAnalysis, { params: { edition, analysis: change ?? '' } }),
    enabled: change !== undefined,
  });
  return (
    <EditionPage
      title={t(change ? 'changeAnalysis' : 'newAnalysis')}
      lead={t('builderLead')}
      edition={whole}
      step="analyse"
      here={t(change ? 'changeAnalysis' : 'newAnalysis')}
    >
      <Loaded query={options} lines={8} whenLong={t('builderChecking')}>
        {(known) => (
          <Loaded query={questions}>
            {(asked) =>
              change === undefined ? (
                <Start edition={edition} options={known} questions={asked.questions} />
              ) : (
                <Loaded query={changed}>
                  {(analysis) => (
                    <Builder
                      edition={edition}
                      options={known}
                      questions={asked.questions}
                      analysis={analysis}
                    />
                  )}
                </Loaded>
              )
            }
          </Loaded>
        )}
      </Loaded>
    </EditionPage>
  );
}

function Start({ edition, options, questions }: BuilderProps) {
  const t = useTexts(analysesTexts);
  const open = questions.filter(({ status }) => status === 'to-analyse' || status === 'answered');
  if (options.length === 0) {
    return (
      <EmptyState title={t('builderNoDataSets')}>
        <p className="soft">{t('builderNoDataSetsHint')}</p>
        <PrimaryLink to="/editions/$edition/$step" params={{ edition, step: 'share' }}>
          {t('toShare')}
        </PrimaryLink>
      </EmptyState>
    );
  }
  if (open.length === 0) {
    return (
      <EmptyState title={t('builderNoQuestions')}>
        <p className="soft">{t('builderNoQuestionsHint')}</p>
        <PrimaryLink to="/editions/$edition/$step" params={{ edition, step: 'picture' }}>
          {t('toPicture')}
        </PrimaryLink>
      </EmptyState>
    );
  }
  return <Builder edition={edition} options={options} questions={open} />;
}
