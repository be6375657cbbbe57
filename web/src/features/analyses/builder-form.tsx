import {
  type Analysis,
  analysesRoutes,
  type QueryOption,
} from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { AnalysisQuery } from '@datalab/server/modules/analyses/answer.contract.ts';
import type { Question } from '@datalab/server/modules/analyses/questions.contract.ts';
import type { TextChange } from '@datalab/server/platform/http/common.contract.ts';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useApiChange } from '../../app/query.ts';
import { useOrganisations } from '../../app/session.ts';
import { type TextDraft, useTextDraft } from '../../app/use-text-draft.ts';
import { analysesTexts } from '../../i18n/analyses.ts';
import { chartTexts } from '../../i18n/charts.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Alert } from '../../ui/alert.tsx';
import type { ViewShape } from '../../ui/charts/points.ts';
import { Choice } from '../../ui/choice.tsx';
import { LocalTextField } from '../../ui/local-text-field.tsx';
import { CountPart } from './builder-count.tsx';
import { LinkPart } from './builder-links.tsx';
import { OnlyPart } from './builder-only.tsx';
import { Part } from './builder-part.tsx';
import { BuilderSay } from './builder-say.tsx';
import { SplitPart } from './builder-split.tsx';
import { checkFilled, problemsToFields, shapesOfDraft } from './builder-state.ts';
import { type Draft, draftOfDataSet, draftToQuery, emptyDraft, queryToDraft } from './draft.ts';
import { keepsFigures, useAskAsNew } from './use-ask-instead.ts';
import { viewWithoutTitle } from './view-without-title.ts';

export interface BuilderProps {
  edition: string;
  options: readonly QueryOption[];
  questions: readonly Question[];
  analysis?: Analysis;
}

/** The form, with the sentence that reads it back and the button that computes it. */
export function Builder({ edition, options, questions, analysis }: BuilderProps) {
  const t = useTexts(analysesTexts);
  const charts = useTexts(chartTexts);
  const local = useLocal();
  const navigate = useNavigate();
  const { nameOf } = useOrganisations();
  const search = useSearch({ from: '/editions/$edition/analyses/new' });
  const view = analysis?.views[0];
  const [question, setQuestion] = useState(analysis?.question ?? search.question ?? '');
  const drafted = view && queryToDraft(view.query, options);
  const title = useTextDraft(null, analysis?.title ?? null);
  const viewTitle = useTextDraft(null, view?.title ?? null);
  const [draft, setDraft] = useState<Draft>(drafted ?? emptyDraft);
  const [chosenShape, setChosenShape] = useState<ViewShape | undefined>(view?.shape);
  const [tried, setTried] = useState(false);
  const show = ({ id }: { id: string }) =>
    void navigate({ to: '/editions/$edition/analyses/$analysis', params: { edition, analysis: id } });
  const create = useApiChange(analysesRoutes.createAnalysis, show);
  const change = useApiChange(analysesRoutes.changeAnalysis, show);
  const asNew = useAskAsNew(edition);
  const error = create.error ?? change.error ?? asNew.error;
  const source = options.find(({ dataSet }) => dataSet === draft.from);
  const shapes = shapesOfDraft(draft, source);
  const shape = shapes.find((candidate) => candidate === chosenShape) ?? shapes[0] ?? 'bars';
  const unfilled = checkFilled(
    { question, title: title.shown, viewTitle: (analysis ? viewTitle : title).shown, draft },
    t,
  );
  const fromHub = problemsToFields(error);
  const errors = tried && Object.keys(unfilled).length > 0 ? unfilled : fromHub.errors;

  const compute = (query: AnalysisQuery, as: ViewShape) => {
    if (title.change === null) return;
    const first = { key: view?.key ?? 'main', shape: as, query };
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
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(unfilled).length === 0) compute(draftToQuery(draft), shape);
  };
  const askInstead = (query: AnalysisQuery) => {
    const next = queryToDraft(query, options);
    if (next) setDraft(next);
    const as = next ? (shapesOfDraft(next, source)[0] ?? shape) : shape;
    if (!analysis || !view || keepsFigures(analysis, view.key, query)) return compute(query, as);
    const views = analysis.views.map((one) => (one === view ? { ...one, query, shape: as } : one));
    asNew.ask({ question, title: analysis.title, views });
  };
  const fields = source && { edition, draft, options, source, onChange: setDraft, errors };
  return (
    <form className="builder" onSubmit={send} noValidate>
      <div className="stack">
        {view && drafted === undefined && (
          <Alert type="info">
            <p>{t('notInForm')}</p>
          </Alert>
        )}
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
            <LinkPart {...fields} />
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
      <BuilderSay
        edition={edition}
        draft={draft}
        options={options}
        error={error && !fromHub.atFields ? error : null}
        hasFieldProblems={Object.keys(errors).length > 0}
        busy={create.isPending || change.isPending || asNew.busy}
        onAsk={askInstead}
      />
    </form>
  );
}

/** A title nobody touched is not sent, so that computing again renames nothing. */
function titleTyped({ typed, change }: TextDraft): { title?: TextChange } {
  return Object.keys(typed).length === 0 || change === null ? {} : { title: change };
}
