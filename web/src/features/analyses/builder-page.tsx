import {
  type Analysis,
  analysesRoutes,
  type QueryOption,
} from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { Question } from '@datalab/server/modules/analyses/questions.contract.ts';
import type { TextChange } from '@datalab/server/platform/http/common.contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { apiQuery, useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { type TextDraft, useTextDraft } from '../../app/use-text-draft.ts';
import { analysesTexts } from '../../i18n/analyses.ts';
import { chartTexts } from '../../i18n/charts.ts';
import { useLanguage, useLocal, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Card } from '../../ui/card.tsx';
import type { ViewShape } from '../../ui/charts/points.ts';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PrimaryLink, TextLink } from '../../ui/link.tsx';
import { LocalTextField } from '../../ui/local-text-field.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Loaded } from '../../ui/query-state.tsx';
import { ProposeGroupingLink } from '../releases/propose-grouping-link.tsx';
import { AlsoPart, CountPart, OnlyPart, Part, SplitPart } from './builder-fields.tsx';
import { checkFilled, problemsToFields, shapesOfDraft } from './builder-state.ts';
import { type Draft, draftOfDataSet, draftToQuery, emptyDraft, queryToDraft } from './draft.ts';
import { queryToSentence } from './sentence.ts';
import { viewWithoutTitle } from './view-without-title.ts';
import './analyses.css';

/** Composes an analysis in plain words; the sentence next to it reads it back. */
export function BuilderPage() {
  const t = useTexts(analysesTexts);
  const { edition } = useParams({ from: '/editions/$edition/analyses/new' });
  const { change } = useSearch({ from: '/editions/$edition/analyses/new' });
  const options = useQuery(apiQuery(analysesRoutes.listQueryOptions, { params: { edition } }));
  const questions = useQuery(apiQuery(analysesRoutes.listQuestions, { params: { edition } }));
  const changed = useQuery({
    ...apiQuery(analysesRoutes.getAnalysis, { params: { edition, analysis: change ?? '' } }),
    enabled: change !== undefined,
  });
  return (
    <Page
      title={t(change ? 'changeAnalysis' : 'newAnalysis')}
      lead={t('builderLead')}
      breadcrumbs={[
        <TextLink key="step" to="/editions/$edition/$step" params={{ edition, step: 'analyse' }}>
          {t('analyse')}
        </TextLink>,
      ]}
    >
      <Loaded query={options} lines={8}>
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
    </Page>
  );
}

