import type { QueryOption } from '@datalab/server/modules/analyses/analyses.contract.ts';
import type { AnalysisQuery } from '@datalab/server/modules/analyses/answer.contract.ts';
import { countDimensions, findObstacle } from '@datalab/server/modules/analyses/askable.contract.ts';
import type { ApiProblem } from '../../app/api.ts';
import { analysesTexts } from '../../i18n/analyses.ts';
import { useLanguage, useTexts } from '../../i18n/language.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Alert } from '../../ui/alert.tsx';
import { Card } from '../../ui/card.tsx';
import { QuestionProblem } from '../figures/question-problem.tsx';
import { queryToSentence } from '../figures/sentence.ts';
import { ProposeGroupingLink } from '../releases/propose-grouping-link.tsx';
import { type Draft, draftToQuery } from './draft.ts';
import { obstacleToText } from './obstacle-words.ts';

interface BuilderSayProps {
  readonly edition: string;
  readonly draft: Draft;
  readonly options: readonly QueryOption[];
  readonly error: ApiProblem | null;
  readonly hasFieldProblems: boolean;
  readonly busy: boolean;
  onAsk(query: AnalysisQuery): void;
}

/** What is asked in one sentence, whether it can be, and the button that computes it. */
export function BuilderSay({
  edition,
  draft,
  options,
  error,
  hasFieldProblems,
  busy,
  onAsk,
}: BuilderSayProps) {
  const t = useTexts(analysesTexts);
  const { language } = useLanguage();
  const source = options.find(({ dataSet }) => dataSet === draft.from);
  const query = draftToQuery(draft);
  const obstacle = source && findObstacle(query, options);
  return (
    <aside className="builder-say stack">
      <Card tone="tint">
        <p className="small soft">{t('youAsk')}</p>
        <p className="builder-sentence" aria-live="polite">
          {source ? queryToSentence(query, options, t, language) : t('youAskNothing')}
        </p>
        {source && <p className="small soft">{t('chosenOf', countDimensions(query, options))}</p>}
      </Card>
      {source && obstacle && error === null && (
        <Alert type="info">
          <p>
            {obstacle.kind === 'too-many-dimensions'
              ? t('choseTooMany', { used: obstacle.used, most: obstacle.most })
              : obstacleToText(obstacle, { source, options }, t, language)}
          </p>
          <p>{t('cannotAsk')}</p>
        </Alert>
      )}
      <QuestionProblem edition={edition} error={error} onAsk={({ query: next }) => onAsk(next)} busy={busy} />
      {hasFieldProblems && (
        <p className="field-problem" role="alert">
          {t('fixFields')}
        </p>
      )}
      <ActionButton look="primary" type="submit" busy={busy}>
        {t(busy ? 'running' : 'run')}
      </ActionButton>
      <ProposeGroupingLink edition={edition} />
    </aside>
  );
}
