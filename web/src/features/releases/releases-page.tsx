import { type ReleaseOverview, releasesRoutes } from '@datalab/server/modules/releases/releases.contract.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Heading2 } from '@utrecht/component-library-react';
import { call } from '../../app/api.ts';
import { apiQuery } from '../../app/query.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { releasesTexts } from '../../i18n/releases.en.ts';
import { Card } from '../../ui/card.tsx';
import { DecisionForm } from '../../ui/decision-form.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextLink } from '../../ui/link.tsx';
import { LoadedPage } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';

/** For the privacy officer: how much was shown, who leaned on few people, and what was left out because of it. */
export function ReleasesPage() {
  const { edition } = useParams({ from: '/editions/$edition/releases' });
  const query = useQuery(apiQuery(releasesRoutes.getReleases, { params: { edition } }));
  return (
    <LoadedPage query={query} lines={8}>
      {(overview) => <Overview edition={edition} overview={overview} />}
    </LoadedPage>
  );
}

function Overview({ edition, overview }: { edition: string; overview: ReleaseOverview }) {
  const t = useTexts(releasesTexts);
  const { language } = useLanguage();
  const { budget, cells, people } = overview;
  const leaning = people.reduce((sum, person) => sum + person.leaning, 0);
  const answers = people.reduce((sum, person) => sum + person.answers, 0);
  return (
    <Page
      title={t('title')}
      lead={t('lead', { leaning, answers })}
      breadcrumbs={[
        <TextLink key="edition" to="/editions/$edition" params={{ edition }}>
          {t('edition')}
        </TextLink>,
      ]}
    >
      <Card className="stack">
        <Heading2>{t('people')}</Heading2>
        {people.length === 0 ? (
          <EmptyState title={t('nobodyAsked')}>
            <p className="soft">{t('nobodyAskedHint')}</p>
          </EmptyState>
        ) : (
          <ul className="stack plain-list">
            {people.map(({ name, answers: asked, cells: shown, leaning: few }) => (
              <li key={name ?? ''} className="stack stack-tight">
                <p>
                  <strong>{name ?? t('platform')}</strong>{' '}
                  {t('person', { asked, shown: formatNumber(shown, language), few })}
                </p>
                <ProgressBar label={t('share')} progress={asked === 0 ? 0 : few / asked} />
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Withheld overview={overview} />
      <Card className="stack">
        <Heading2>{t('room')}</Heading2>
        <p>
          {t('roomUsed', {
            cells: formatNumber(cells, language),
            most: formatNumber(budget.cellsOfEdition, language),
            days: budget.days,
          })}
        </p>
        <ProgressBar label={t('room')} progress={Math.min(1, cells / budget.cellsOfEdition)} />
        <p>
          {t('roomRules', {
            person: formatNumber(budget.cellsOfPerson, language),
            choices: budget.choicesPerColumn,
          })}
        </p>
        {budget.by !== null && (
          <p className="soft">{t('decided', { by: budget.by, reason: budget.reason ?? '' })}</p>
        )}
        <Room edition={edition} overview={overview} />
      </Card>
    </Page>
  );
}

function Withheld({ overview: { withheld } }: { overview: ReleaseOverview }) {
  const t = useTexts(releasesTexts);
  const { language } = useLanguage();
  return (
    <Card className="stack">
      <Heading2>{t('withheld')}</Heading2>
      <p>{t(withheld.length === 0 ? 'nothingWithheld' : 'withheldHow')}</p>
      <ul className="stack plain-list">
        {withheld.map(({ at, by, dataSet, evidence, cells, beside }) => (
          <li key={`${evidence} ${dataSet} ${at}`}>
            {t('withheldLine', {
              at: formatDate(at, language),
              by: by ?? t('platform'),
              cells,
              dataSet,
            })}{' '}
            <TextLink to="/evidence/$evidence" params={{ evidence }}>
              {t('result')}
            </TextLink>
            {beside.map((earlier, index) => (
              <span key={earlier}>
                {' · '}
                <TextLink to="/evidence/$evidence" params={{ evidence: earlier }}>
                  {t('earlier', { n: index + 1 })}
                </TextLink>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Room({ edition, overview: { budget, may } }: { edition: string; overview: ReleaseOverview }) {
  const t = useTexts(releasesTexts);
  const client = useQueryClient();
  const decide = useMutation({
    mutationFn: ({ times, reason }: { times: 'twice' | 'half'; reason: string }) => {
      const { by: _by, reason: _reason, days, ...room } = budget;
      const scale = (most: number) => Math.max(1, Math.round(times === 'twice' ? most * 2 : most / 2));
      const body = {
        ...{ days, reason, cellsOfEdition: scale(room.cellsOfEdition) },
        ...{ cellsOfPerson: scale(room.cellsOfPerson), choicesPerColumn: scale(room.choicesPerColumn) },
      };
      return call(releasesRoutes.extendBudget, { params: { edition }, body });
    },
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <>
      <DecisionForm
        draftKey={`releases.${edition}`}
        reasonLabel={t('reason')}
        choices={[
          { value: 'twice', label: t('twice'), primary: true },
          { value: 'half', label: t('half') },
        ]}
        permission={may.extend}
        busy={decide.isPending}
        onDecide={(times, reason) => decide.mutate({ times, reason })}
      />
      <ProblemAlert error={decide.error} />
    </>
  );
}
