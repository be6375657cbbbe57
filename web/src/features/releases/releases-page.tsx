import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { type ReleaseOverview, releasesRoutes } from '@datalab/server/modules/releases/releases.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { apiQuery } from '../../app/query.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { TextLink } from '../../ui/link.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { QueryBudget } from './query-budget.tsx';
import { SuppressedFigures } from './suppressed-figures.tsx';

/** For the privacy officer: how much was shown, whose answers were based on few people, and what was suppressed. */
export function ReleasesPage() {
  const { edition: slug } = useParams({ from: '/editions/$edition/releases' });
  const query = useQuery(apiQuery(releasesRoutes.getReleases, { params: { edition: slug } }));
  return (
    <LoadedEdition slug={slug} query={query} lines={8}>
      {(edition, overview) => <Overview edition={edition} overview={overview} />}
    </LoadedEdition>
  );
}

function Overview({ edition, overview }: { edition: Edition; overview: ReleaseOverview }) {
  const t = useTexts(releasesTexts);
  const { people } = overview;
  const leaning = people.reduce((sum, person) => sum + person.leaning, 0);
  const answers = people.reduce((sum, person) => sum + person.answers, 0);
  return (
    <EditionPage
      title={t('title')}
      lead={people.length === 0 ? t('nobodyAskedHint') : t('lead', { leaning, answers })}
      edition={edition}
      here={t('title')}
    >
      {people.length === 0 ? (
        <EmptyState title={t('nobodyAsked')}>
          <TextLink to="/editions/$edition/$step" params={{ edition: edition.slug, step: 'analyse' }}>
            {t('toAnalyses')}
          </TextLink>
        </EmptyState>
      ) : (
        <>
          <SuppressedFigures withheld={overview.withheld} />
          <People people={people} />
        </>
      )}
      <QueryBudget edition={edition.slug} overview={overview} />
    </EditionPage>
  );
}

function People({ people }: Pick<ReleaseOverview, 'people'>) {
  const t = useTexts(releasesTexts);
  const { language } = useLanguage();
  return (
    <Card className="stack">
      <Heading2>{t('people')}</Heading2>
      <ul className="stack plain-list">
        {people.map(({ name, answers: asked, cells: shown, leaning: few }) => (
          <li key={name ?? ''} className="stack stack-tight">
            <p>
              <strong>{name ?? t('platform')}</strong>{' '}
              {t('person', { asked, shown: formatNumber(shown, language), few })}
            </p>
            <ProgressBar
              label={`${name ?? t('platform')}: ${t('share')}`}
              progress={asked === 0 ? 0 : few / asked}
              of={t('ofAnswers')}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
