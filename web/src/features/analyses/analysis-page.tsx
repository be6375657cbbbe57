import { type Analysis, analysesRoutes } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { Evidence } from '@datalab/server/modules/analyses/evidence.contract.ts';
import type { Edition } from '@datalab/server/modules/editions/editions.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { OrganisationPieces } from '../../app/organisation-pieces.tsx';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { analysesTexts } from '../../i18n/analyses.ts';
import { formatDate, formatDateTime } from '../../i18n/format.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Heading2 } from '../../ui/heading.tsx';
import { PrimaryLink, SecondaryLink, TextLink } from '../../ui/link.tsx';
import { OutdatedMark } from '../../ui/local-text-view.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { useToast } from '../../ui/toast.tsx';
import { EditionPage, LoadedEdition } from '../editions/edition-page.tsx';
import { AnswerFigure } from '../figures/answer-figure.tsx';
import { EarlierRulesNotice } from '../figures/earlier-rules-notice.tsx';
import { NearestQuestion } from '../figures/nearest-question.tsx';
import { QuestionProblem } from '../figures/question-problem.tsx';
import { EarlierRules } from './earlier-rules.tsx';
import { FindingEditor } from './finding-editor.tsx';
import { FindingOutdated, FindingText } from './finding-text.tsx';
import { useAskInstead } from './use-ask-instead.ts';
import './analyses.css';

export function AnalysisPage() {
  const { edition, analysis } = useParams({ from: '/editions/$edition/analyses/$analysis' });
  const query = useQuery(apiQuery(analysesRoutes.getAnalysis, { params: { edition, analysis } }));
  return (
    <LoadedEdition slug={edition} query={query}>
      {(whole, loaded) => <AnalysisView whole={whole} analysis={loaded} />}
    </LoadedEdition>
  );
}

function AnalysisView({ whole, analysis }: { whole: Edition; analysis: Analysis }) {
  const edition = whole.slug;
  const t = useTexts(analysesTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const toast = useToast();
  const [editing, setEditing] = useState(false);
  const again = useApiChange(analysesRoutes.runAnalysis, () => toast({ text: t('runAgainDone') }));
  const evidence = useQuery({
    ...apiQuery(analysesRoutes.getEvidence, { params: { evidence: analysis.evidence ?? '' } }),
    enabled: analysis.evidence !== null,
  });
  return (
    <EditionPage
      title={local(analysis.title)}
      lead={analysis.finding ? <FindingText finding={analysis.finding} /> : undefined}
      kicker={
        <>
          {t('question', { n: analysis.questionNumber })} · {t('version', { n: analysis.version })} ·{' '}
          {t('madeBy', { by: analysis.by, at: formatDate(analysis.at, language) })}{' '}
          <OrganisationPieces slugs={analysis.organisations} />
        </>
      }
      edition={whole}
      step="analyse"
      here={t('question', { n: analysis.questionNumber })}
      actions={
        !editing && (
          <>
            {analysis.evidence && (
              <PrimaryLink to="/evidence/$evidence" params={{ evidence: analysis.evidence }}>
                {t('howWeKnow')}
              </PrimaryLink>
            )}
            {evidence.data && (
              <ActionButton permission={analysis.may.change} onClick={() => setEditing(true)}>
                {t(analysis.finding ? 'changeConclusion' : 'writeConclusion')}
              </ActionButton>
            )}
            {analysis.may.change.allowed && (
              <SecondaryLink
                to="/editions/$edition/analyses/new"
                params={{ edition }}
                search={{ change: analysis.id }}
              >
                {t('changeAnalysis')}
              </SecondaryLink>
            )}
            {analysis.may.run.allowed && (
              <ActionButton
                look="subtle"
                busy={again.isPending}
                onClick={() => again.mutate({ params: { edition, analysis: analysis.id } })}
              >
                {t(again.isPending ? 'running' : 'runAgain')}
              </ActionButton>
            )}
          </>
        )
      }
    >
      <OutdatedMark text={analysis.title} />
      {analysis.finding && <FindingOutdated finding={analysis.finding} />}
      <EarlierRules edition={edition} analysis={analysis} />
      <QuestionProblem edition={edition} error={again.error} />
      {analysis.evidence === null ? (
        <EmptyState title={t('notRun')} />
      ) : (
        <Loaded query={evidence} lines={8}>
          {(loaded) =>
            editing ? (
              <FindingEditor
                edition={edition}
                analysis={analysis}
                answers={loaded.answers}
                onClose={() => setEditing(false)}
              />
            ) : (
              <Answers edition={edition} analysis={analysis} evidence={loaded} />
            )
          }
        </Loaded>
      )}
      <Runs analysis={analysis} />
    </EditionPage>
  );
}

interface AnswersProps {
  readonly edition: string;
  readonly analysis: Analysis;
  readonly evidence: Evidence;
}

function Answers({ edition, analysis, evidence }: AnswersProps) {
  const t = useTexts(analysesTexts);
  const instead = useAskInstead(edition, analysis);
  return (
    <div className="stack stack-wide">
      <EarlierRulesNotice evidence={evidence} isOnAnalysis />
      {evidence.answers.map((answer) => (
        <Card key={answer.key} className="stack">
          {answer.coarser && (
            <Alert type="info">
              <p>{t('nothingShown')}</p>
              <NearestQuestion
                edition={edition}
                query={answer.coarser}
                onAsk={analysis.may.change.allowed ? (query) => instead.ask(answer.key, query) : undefined}
                busy={instead.busy}
              />
            </Alert>
          )}
          <AnswerFigure answer={answer} evidence={evidence.id} />
        </Card>
      ))}
      <QuestionProblem edition={edition} error={instead.error} />
    </div>
  );
}

function Runs({ analysis }: { analysis: Analysis }) {
  const t = useTexts(analysesTexts);
  const { language } = useLanguage();
  if (analysis.runs.length < 2) return null;
  return (
    <section className="stack stack-tight">
      <Heading2>{t('runs')}</Heading2>
      <ul>
        {analysis.runs.map((run) => (
          <li key={run.evidence}>
            <TextLink to="/evidence/$evidence" params={{ evidence: run.evidence }}>
              {t('runOn', { at: formatDateTime(run.at, language), version: run.version, by: run.by })}
            </TextLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
