import type { Analysis } from '@datalab/server/modules/analyses/analyses.contract.ts';
import { analysesTexts } from '../../i18n/analyses.ts';
import { useLocal, useTexts } from '../../i18n/language.tsx';
import { Alert } from '../../ui/alert.tsx';
import { NearestQuestion } from '../figures/nearest-question.tsx';
import { QuestionProblem } from '../figures/question-problem.tsx';
import { useAskInstead } from './use-ask-instead.ts';

/** Of an analysis that was asked under earlier rules: what of it is not answered as it stands, and what is instead. */
export function EarlierRules({ edition, analysis }: { edition: string; analysis: Analysis }) {
  const t = useTexts(analysesTexts);
  const local = useLocal();
  const instead = useAskInstead(edition, analysis);
  const { askedUnderEarlierRules, underEarlierRules, views, may } = analysis;
  if (!askedUnderEarlierRules) return null;
  return (
    <Alert type="info" className="earlier-rules">
      <div className="stack stack-tight">
        <p>
          <strong>{t('earlierRules')}.</strong>{' '}
          {t(underEarlierRules.length === 0 ? 'earlierRulesAnswered' : 'earlierRulesRefused')}
        </p>
        {underEarlierRules.map(({ view, reason, nearest }) => (
          <div className="stack stack-tight" key={view}>
            {views.length > 1 && (
              <p>
                <strong>{local(views.find(({ key }) => key === view)?.title ?? analysis.title)}</strong>
              </p>
            )}
            <p>{local(reason)}</p>
            {nearest && (
              <NearestQuestion
                edition={edition}
                query={nearest}
                onAsk={may.change.allowed ? (query) => instead.ask(view, query) : undefined}
                busy={instead.busy}
              />
            )}
          </div>
        ))}
        <QuestionProblem edition={edition} error={instead.error} />
      </div>
    </Alert>
  );
}