interface BuilderProps {
  edition: string;
  options: readonly QueryOption[];
  questions: readonly Question[];
  analysis?: Analysis;
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

function Builder({ edition, options, questions, analysis }: BuilderProps) {
  const t = useTexts(analysesTexts);
  const charts = useTexts(chartTexts);
  const local = useLocal();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const { nameOf } = useOrganisations();
  const search = useSearch({ from: '/editions/$edition/analyses/new' });
  const view = analysis?.views[0];
  const [question, setQuestion] = useState(analysis?.question ?? search.question ?? '');
  const title = useTextDraft(null, analysis?.title ?? null);
  const viewTitle = useTextDraft(null, view?.title ?? null);
  const [draft, setDraft] = useState<Draft>((view && queryToDraft(view.query)) ?? emptyDraft);
  const [chosenShape, setChosenShape] = useState<ViewShape | undefined>(view?.shape);
  const [tried, setTried] = useState(false);
  const show = ({ id }: { id: string }) =>
    void navigate({ to: '/editions/$edition/analyses/$analysis', params: { edition, analysis: id } });
  const create = useApiChange(analysesRoutes.createAnalysis, show);
  const change = useApiChange(analysesRoutes.changeAnalysis, show);
  const error = create.error ?? change.error;
  const source = options.find(({ dataSet }) => dataSet === draft.from);
  const shapes = shapesOfDraft(draft, source);
  const shape = shapes.find((candidate) => candidate === chosenShape) ?? shapes[0] ?? 'bars';
  const unfilled = checkFilled(
    { question, title: title.shown, viewTitle: (analysis ? viewTitle : title).shown, draft },
    t,
  );
  const fromHub = problemsToFields(error);
  const errors = tried && Object.keys(unfilled).length > 0 ? unfilled : fromHub.errors;
  const sentence = source && queryToSentence(draftToQuery(draft), options, t, language);

  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(unfilled).length > 0 || title.change === null) return;
    const first = { key: view?.key ?? 'main', shape, query: draftToQuery(draft) };
    if (analysis) {
      const others = analysis.views.slice(1).map(viewWithoutTitle);
      const body = {
        question,
        ...titleTyped(title),
        views: [{ ...first, ...titleTyped(viewTitle) }, ...others],
      };
      change.mutate({ params: { edition, analysis: analysis.id }, body });
    } else {
      const views = [{ ...first, title: title.change }];
      create.mutate({ params: { edition }, body: { question, title: title.change, views } });
    }
  };
  const fields = source && { draft, options, source, onChange: setDraft, errors };
  return (
    <form className="builder" onSubmit={send} noValidate>
      <div className="stack">
        <Part legend={t('builderQuestion')} error={errors.question}>
          <div className="stack stack-tight">
            {questions.map((item) => (
              <Choice
                key={item.id}
                type="radio"
                name="question"
                checked={question === item.id}
                onChange={() => setQuestion(item.id)}
              >
                {t('questionWith', { n: item.number, text: local(item.text) })}
              </Choice>
            ))}
          </div>
        </Part>
        <Part legend={t('builderDataSet')} error={errors.from}>
          <div className="choices">
            {options.map((option) => (
              <Choice
                key={option.dataSet}
                type="radio"
                name="from"
                checked={draft.from === option.dataSet}
                hint={local(nameOf(option.owner))}
                onChange={() => setDraft(draftOfDataSet(option))}
              >
                {local(option.name)}
              </Choice>
            ))}
          </div>
        </Part>
        {fields && (
          <>
            <CountPart {...fields} />
            <SplitPart {...fields} />
            <OnlyPart {...fields} />
            <AlsoPart {...fields} />
            <Part legend={t('builderShape')}>
              <div className="stack">
                <div className="choices">
                  {shapes.map((key) => (
                    <Choice
                      key={key}
                      type="radio"
                      name="shape"
                      checked={shape === key}
                      onChange={() => setChosenShape(key)}
                    >
                      {charts(key)}
                    </Choice>
                  ))}
                </div>
                {analysis === undefined ? null : (
                  <LocalTextField
                    label={t('builderAnalysisTitle')}
                    draft={title}
                    error={errors.title}
                    maxLength={200}
                  />
                )}
                <LocalTextField
                  label={t('builderTitle')}
                  hint={t('builderTitleHint')}
                  draft={analysis === undefined ? title : viewTitle}
                  error={analysis === undefined ? errors.title : errors.viewTitle}
                  maxLength={200}
                />
              </div>
            </Part>
          </>
        )}
      </div>
      <aside className="builder-say stack">
        <Card tone="tint">
          <p className="small soft">{t('youAsk')}</p>
          <p className="builder-sentence" aria-live="polite">
            {sentence ?? t('youAskNothing')}
          </p>
        </Card>
        {error && !fromHub.atFields && <ProblemAlert error={error} />}
        {Object.keys(errors).length > 0 && (
          <p className="field-problem" role="alert">
            {t('fixFields')}
          </p>
        )}
        <ActionButton look="primary" type="submit" busy={create.isPending || change.isPending}>
          {t(create.isPending || change.isPending ? 'running' : 'run')}
        </ActionButton>
        <ProposeGroupingLink edition={edition} />
      </aside>
    </form>
  );
}

/** A title nobody touched is not sent, so that computing again renames nothing. */
function titleTyped({ typed, change }: TextDraft): { title?: TextChange } {
  return Object.keys(typed).length === 0 || change === null ? {} : { title: change };
}
